"""The sheet with the recovery passphrase, for the safe."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from partnerdesk.paper.blocks import (
    Align,
    Fact,
    Facts,
    Heading,
    Items,
    Paper,
    Paragraph,
    Profile,
    Run,
    Signatures,
    Space,
    Title,
)
from partnerdesk.words import N_, Words


@dataclass(frozen=True)
class RecoveryFacts:
    """What stands on the sheet; the passphrase lives in memory and on paper only."""

    office: str
    desk: str  # the id of the desk, so that the sheet is not mistaken for another's
    passphrase: str = field(repr=False)
    clerk: str
    day: date


def whose(words: Words, unit: str | None, english_unit: str | None, name: str | None, english_name: str | None) -> str:
    """The office with its unit before it, unless it bears the unit's name within its own."""
    over, office = words.either(unit, english_unit), words.either(name, english_name)
    return office if over in office else words.joined(over, office)


def recovery_sheet(facts: RecoveryFacts, words: Words) -> Paper:
    """One sheet: what it opens, the passphrase in large type, where it is kept, how the desk is opened with it."""
    steps = (
        N_("On a new computer install the program and choose “Restore from a backup”."),
        N_("Choose the backup folder, then type the passphrase as it stands here, with its hyphens or spaces."),
        N_("When the desk has opened, print a new sheet if this one was seen by others, and destroy this one."),
    )
    blocks = (
        Title(words(N_("Recovery passphrase"))),
        Facts((
            Fact(words(N_("Office")), facts.office, wide=True),
            Fact(words(N_("Desk")), facts.desk, wide=True),
            Fact(words(N_("Set up by")), facts.clerk),
            Fact(words(N_("Date")), words.day(facts.day)),
        )),
        Space(1),
        Paragraph((Run(facts.passphrase, bold=True),), indent=False, align=Align.CENTRE),
        Space(1),
        Paragraph(words(N_(
            "Whoever holds this passphrase and a copy of the desk can read everything in it. Without the passphrase "
            "nobody can, once the computer that keeps the key is lost. Keep this sheet in the safe, apart from the "
            "computer and the backups, and enter who took it out and when."))),
        Heading(words(N_("How the desk is opened with it")), level=2),
        Items(tuple((0, f"{place}.", words(step)) for place, step in enumerate(steps, 1))),
        Space(1),
        Signatures((words(N_("Laid into the safe by")), words(N_("Witness")))),
    )
    return Paper("recovery-sheet", words(N_("Recovery passphrase")), Profile.TABLE, blocks, language=words.language,
                 page_numbers=False)
