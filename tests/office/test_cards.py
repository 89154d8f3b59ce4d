"""Contact cards as people: nothing of a card is lost on its way into the desk, and people go out as cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.exchange import vcard_reading
from partnerdesk.exchange.vcard import Address, Birthday, Card, Other, Reach, Reading
from partnerdesk.exchange.vcard_writing import written
from partnerdesk.office import cards, intake, review
from partnerdesk.record.draft import Draft
from partnerdesk.store.listing import Listing, total, window
from partnerdesk.words import ENGLISH, Words
from tests.office.conftest import Doing

WORDS = Words(ENGLISH)
FULL = Card(
    "韩峰", "韩", "峰", english="Han Feng", organization="江海物流集团有限公司", department="市场部", title="经理",
    telephones=(Reach("021-5550001", ("home",)), Reach("139 0001 0002", ("work",)), Reach("021-5550002", ("work",)),
                Reach("021-5550003", ("work", "fax")), Reach("021-5550004", label="夜班")),
    emails=(Reach("feng@home.example", ("home",)), Reach("han@jianghai.example", ("work",))),
    addresses=(Address("滨海路8号", "启东市", "江苏省", "226200"),), urls=(Reach("https://jianghai.example"),),
    ims=(Reach("hanfeng", label="WeChat"), Reach("12345", label="QQ")), birthday=Birthday(3, 5, 1980),
    note="喜茶", uid="u-1", others=(Other("NICKNAME", "老韩"), Other("X-MS-OL-DESIGN", "<card/>")))


def _values(card: Card) -> dict[str, dict[str, Any]]:
    (row,) = cards.planned(Reading((card,)), WORDS).accepted
    return row.values


def _taken(work: Doing, reading: Reading) -> Any:
    def job(made: Any) -> Any:
        found = review.reviewed(made.look, cards.planned(reading, WORDS), "persons")
        assert not found.refused
        return intake.apply(made, found)

    return work(job)


def _rows(work: Doing, register: str, *columns: str) -> list[tuple[Any, ...]]:
    return [row.cells for row in work(lambda made: window(made.look, Listing(register, columns=columns), 0, 99))]


def test_each_line_of_a_card_finds_its_field() -> None:
    person = _values(FULL)["persons"]
    notes = person.pop("notes").split("\n")
    assert person == {
        "name": "韩峰", "english_name": "Han Feng", "mobile": "139 0001 0002", "telephone": "021-5550002",
        "email": "han@jianghai.example", "wechat": "hanfeng", "birth_month": 3, "birth_day": 5, "birth_year": 1980,
        "birth_calendar": "solar"}
    assert notes == [
        "喜茶", "Telephone (Home): 021-5550001", "Telephone (Work, Fax): 021-5550003", "Telephone (夜班): 021-5550004",
        "E-mail (Home): feng@home.example", "Website: https://jianghai.example", "Messenger account (QQ): 12345",
        "Address: 江苏省启东市滨海路8号 226200", "Nickname: 老韩"]
    assert _values(FULL)["posts"] == {"title": "经理", "department": "市场部"}
    assert _values(FULL)["partners"] == {"name": "江海物流集团有限公司"}


def test_a_post_without_an_organization_is_kept_in_words() -> None:
    values = _values(Card("韩峰", title="经理", birthday=Birthday(1, 2, 1850)))
    assert values["posts"] == {}
    assert values["persons"]["notes"] == "Post held: 经理\nYear of birth: 1850"


def test_a_card_that_no_person_can_be_made_of_is_refused_by_its_line() -> None:
    plan = cards.planned(Reading((Card("x" * 200, line=17),)), WORDS)
    assert not plan.accepted
    assert plan.refused[0].said(WORDS).startswith("Row 17")


def test_cards_taken_twice_change_nothing(work: Doing) -> None:
    made = _taken(work, Reading((FULL,)))
    assert made.made == {"persons": 1, "partners": 1, "posts": 1}
    assert _taken(work, Reading((FULL,))) == intake.Outcome({"persons": 0}, {})


def test_a_card_changes_the_person_whom_it_means(work: Doing) -> None:
    id = work(lambda made: made.save(Draft("persons", values={
        "name": "韩峰", "mobile": "+86 139-0001-0002", "notes": "手记"})))
    made = _taken(work, Reading((FULL,)))
    assert (made.made["persons"], made.changed) == (0, {"persons": 1})
    (row,) = _rows(work, "persons", "id", "mobile", "email", "notes")
    assert row[:3] == (id, "+86 139-0001-0002", "han@jianghai.example")
    assert row[3].startswith("手记\n喜茶\n")


def test_namesakes_with_other_numbers_are_two_people(work: Doing) -> None:
    work(lambda made: made.save(Draft("persons", values={"name": "韩峰", "mobile": "13800000000"})))
    assert _taken(work, Reading((FULL,))).made["persons"] == 1


def test_a_namesake_elsewhere_is_left_to_the_clerk_and_one_at_the_same_partner_is_the_same(work: Doing) -> None:
    _taken(work, Reading((Card("张伟", organization="江海物流集团有限公司"),)))

    def reviewed(card: Card) -> Any:
        return work(lambda made: review.reviewed(made.look, cards.planned(Reading((card,)), WORDS), "persons")).rows[0]

    assert reviewed(Card("张伟", organization="江海物流集团有限公司", title="经理")).settled == 0
    elsewhere = reviewed(Card("张伟", organization="启东港务有限公司"))
    assert (elsewhere.settled, len(elsewhere.meanings)) == (None, 2)
    assert reviewed(Card("张伟")).settled == 0


def test_people_go_out_with_the_post_they_hold_now(work: Doing) -> None:
    _taken(work, Reading((FULL,)))
    (card,) = work(lambda made: cards.shown(made.look, Listing("persons")))
    assert (card.name, card.family, card.given, card.english) == ("韩峰", "韩", "峰", "Han Feng")
    assert (card.organization, card.department, card.title) == ("江海物流集团有限公司", "市场部", "经理")
    assert card.birthday == Birthday(3, 5, 1980)
    again = vcard_reading.of_bytes(written([card], "4.0"), "x.vcf").cards
    assert again == (card,)


def test_a_lunar_birthday_stays_in_the_desk(work: Doing) -> None:
    work(lambda made: made.save(Draft("persons", values={
        "name": "韩峰", "birth_month": 3, "birth_day": 5, "birth_calendar": "lunar"})))
    (card,) = work(lambda made: cards.shown(made.look, Listing("persons")))
    assert card.birthday is None


SAMPLES = ("John_Doe_EVOLUTION.vcf", "John_Doe_GMAIL.vcf", "John_Doe_IPHONE.vcf", "John_Doe_MS_OUTLOOK.vcf",
           "gmail-list.vcf", "gmail-single2.vcf", "outlook-2003.vcf", "rfc6350-example.vcf")


@pytest.mark.parametrize("name", SAMPLES)
def test_real_cards_are_taken_in_whole(work: Doing, samples: Path, name: str) -> None:
    reading = vcard_reading.read(samples / "vcard" / name)
    _taken(work, reading)
    count: Callable[[str], int] = lambda register: work(lambda made: total(made.look, Listing(register)))  # noqa: E731
    assert count("persons") == len(reading.cards)
    kept = "\n".join(str(cell) for register, columns in (
        ("persons", ("name", "english_name", "mobile", "telephone", "email", "wechat", "notes")),
        ("posts", ("title", "department")), ("partners", ("name",)))
        for row in _rows(work, register, *columns) for cell in row if cell)
    for card in reading.cards:
        texts = [card.name, card.organization, card.department, card.title, *card.note.split("\n")]
        texts += [each.value for each in (*card.telephones, *card.emails, *card.urls, *card.ims)]
        texts += [address.text for address in card.addresses]
        texts += [other.value.split("\n")[0] for other in card.others
                  if not other.name.startswith(("X-MS-OL", "X-COUCHDB", "X-EVOLUTION-FILE-AS"))]
        assert [text for text in texts if text.strip() not in kept] == []
    assert _taken(work, reading).changed == {}
