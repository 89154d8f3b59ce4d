"""The sheet for the safe: the passphrase as it is typed, and what somebody needs who knows nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from partnerdesk.office.recovery import RecoveryFacts, recovery_sheet, whose
from partnerdesk.paper.bilingual import pair
from partnerdesk.paper.plain import as_text
from partnerdesk.words import CHINESE, ENGLISH, Words

FACTS = RecoveryFacts("秘书处", "0f3c", "KRTZW-8Q4MD-VX7HN-2GPFY-JB93C", "李文澍", date(2026, 11, 20))


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_passphrase_stands_once_and_unbroken(language: str) -> None:
    paper = recovery_sheet(FACTS, Words(language))
    text = as_text(paper)
    assert text.count(FACTS.passphrase) == 1
    assert FACTS.passphrase not in paper.title and FACTS.passphrase not in paper.footer
    for known in (FACTS.office, FACTS.desk, FACTS.clerk):
        assert known in text


def test_both_languages_share_a_sheet() -> None:
    (paper,) = pair(recovery_sheet(FACTS, Words(CHINESE)), recovery_sheet(FACTS, Words(ENGLISH)))
    assert as_text(paper).count(FACTS.passphrase) == 1


def test_a_passphrase_does_not_show_in_the_facts_repr() -> None:
    assert FACTS.passphrase not in repr(FACTS)


@pytest.mark.parametrize(("unit", "office", "said"), [
    ("示例联盟", "秘书处", "示例联盟秘书处"), ("示例联盟", "示例联盟秘书处", "示例联盟秘书处"),
    ("", "秘书处", "秘书处")])
def test_an_office_is_named_once(unit: str, office: str, said: str) -> None:
    assert whose(Words(CHINESE), unit, None, office, None) == said
