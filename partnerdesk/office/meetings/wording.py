"""How all papers of a meeting word its time and its mark of secrecy."""

from __future__ import annotations

from partnerdesk.office.marks import LEVELS
from partnerdesk.office.meetings.facts import MeetingFacts
from partnerdesk.paper.blocks import Marks
from partnerdesk.words import Words

OWNER_LIMIT = 16  # signs that leave room for level and term on the one line of a mark


def secrecy_mark(facts: MeetingFacts) -> Marks | None:
    """The mark of a trade secret, owner, level and term; nothing for papers that bear none."""
    level = next((level for level in LEVELS if level.key == facts.level), None)
    if level is None or level.key not in ("ordinary", "core"):
        return None
    owner = (facts.alliance_short or facts.letterhead.unit.chinese or facts.letterhead.office.chinese)[:OWNER_LIMIT]
    # The mark stays Chinese in every language: it is a sign, which another house must know again.
    return Marks(mark="　".join(part for part in (owner, Words()(level.label), facts.secrecy_term) if part))


def when(facts: MeetingFacts, words: Words) -> str:
    """Day, weekday and hours of the meeting; empty while they are open."""
    if facts.starts is None:
        return ""
    day, hours = facts.starts.date(), words.clock(facts.starts)
    if facts.ends is not None and facts.ends.date() == day:
        hours += ("—" if words.chinese else "–") + words.clock(facts.ends)
    if words.chinese:
        return f"{words.day(day)}（{words.weekday(day)}）{hours}"
    return f"{words.weekday(day)}, {words.day(day)}, {hours}"
