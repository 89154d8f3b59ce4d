"""One partner goes from prospect to exited in the window, by real keys alone."""

from __future__ import annotations

import pytest

from partnerdesk.office.partners.records import STAGES
from partnerdesk.office.wording import choice_label
from partnerdesk.words import CHINESE, Words
from tests.shell.hand import CONTROL, Hand, Key
from tests.shell.test_thread import DAY, NAME, Thread, thread

__all__ = ["thread"]

INITIALS = "jhwl"
CODE = "91350100M000100Y43"
OUTCOMES = {"pass": Key.Key_1, "conditional": Key.Key_2, "return": Key.Key_3, "refuse": Key.Key_4,
            "not-applicable": Key.Key_5}


@pytest.mark.slow
def test_from_prospect_to_exited_by_keys(thread: Thread) -> None:
    _entered(thread)
    promise = thread.screen.save("follow_ups", task="Give the samples back", lead_unit_id=thread.partner, due=DAY)
    _documents(thread)
    _admission(thread)
    _onboarding(thread)
    _exit(thread, promise)
    stages = thread.all("stage_changes", partner_id=thread.partner)
    assert [each.stage for each in stages] == [
        "prospect", "review", "admitted", "active", "suspended", "exited"]
    assert choice_label(STAGES, thread.stage, Words(CHINESE)) == "已退出"
    for name, pressed in thread.hand.stations:
        print(f"{pressed:6} {name}")


def _dossier(thread: Thread) -> None:
    """Ctrl+K and the initials lead to the partner."""
    hand = thread.hand
    hand.find(INITIALS, NAME)
    hand.screen.until(lambda: hand.window.place == "partners" and hand.panel.known is not None)
    hand.settle()


def _entered(thread: Thread) -> None:
    """The prospect, a customer with its credit code."""
    hand = thread.hand
    hand.find_place("partners", "partners")
    hand.control(Key.Key_N)
    hand.type(NAME)
    hand.tick("kinds", "customer")
    hand.field("credit_code", CODE)
    hand.control(Key.Key_S)
    (made,) = thread.all("partners", name=NAME)
    thread.partner = made.id
    assert thread.stage == "prospect"
    hand.station("a prospect is entered")


def _documents(thread: Thread) -> None:
    """The licence and both look-ups, entered in the dossier."""
    hand = thread.hand
    _dossier(thread)
    hand.control(Key.Key_4)
    hand.to("new qualifications")
    hand.press(Key.Key_N)
    with hand.sheet():
        hand.field("document_number", CODE)
        hand.field("valid_until", "2030-01-01")
    assert [each.kind for each in thread.all("qualifications", partner_id=thread.partner)] == ["licence"]
    hand.turn_to("lookups", back=True)
    hand.to("new lookups")
    hand.press(Key.Key_N)
    with hand.sheet():
        hand.field("looked_up", "11-20")
    hand.press(Key.Key_N)
    with hand.sheet():
        hand.choose("place", "credit")
        hand.field("looked_up", "11-20")
    assert {each.place for each in thread.all("lookups", partner_id=thread.partner)} == {"judgments", "credit"}
    hand.station("documents and look-ups")


def _admission(thread: Thread) -> None:
    """General admission: one return, due diligence, two score sheets, one condition, approval."""
    hand = thread.hand
    case = _begin_case(thread, "admission-general")
    assert thread.stage == "review"
    hand.enter()
    _decide(hand, "pass", "diligence")
    hand.type("report first")
    _decide(hand, "return", "qualification")
    _decide(hand, "pass", "diligence")
    hand.station("qualification, with a return")

    _enter_missing(hand)
    with hand.sheet():
        hand.choose("kind", "diligence")
    hand.to("points")
    count = hand.focus.rows.rowCount()
    hand.digits("2")
    hand.type("one note")
    hand.enter()
    hand.digits("1" * (count - 1))
    _close_checklist(hand, conclusion="fit")
    hand.station("due diligence")

    _back_to_case(hand)
    _decide(hand, "pass", "risk")
    _enter_missing(hand)
    with hand.sheet():
        hand.field("rater", "Wu")
    hand.to("criteria")
    count = hand.focus.rows.rowCount()
    hand.digits("4" * count)
    hand.digits("S")
    hand.type("Sun")
    hand.enter()
    hand.digits("5" * count)
    hand.settle()
    sheets = thread.all("score_sheets", partner_id=thread.partner)
    assert [(each.rater, each.state) for each in sheets] == [("Wu", "complete"), ("Sun", "complete")]
    hand.station("two score sheets")

    _back_to_case(hand)
    hand.field("conditions", "send the audited accounts")
    _decide(hand, "conditional", "approval")
    _sign(hand)
    hand.control(OUTCOMES["pass"])
    assert thread.screen.value("cases", case, "state") == "conditional"
    assert "send the audited accounts" in thread.screen.value("cases", case, "conditions")
    assert thread.stage == "admitted"
    hand.station("approval, with a condition")


def _onboarding(thread: Thread) -> None:
    """The case of the onboarding and its checklist."""
    hand = thread.hand
    _dossier(thread)
    case = _begin_case(thread, "onboarding")
    hand.enter()
    for following in ("contacts", "training", "launch"):
        _decide(hand, "pass", following)
    hand.type("no seed project yet")
    _decide(hand, "not-applicable", "guided")
    _enter_missing(hand)
    with hand.sheet():
        hand.choose("kind", "onboarding")
    hand.to("points")
    hand.digits("D" * hand.focus.rows.rowCount())
    _close_checklist(hand)
    _back_to_case(hand)
    _sign(hand)
    hand.control(OUTCOMES["pass"])
    assert thread.screen.value("cases", case, "state") == "passed"
    assert thread.stage == "active"
    hand.station("onboarding")


