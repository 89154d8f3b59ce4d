"""Contact cards: what old and new programs write is read whole; what we write is read back, by others too."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from partnerdesk.exchange import vcard_reading as reading
from partnerdesk.exchange.vcard import Address, Birthday, Card, Other, Reach
from partnerdesk.exchange.vcard_writing import Version, family_and_given, written
from partnerdesk.problems import Trouble
from partnerdesk.words import Words

ENGLISH = Words("en")
VERSIONS: tuple[Version, ...] = ("3.0", "4.0")


def cards(text: str | bytes) -> tuple[Card, ...]:
    return reading.of_bytes(text.encode() if isinstance(text, str) else text, "made.vcf").cards


def card(*lines: str, version: str = "3.0", encoding: str = "utf-8") -> Card:
    text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))
    (only,) = cards(text.encode(encoding))
    return only


def told(text: str | bytes) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    return [notice.said(ENGLISH) for notice in reading.of_bytes(raw, "made.vcf").notices]


# the older cards


def test_quoted_printable_with_soft_breaks_and_a_charset() -> None:
    made = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=9F=A9;=E5=B3=B0;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=9F=A9=E5=\r\n=B3=B0",
        "ORG;charset=utf-8;encoding=quoted-printable:=E6=B1=9F=E6=B5=B7=\r\n=E7=89=A9=E6=B5=81;=E5=B8=82=E5=9C=BA=E9=83=A8",
        "NOTE;QUOTED-PRINTABLE:first line=0D=0A=\r\nsecond, with a comma; and =3D",
        "TEL;CELL;VOICE:13900010002", version="2.1")
    assert (made.name, made.family, made.given) == ("韩峰", "韩", "峰")
    assert (made.organization, made.department) == ("江海物流", "市场部")
    assert made.note == "first line\nsecond, with a comma; and ="
    assert made.telephones == (Reach("13900010002", ("cell",)),)


@pytest.mark.parametrize("charset", ["GBK", "gb2312", "GB18030"])
def test_quoted_printable_in_the_encodings_of_old_telephones(charset: str) -> None:
    made = card(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:=BA=AB=B7=E5", version="2.1")
    assert made.name == "韩峰"


@pytest.mark.parametrize(("encoding", "declared"), [
    ("gbk", ""), ("gb18030", ""), ("gbk", ";CHARSET=GBK"), ("gb18030", ";CHARSET=gb2312"), ("utf-8", ""),
    ("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", ""), ("utf-16-be", ""),
])
def test_every_encoding_of_an_office(encoding: str, declared: str) -> None:
    made = card(f"N{declared}:韩;峰;;;", f"FN{declared}:韩峰", f"ORG{declared}:江海物流集团有限公司;市场部",
                version="2.1", encoding=encoding)
    assert (made.name, made.organization, made.department) == ("韩峰", "江海物流集团有限公司", "市场部")


def test_lines_of_two_encodings_stand_in_one_file() -> None:
    raw = b"\r\n".join((b"BEGIN:VCARD", b"VERSION:2.1", "FN;CHARSET=GBK:韩峰".encode("gbk"),
                        "NOTE:自行车与电动车".encode(), b"TITLE:Manager", b"END:VCARD"))
    (only,) = cards(raw)
    assert (only.name, only.note) == ("韩峰", "自行车与电动车")


def test_a_fold_within_a_sign_is_closed_again() -> None:
    name = "欧阳修远".encode()
    raw = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + name[:4] + b"\r\n " + name[4:] + b"\r\nEND:VCARD\r\n"
    assert cards(raw)[0].name == "欧阳修远"


def test_files_with_marks_that_were_joined_are_read() -> None:
    one = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:韩峰\r\nEND:VCARD\r\n".encode("utf-8-sig")
    assert [each.name for each in cards(one + one)] == ["韩峰", "韩峰"]
    assert told(one + one) == []


def test_a_soft_break_before_the_end_of_a_card_does_not_swallow_it() -> None:
    text = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:a\r\nNOTE;ENCODING=QUOTED-PRINTABLE:x=\r\nEND:VCARD\r\n"
    assert [(each.name, each.note) for each in cards(text * 2)] == [("a", "x"), ("a", "x")]


def test_the_old_version_escapes_separators_only() -> None:
    made = card(r"FN:A\;B", r"NOTE:C:\new\table", version="2.1")
    assert (made.name, made.note) == ("A;B", r"C:\new\table")


def test_keys_and_pictures_are_left_out_and_said() -> None:
    text = ("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Han\r\n"
            "PHOTO;JPEG;BASE64:\r\n/9j/4AAQSkZJRgABAQEAYABg\r\nAAD/2wBDAAY=\r\n\r\n"
            "KEY;X509;ENCODING=BASE64:\r\n    MIIDITCCAoqgAwIB\r\n\r\nTITLE:Clerk\r\nEND:VCARD\r\n")
    (only,) = cards(text)
    assert (only.title, only.others) == ("Clerk", ())
    assert told(text) == ["“made.vcf”, line 1: pictures, sounds and keys are not taken over: PHOTO, KEY"]


def test_the_address_of_a_picture_is_kept_as_text_and_never_visited() -> None:
    made = card("FN:Han", "PHOTO;VALUE=uri:https://pictures.example/han.jpg", version="4.0")
    assert made.others == (Other("PHOTO", "https://pictures.example/han.jpg"),)


# the newer cards


def test_labels_of_a_group_are_shown_and_the_group_is_not() -> None:
    made = card(
        "FN:Han Feng", "item1.TEL:021-1", "item1.X-ABLabel:Night desk", "item2.URL:https\\://a.example",
        "item2.X-ABLabel:_$!<HomePage>!$_", "item3.X-ABDATE:2001-02-03", "item3.X-ABLabel:_$!<Anniversary>!$_")
    assert made.telephones == (Reach("021-1", label="Night desk"),)
    assert made.telephones[0].said(ENGLISH) == "Night desk"
    assert [(each.value, each.said(ENGLISH), each.said(Words("zh_CN"))) for each in made.urls] == [
        ("https://a.example", "Home page", "主页")]
    assert made.others == (Other("X-ABDATE", "2001-02-03", "Anniversary"),)


def test_kinds_are_read_in_every_spelling() -> None:
    made = card('TEL;TYPE="work,cell";PREF=1:1', "TEL;type=HOME;type=FAX;type=pref:2", "TEL;WORK;VOICE:3",
                "TEL;VALUE=uri;TYPE=work:tel:+86-10-1;ext=9", "FN:x", version="4.0")
    assert made.telephones == (
        Reach("1", ("work", "cell"), preferred=True), Reach("2", ("home", "fax"), preferred=True),
        Reach("3", ("work",)), Reach("+86-10-1 ext. 9", ("work",)))


def test_signs_that_hide_or_turn_others_are_left_out_of_names_and_numbers() -> None:
    made = card("FN:韩\u200b峰", "TEL:\u202a+86 139 0001 0002\u202c")
    assert (made.name, made.telephones[0].value) == ("韩峰", "+86 139 0001 0002")


def test_what_is_unknown_is_kept() -> None:
    made = card("FN:x", "X-PET:a\\, b", "NICKNAME:Y", "GEO:1;2")
    assert made.others == (Other("X-PET", "a, b"), Other("NICKNAME", "Y"), Other("GEO", "1;2"))


@pytest.mark.parametrize(("text", "birthday"), [
    ("1980-03-22", Birthday(3, 22, 1980)), ("19800322", Birthday(3, 22, 1980)), ("--0203", Birthday(2, 3)),
    ("--02-03", Birthday(2, 3)), ("1604-02-29", Birthday(2, 29)), ("1980-03-22T00:00:00Z", Birthday(3, 22, 1980)),
])
def test_birthdays(text: str, birthday: Birthday) -> None:
    assert card("FN:x", f"BDAY:{text}").birthday == birthday


def test_a_birthday_that_is_none_is_kept_as_text_and_said() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:x\nBDAY:1981-02-30\nEND:VCARD\n"
    (only,) = cards(text)
    assert (only.birthday, only.others) == (None, (Other("BDAY", "1981-02-30"),))
    assert told(text)[0].startswith("“made.vcf”, line 4: the birthday “1981-02-30”")


@pytest.mark.parametrize(("lines", "name"), [
    (("N:韩;峰;;;",), "韩峰"), (("N:Han;Feng;;Dr.;",), "Dr. Feng Han"), (("ORG:江海;x",), "江海"),
    (("EMAIL:a@b.example",), "a@b.example"),
])
def test_a_card_without_a_full_name_is_called_by_what_it_has(lines: tuple[str, ...], name: str) -> None:
    assert card(*lines).name == name


@pytest.mark.parametrize(("address", "text"), [
    (Address("Laurier 5", "Quebec", "QC", "G1V", "Canada", extended="Suite 2"),
     "Suite 2, Laurier 5, Quebec, QC G1V, Canada"),
    (Address("滨海路8号", "启东市", "江苏省", "226200", "中国"), "中国江苏省启东市滨海路8号 226200"),
    (Address(), ""),
])
def test_an_address_in_one_line_has_the_order_of_its_language(address: Address, text: str) -> None:
    assert address.text == text


# what is broken


@pytest.mark.parametrize(("text", "said"), [
    ("BEGIN:VCARD\nFN:a\nthis is no line\nEND:VCARD", "“made.vcf”, line 3: “this is no line” is no line of a card"),
    ("hello: you\nBEGIN:VCARD\nFN:a\nEND:VCARD", "“made.vcf”, line 1: “hello: you” stands outside of any card"),
    ("BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD",
     "“made.vcf”, line 1: this card has no end; it was read up to line 2"),
    ("BEGIN:VCARD\nFN:a\n", "“made.vcf”, line 1: this card has no end; it was read up to line 2"),
    ("BEGIN:VCARD\nTITLE:a\nEND:VCARD", "“made.vcf”, line 1: this card names nobody"),
    ("BEGIN:VCARD\nFN:a\nAGENT:\nBEGIN:VCARD\nFN:b\nEND:VCARD\nTITLE:t\nEND:VCARD",
     "“made.vcf”, line 4: this card stands inside"),
    (b"BEGIN:VCARD\nFN:\xff\xfe\x81\nEND:VCARD", "“made.vcf”, line 2: some signs are in no encoding"),
])
def test_what_cannot_be_read_is_said_with_its_line(text: str | bytes, said: str) -> None:
    assert any(line.startswith(said) for line in told(text)), told(text)


def test_the_rest_of_a_broken_card_is_read() -> None:
    made = cards("BEGIN:VCARD\nFN:a\nno line\nTITLE:t\nBEGIN:VCARD\nFN:b\n")
    assert [(each.name, each.title) for each in made] == [("a", "t"), ("b", "")]


@pytest.mark.parametrize("text", ["", "nothing", "BEGIN:VCALENDAR\nEND:VCALENDAR"])
def test_a_file_without_a_card_is_refused_in_words(text: str) -> None:
    with pytest.raises(Trouble, match="holds no contact card"):
        cards(text)


def test_a_line_of_separators_costs_no_time() -> None:
    began = time.perf_counter()
    for line in ("A;B=" + "," * 5000 + '"', "A;B" + "=x" * 5000 + '"', ";" * 20_000, '"' * 20_000):
        cards(f"BEGIN:VCARD\nFN:a\n{line}\nEND:VCARD\n")
    assert time.perf_counter() - began < 5


@given(st.binary(max_size=300))
@example(b":")
@example(b"BEGIN:VCARD\nADR;LABEL=\"x:1\nBDAY;CHARSET=undefined:1\nN;CHARSET=punycode:\xff\nEND:VCARD")
def test_any_bytes_give_cards_or_a_sentence(raw: bytes) -> None:
    for begun in (raw, b"BEGIN:VCARD\nFN:a\n" + raw):
        try:
            assert all(line for line in told(begun))
        except Trouble as trouble:
            assert trouble.said(ENGLISH)


# written and read back

plain = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")), max_size=40).map(
    lambda text: " ".join(text.split()))
named = plain.filter(bool)
kinds = st.lists(st.sampled_from(["home", "work", "cell", "fax"]), max_size=2, unique=True).map(tuple)
reaches = st.lists(st.builds(Reach, named, kinds, plain, st.booleans()), max_size=2).map(tuple)
emails = st.lists(st.builds(Reach, named.filter(lambda text: not text.lower().startswith("mailto:")), kinds, plain),
                  max_size=2).map(tuple)
telephones = st.lists(st.builds(Reach, st.from_regex(r"\+?\d[\d -]{0,12}\d", fullmatch=True), kinds, plain,
                                st.booleans()), max_size=2).map(tuple)
part = plain.filter(lambda text: " / " not in text)
contacts = st.builds(
    Card, name=named, family=part, given=part, english=plain, organization=part, department=part, title=plain,
    telephones=telephones, emails=emails, urls=reaches,
    addresses=st.lists(st.builds(Address, named, plain, plain, plain, plain, kinds=kinds, label=plain),
                       max_size=1).map(tuple),
    ims=st.lists(st.builds(Reach, named, kinds, st.sampled_from(["QQ", "WeChat", "Skype", "钉钉"])),
                 max_size=1).map(tuple),
    birthday=st.none() | st.dates().map(
        lambda day: Birthday(day.month, day.day, day.year if day.year != 1604 else None)),
    note=st.lists(plain, max_size=3).map("\n".join).map(lambda text: text.strip("\n")), uid=plain,
    others=st.lists(st.builds(Other, st.sampled_from(["NICKNAME", "X-PET"]), named, plain), max_size=2).map(tuple))


@pytest.mark.parametrize("version", VERSIONS)
@given(made=st.lists(contacts, min_size=1, max_size=2))
@example(made=[Card("a;b,c\\n", organization="甲；乙, 丙;丁", note="1\n\n2", birthday=Birthday(2, 29), uid="data:")])
def test_what_is_written_is_read_back(version: Version, made: list[Card]) -> None:
    raw = written(made, version)
    found = reading.of_bytes(raw, "x.vcf")
    assert found.cards == tuple(made)
    assert not found.notices
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_another_reader_understands_what_we_write() -> None:
    made = Card("欧阳修远", "欧阳", "修远", organization="江海物流集团有限公司", department="市场部", title="经理",
                telephones=(Reach("13900010002", ("cell",)),), emails=(Reach("ou@jianghai.example", ("work",)),),
                note="一，二；三\n" + "长" * 60, birthday=Birthday(3, 5, 1980))
    read = vobject.readOne(written([made]).decode())
    assert read.fn.value == "欧阳修远"
    assert (read.n.value.family, read.n.value.given) == ("欧阳", "修远")
    assert read.org.value == ["江海物流集团有限公司", "市场部"]
    assert read.tel.value == "13900010002"
    assert read.tel.params["TYPE"] == ["CELL"]
    assert read.note.value == made.note
    assert read.bday.value == "1980-03-05"


@pytest.mark.parametrize(("name", "parts"), [
    ("韩峰", ("韩", "峰")), ("欧阳修", ("欧阳", "修")), ("司马相如", ("司马", "相如")), ("欧阳", ("欧", "阳")),
    ("Wei Zhang", ("Zhang", "Wei")), ("卡尔·马克思", ("马克思", "卡尔")), ("Madonna", ("", "Madonna")),
])
def test_full_names_have_two_parts(name: str, parts: tuple[str, str]) -> None:
    assert family_and_given(name) == parts


# the real cards

REAL = {
    "John_Doe_EVOLUTION.vcf": (1, "IBM", "Accounting / Dungeon", 2, 1),
    "John_Doe_GMAIL.vcf": (1, "IBM", "", 2, 1),
    "John_Doe_IPHONE.vcf": (1, "IBM", "Accounting", 7, 1),
    "John_Doe_MS_OUTLOOK.vcf": (1, "IBM", "Accounting", 2, 1),
    "gmail-list.vcf": (3, "", "", 0, 1),
    "gmail-single2.vcf": (1, "TheCompany", "", 11, 5),
    "outlook-2003.vcf": (1, "Company, The", "TheDepartment", 4, 1),
    "rfc6350-example.vcf": (1, "Viagenie", "", 2, 1),
}


@pytest.mark.parametrize("name", REAL)
def test_real_cards_come_in_whole(samples: Path, name: str) -> None:
    file = samples / "vcard" / name
    whole = reading.read(file)
    first = whole.cards[0]
    found = (len(whole.cards), first.organization, first.department, len(first.telephones), len(first.emails))
    assert found == REAL[name]
    assert len(whole.cards) == file.read_bytes().count(b"BEGIN:VCARD")
    said = [notice.said(ENGLISH) for notice in whole.notices]
    assert all("are not taken over" in line for line in said)
    for each in whole.cards:
        everything = "".join(map(str, (vars(each), *each.others)))
        assert "item1" not in everything
        for version in VERSIONS:
            assert reading.of_bytes(written([each], version), name).cards == (each,)


def test_long_notes_of_real_cards_are_kept(samples: Path) -> None:
    (outlook,) = reading.read(samples / "vcard" / "John_Doe_MS_OUTLOOK.vcf").cards
    assert len(outlook.note) > 700
    (older,) = reading.read(samples / "vcard" / "outlook-2003.vcf").cards
    assert older.note == "This is the note field!!\nSecond line\n\nThird line is empty"
