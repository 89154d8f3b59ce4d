"""Time comes from the clock alone, so that it can be held still."""

from __future__ import annotations

from .sources import calls, modules

DIRECT = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "datetime.date.today",
    "datetime.datetime.utcnow", "time.time", "time.localtime", "time.gmtime", "time.strftime", "QDate.currentDate",
    "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc", "QTime.currentTime", "pendulum.now",
}


def test_nobody_looks_at_another_clock() -> None:
    found = [
        f"{module.name}:{call.lineno} calls {name}"
        for module in modules() if module.name != "clock" for name, call in calls(module.tree) if name in DIRECT
    ]
    assert not found, "; ".join(found)


def test_the_clock_itself_would_be_found() -> None:
    clock = next(module for module in modules() if module.name == "clock")
    assert any(name in DIRECT for name, _ in calls(clock.tree))


def test_nobody_sleeps() -> None:
    """A program that sleeps waits for the wrong thing; the press's worker alone may be polled."""
    found = [f"{module.name}:{call.lineno}" for module in modules() for name, call in calls(module.tree)
             if name in {"time.sleep", "sleep", "QTest.qWait", "QThread.sleep", "QThread.msleep"}]
    assert not found