def _exit(thread: Thread, promise: int) -> None:
    """An exit at once with its case, which ends when what was still open has been seen to."""
    hand = thread.hand
    _dossier(thread)
    case = _begin_case(thread, "exit-immediate")
    assert thread.stage == "suspended"
    exit_id = _notice(thread)

    _back_to_case(hand)
    _decide(hand, "pass", "investigation")
    _decide(hand, "pass", "approval")
    _decide(hand, "pass", "replacement")
    hand.type("nobody is needed")
    _decide(hand, "not-applicable", "reconciliation")
    hand.station("investigation and approval of the removal")

    hand.tab(lambda widget: widget.accessibleName().startswith("Open: Follow-up item in hand"), "what is still open")
    hand.enter()
    hand.screen.until(lambda: hand.window.place == "follow_ups" and hand.panel.loaded is not None)
    hand.settle()
    assert hand.shown == promise
    hand.enter()
    hand.field("closed", "11-20")
    hand.control(Key.Key_S)
    assert thread.screen.value("follow_ups", promise, "closed") == DAY
    hand.station("what was open is ended")

    _back_to_case(hand)
    _decide(hand, "pass", "lessons")
    _sign(hand)
    hand.control(OUTCOMES["pass"])
    assert thread.screen.value("cases", case, "state") == "passed"
    hand.station("the case of the exit ended")
    _close_exit(thread, exit_id)


def _notice(thread: Thread) -> int:
    """What the case misses is the exit; it is entered, notice is given, and closing it names what is open."""
    hand = thread.hand
    hand.enter()
    _enter_missing(hand)
    with hand.sheet():
        hand.field("evidence", "late three times")
    hand.push("give notice", back=True)
    with hand.sheet():
        pass
    exit_id = hand.shown
    assert thread.screen.value("exits", exit_id, "state") == "noticed"
    hand.push("close", back=True)
    sheet = hand.wait_for_sheet()
    hand.press(Key.Key_Return, CONTROL)
    hand.screen.until(lambda: sheet.messages.text)
    assert "Follow-up item in hand" in sheet.messages.text
    assert "Procedure under way" in sheet.messages.text
    hand.press(Key.Key_Escape)
    hand.gone(sheet)
    hand.station("exit begun, notice given")
    return exit_id


def _close_exit(thread: Thread, exit_id: int) -> None:
    """The exit is closed with what was reconciled and learned."""
    hand = thread.hand
    hand.find_place("exits", "exits")
    hand.enter()
    hand.push("close", back=True)
    with hand.sheet():
        hand.field("reconciliation", "nothing is owed")
        hand.field("lessons", "write delivery terms down")
    assert thread.screen.value("exits", exit_id, "state") == "closed"
    assert thread.stage == "exited"
    hand.station("exit closed")


def _begin_case(thread: Thread, code: str) -> int:
    """Ctrl+5 and N begin a procedure from the dossier."""
    hand = thread.hand
    hand.control(Key.Key_5)
    hand.to("begin case")
    hand.press(Key.Key_N)
    with hand.sheet() as sheet:
        for _ in range(sheet.variant.count()):
            if sheet.variant.currentData()[1].code == code:
                break
            hand.press(Key.Key_Down)
    made = thread.all("cases", partner_id=thread.partner)[-1].id
    hand.screen.until(lambda: hand.window.place == "cases" and hand.panel.loaded is not None and hand.shown == made
                      and hand.panel.course is not None and hand.panel.course.id == made)
    hand.settle()
    return int(made)


def _decide(hand: Hand, outcome: str, following: str) -> None:
    """Signature and the key of an outcome; the keyboard stands in the form of the step that is open then."""
    _sign(hand)
    hand.control(OUTCOMES[outcome])
    said = [each.problem.text() for each in hand.panel.decision.editors.values()]
    assert not any(said), said
    hand.screen.until(lambda: hand.panel.at == following)
    hand.screen.until(lambda: hand.panel.decision.isAncestorOf(hand.focus))
    hand.settle()


def _sign(hand: Hand) -> None:
    """Say who signed, where nobody stands there as the one who signed last for the department."""
    if not hand.panel.decision.editors["signer"].input.text():
        hand.field("signer", "Zheng")


def _enter_missing(hand: Hand) -> None:
    """Tab to the one thing that is still missing, and Enter begins it."""
    hand.tab(lambda widget: widget.accessibleName().startswith("Enter it"), "what is missing")
    hand.enter()


def _back_to_case(hand: Hand) -> None:
    """Ctrl+K and some letters lead back to the case, Enter into its form."""
    hand.find_place("under w", "cases")
    hand.enter()
    hand.screen.until(lambda: hand.panel.decision.isAncestorOf(hand.focus))


def _close_checklist(hand: Hand, conclusion: str = "") -> None:
    """Close the checklist whose points are all settled."""
    hand.push("close", back=True)
    with hand.sheet():
        if conclusion:
            hand.choose("conclusion", conclusion)
        hand.field("summary", "all done")
