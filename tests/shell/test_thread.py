"""A prospect entered in the window by keys alone, and every paper of its way printed by keys without a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from partnerdesk import app
from partnerdesk.office import contents, sample
from partnerdesk.office.departments import FOUR
from partnerdesk.office.letterhead import records
from partnerdesk.shell.window import Window
from partnerdesk.words import ENGLISH, Words
from tests.screen import Screen
from tests.shell.hand import CONTROL, Hand, Key

DAY = date(2026, 11, 20)
NAME = "江海物流集团有限公司"
OTHERS = ("云帆供应链科技有限公司", "恒泰仓储股份有限公司")
OURS = {"market": "沈立", "legal": "周岚", "finance": "吴敬", "business": "孙悦"}


@dataclass
class Thread:
    """The hand, and what has come to be on the way."""

    hand: Hand
    screen: Screen
    folder: Path
    alliance: int = 0
    body: int = 0
    partner: int = 0
    meeting: int = 0
    printed: list[str] = field(default_factory=list)

    def all(self, register: str, **equal: Any) -> list[Any]:
        """The entries of a register with these values, as they stand in the database."""
        made = contents.record(register)
        return self.screen.read(lambda look: records(
            look, made, *(getattr(made, name) == value for name, value in equal.items()), order=[made.id]))

    @property
    def stage(self) -> str:
        made: str = self.screen.value("partners", self.partner, "stage")
        return made


@pytest.fixture
def thread(screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Thread]:
    window = Window(Words(ENGLISH))
    program = app.Program(screen.application, window, screen.context.settings, screen.context.jobs)
    program._fonts = "bundled"
    window.closing.disconnect()
    window._may_close = True
    program.desk, program.context = screen.desk, screen.context
    screen.context.settings.language = ENGLISH
    screen.context.print_paper = program.print_paper
    made = Thread(Hand(screen, window), screen, tmp_path)
    _office(made)
    window.set_context(screen.context)
    screen.show(window, 1366, 768)
    yield made
    window.forget_pages()
    if program.press is not None:
        program.press.close()


def _office(thread: Thread) -> None:
    """What stands at the desk before the partner is heard of: our people, an alliance with its council, two others."""
    save = thread.screen.save
    for department in FOUR:
        save("persons", name=OURS[department], own=True, department=department)
    thread.alliance = save("alliances", name="华东产业联盟", founded=date(2023, 5, 6))
    thread.body = save("bodies", alliance_id=thread.alliance, name="第二届理事会", kind="council",
                       term_begins=date(2025, 5, 6), term_ends=date(2030, 5, 5))
    for name in OTHERS:
        save("partners", name=name, kinds=("supplier",), industry="物流")


def test_a_prospect_is_entered_with_its_people_and_its_papers(thread: Thread) -> None:
    _the_partner(thread)
    _people(thread)
    for paper in contents.PAPERS:
        if paper.of == "partners" and paper.key != "partner-comparison":  # nobody has scored it yet
            _print(thread, paper)
    _told(thread)


# The registers through which a partner goes, each with the entry about which its papers are printed.
WAY = ("partners", "representative_changes", "memberships", "bodies", "needs", "score_sheets", "intent_reports",
       "cases", "checklists", "exits")


def test_every_paper_of_the_way_is_printed_by_keys_without_a_fault(thread: Thread) -> None:
    sample.fill(thread.screen.desk, thread.screen.actor)
    thread.screen.settle()
    hand, printed = thread.hand, set()
    for register in WAY:
        hand.go(register)
        hand.screen.until(lambda: hand.window.page.panel.loaded is not None)
        hand.settle()
        for paper in contents.PAPERS:
            if paper.of == register:
                _print(thread, paper)
                printed.add(paper.key)
        hand.station(register)
    _told(thread)
    assert printed == {paper.key for paper in contents.PAPERS if paper.of in WAY}


def _print(thread: Thread, paper: contents.PaperEntry) -> None:
    """A paper about what is shown, in Chinese, in English and in both: the press finds nothing wrong with it."""
    title = Words(ENGLISH)(paper.title)
    for language, report in thread.hand.print_in_all(paper.key, title):
        assert report.faults == (), (paper.key, language, report.faults[:3])
        assert report.pages
        thread.printed.append(f"{paper.key} {language}: {report.pages}")


def _told(thread: Thread) -> None:
    """How many keys each station took; told to whoever asks for the output of the tests."""
    for name, pressed in thread.hand.stations:
        print(f"{pressed:6} {name}")
    print(f"{thread.hand.pressed:6} keys, {len(thread.printed)} prints")


def _the_partner(thread: Thread) -> None:
    """A prospect is entered, whose kinds are ticked."""
    hand = thread.hand
    hand.go("partners")
    hand.control(Key.Key_N)
    hand.type(NAME)
    hand.tick("kinds", "supplier", "member")
    hand.field("legal_representative", "韩峰")
    hand.field("industry", "物流")
    hand.field("address", "上海市浦东新区滨江大道一千号")
    hand.control(Key.Key_S)
    (made,) = thread.all("partners", name=NAME)
    thread.partner = made.id
    assert (made.stage, set(made.kinds), made.legal_representative) == ("prospect", {"supplier", "member"}, "韩峰")
    hand.station("a prospect is entered")


def _people(thread: Thread) -> None:
    """A liaison and a representative, who are made in place."""
    hand = thread.hand
    hand.control(Key.Key_2)
    for name, mobile, title, role in (("钱芳", "13800000000", "办公室主任", "liaison"),
                                      ("韩峰", "13900000000", "副总经理", "representative")):
        hand.push("new posts")
        sheet = hand.wait_for_sheet()
        hand.link("person_id", name)
        with hand.sheet(sheet):
            hand.field("mobile", mobile)
        assert QApplication.activeModalWidget() is sheet
        # The new person is put into the link when it is there, and the link takes the keyboard back.
        hand.screen.until(lambda sheet=sheet: sheet.form.editors["person_id"].reading().value is not None)
        hand.field("title", title)
        hand.tick("roles", role)
        hand.press(Key.Key_Return, CONTROL)
        hand.gone(sheet)
    roles = [(each.title, each.roles) for each in thread.all("posts", partner_id=thread.partner)]
    assert roles == [("办公室主任", ("liaison",)), ("副总经理", ("representative",))]
    hand.station("liaison and representative")
