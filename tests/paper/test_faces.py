"""The right face draws each sign; what none has is printed as 〓 and reported; files of fonts are read right."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from partnerdesk.paper.blocks import Paragraph, Role
from partnerdesk.paper.fonts import GETA, INSTALLED, KAI, SANS, SERIF, SERIF_BOLD, Faces
from partnerdesk.paper.truetype import TrueType, UnusableFont, names_in
from partnerdesk.problems import Trouble
from partnerdesk.words import CHINESE, ENGLISH

from .conftest import Press


@pytest.mark.parametrize("file", [SERIF, SANS, KAI])
def test_coverage_and_advances_agree_with_another_reader(bundle: Path, file: str) -> None:
    if not (bundle / file).is_file():
        pytest.skip(f"{file} is not here")
    mine, other = TrueType(bundle / file), TTFontFile(str(bundle / file))
    for code, glyph in other.charToGlyph.items():
        if code != 0xA0:  # the other reader gives the no-break space the glyph of the space
            assert mine.glyph(code) == glyph
            assert abs(mine.advance(glyph) - other.charWidths[code]) <= 0.5
    assert mine.glyph(0x10FFFF) == 0


def test_a_subset_is_a_font_with_the_outlines_asked_for(bundle: Path, tmp_path: Path) -> None:
    font = TrueType(bundle / SERIF)
    wanted = [font.glyph(ord(sign)) for sign in "理事会éñ½"]
    path = tmp_path / "subset.ttf"
    path.write_bytes(font.subset(wanted))
    data = path.read_bytes()
    assert len(data) < 20_000
    # every table begins on a word and the whole adds up to the constant of the format
    assert sum(int.from_bytes(data[at : at + 4], "big") for at in range(0, len(data), 4)) & 0xFFFFFFFF == 0xB1B0AFBA
    assert font._outline(wanted[0]) in data


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.ttf"
    for content in (b"", b"no font at all, but long enough to look at", b"OTTO" + bytes(200)):
        path.write_bytes(content)
        with pytest.raises(UnusableFont):
            TrueType(path)
        assert names_in(path) == []


def test_the_roles_of_chinese_and_english(bundle: Path) -> None:
    chinese, english = Faces(CHINESE, folder=bundle), Faces(ENGLISH, folder=bundle)
    assert chinese.face(Role.BODY).path.name == SERIF
    assert chinese.face(Role.TITLE).path.name == SERIF_BOLD
    assert chinese.face(Role.HEAD).path.name == SANS
    assert english.face(Role.BODY, bold=True).path.name == SERIF_BOLD
    assert chinese.stand_ins["仿宋"] == "NotoSerifSC-Regular"
    assert "黑体" not in chinese.stand_ins
    assert not english.stand_ins


def test_installed_faces_come_first_where_there_are_any(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from partnerdesk.paper import fonts

    installed = {"fangsong": (bundle / KAI, 0), "simhei": (bundle / "absent.ttf", 0)}
    monkeypatch.setattr(fonts, "_installed", lambda: installed)
    fonts._installed_face.cache_clear()
    faces = Faces(CHINESE, INSTALLED, bundle)
    assert faces.face(Role.BODY).path.name == KAI
    assert faces.face(Role.HEAD).path.name == SANS  # what cannot be opened is passed over
    assert "仿宋" not in faces.stand_ins
    fonts._installed_face.cache_clear()


def test_without_fonts_the_press_says_so(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        Faces(CHINESE, folder=tmp_path).face(Role.BODY)


def test_a_rare_sign_falls_back_alone(faces: Faces) -> None:
    pieces = faces.compose("姓𠮷名", Role.BODY)
    assert [part for _, part in pieces] == ["姓", "𠮷", "名"]
    assert pieces[1][0].path.name == KAI
    assert not faces.missing


def test_what_no_font_has_is_printed_as_geta_and_counted(faces: Faces) -> None:
    drawn = "".join(part for _, part in faces.compose("签😀到😀עברית", Role.BODY))
    assert drawn == "签〓到〓" + GETA * 5
    assert faces.missing["😀"] == 2 and faces.missing["ע"] == 1


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("葛\U000e0100城", "葛城"),
        ("a\u200bb\ufeffc\u200dd", "abcd"),
        ("\u202eabc\u202c\u2066x\u2069", "abcx"),
        ("张　伟", "张　伟"),
        ("a\tb", "a    b"),
        ("a\x00\x07b", "ab"),
        ("a\ud800b", "a〓b"),
    ],
)
def test_text_is_cleaned_for_print(faces: Faces, text: str, drawn: str) -> None:
    assert "".join(part for _, part in faces.compose(text, Role.BODY)) == drawn


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_composed(text: str) -> None:
    from partnerdesk import places

    if not (places.fonts() / SERIF).is_file():
        pytest.skip("the bundled fonts are not here")
    faces = Faces(CHINESE)
    for face, part in faces.compose(text, Role.BODY):
        assert all(face.draws(sign) for sign in part)


def test_english_has_proportional_quotation_marks_and_chinese_full_ones(bundle: Path) -> None:
    chinese, english = Faces(CHINESE, folder=bundle), Faces(ENGLISH, folder=bundle)
    for faces, text, narrow in (
        (chinese, "会议认为“同意”", False),
        (chinese, "the Board’s “report”", True),
        (english, "the Board’s “report” (报告)", True),
    ):
        ((face, drawn),) = faces.compose(text, Role.BODY)
        assert drawn == text
        assert (face.at(10.0)["“"] < 6) is narrow
        assert (face.at(10.0)["’"] < 4) is narrow


def test_proportional_marks_keep_their_meaning_in_the_file(press: Press) -> None:
    path, report = press(Paragraph("the Board’s “report”", indent=False), Paragraph("“报告”", indent=False))
    with pdfplumber.open(path) as pdf:
        said = "".join(char["text"] for char in pdf.pages[0].chars)
    assert said.startswith("the Board’s “report”“报告”")
    assert report.fonts["body"] == "NotoSerifSC-Regular"


def test_the_chinese_dash_is_as_wide_as_a_sign_so_that_two_of_them_meet(bundle: Path) -> None:
    chinese, english = Faces(CHINESE, folder=bundle), Faces(ENGLISH, folder=bundle)
    assert chinese.face(Role.BODY).at(10.0)["—"] == 10.0
    assert english.face(Role.BODY).at(10.0)["—"] < 10.0
    face = chinese.face(Role.BODY)
    glyph = face.glyph(ord("—"))
    bar = face.font._bar(glyph, face.font._outline(glyph))
    assert glyph in face.stretched
    assert bar in face.font.subset([glyph], face.stretched)


def test_an_apostrophe_inside_chinese_text_is_narrow(faces: Faces) -> None:
    pieces = faces.compose("详见the Board’s report和‘附件’。", Role.BODY)
    assert "".join(part for _, part in pieces) == "详见the Board’s report和‘附件’。"
    assert [part for face, part in pieces if face.latin] == ["’"]
