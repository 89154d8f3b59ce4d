"""The tabs of a partner's dossier: what stands under each, and the number that it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from partnerdesk.office import contents
from partnerdesk.office.dossier import Dossier
from partnerdesk.office.partners.pages.cards import Act, Cards, Listed, Part
from partnerdesk.office.partners.pages.documents import Documents
from partnerdesk.office.partners.pages.lines import (
    agreements_lines,
    copies_lines,
    duties_lines,
    letters_lines,
    meetings_lines,
    memberships_lines,
    ndas_lines,
    people_lines,
    seats_lines,
)
from partnerdesk.office.partners.pages.parts import Overview
from partnerdesk.office.partners.pages.timeline import Timeline
from partnerdesk.page.pieces import column
from partnerdesk.words import N_

if TYPE_CHECKING:
    from partnerdesk.office.partners.pages.panel import PartnerPanel


@dataclass(frozen=True)
class Tab:
    """One tab of the dossier: what it is called, how many entries it says it has, and how its part is built."""

    key: str
    label: str
    build: Callable[[PartnerPanel], Part]
    count: Callable[[Dossier, date], int] | None = None


def _of_association(panel: PartnerPanel, known: Dossier) -> bool:
    return bool({"association", "institution"} & set(known.about.kinds))


def _cleared(panel: PartnerPanel, known: Dossier) -> bool:
    return panel.context.actor.cleared


PEOPLE = (
    Listed("posts", (
        (N_("Person"), 116), (N_("Post held"), 130), (N_("Department"), 84), (N_("Answers as"), 124),
        (N_("Mobile"), 116), (N_("From"), 90), (N_("To"), 90)), people_lines),
    Listed("memberships", (
        (N_("Alliance"), 220), (N_("Level"), 140), (N_("Founding member"), 110), (N_("Joined on"), 100),
        (N_("Left on"), 100)), memberships_lines),
    Listed("seats", (
        (N_("Body"), 220), (N_("Office held"), 120), (N_("Person"), 110), (N_("From"), 100), (N_("To"), 100)),
        seats_lines),
    Listed("representative_changes", (
        ("takes_effect", 100), ("former_id", 110), ("successor_id", 110), ("letter_number", 140), ("reason", 220)),
        may_make=False, acts=(Act(N_("Change the representative"), lambda panel, line: panel.change_representative(),
                                  name="change representative"),)),
)
RELATION = (
    Listed("responsibilities", (
        ("person", 130), ("duty", 190), ("phase", 130), ("since", 92), ("until", 92), ("reason", 110)), ends="until",
        acts=(Act(N_("Hand over"), lambda panel, line: panel.hand_over(), name="hand over"),)),
    Listed("stage_changes", (("since", 100), ("stage", 130), ("reason", 320), ("case_id", 130)), may_make=False,
           acts=(Act(N_("Change the stage"), lambda panel, line: panel.enter_stage(), name="change stage"),)),
    Listed("relations", (("form", 200), ("since", 100), ("until", 100), ("reason", 280)), ends="until",
           acts=(Act(N_("Change the form"), lambda panel, line: panel.change_relation(), name="change relation"),)),
    Listed("alternates", (("alternate_id", 220), ("scope", 220), ("readiness", 130), ("since", 100))),
    Listed("exits", (
        ("form", 160), ("trigger", 180), ("triggered", 94), ("state", 110), ("noticed", 94), ("buffer_ends", 100)),
        ends="closed", in_place=False),
    Listed("bank_accounts", (("holder", 180), ("bank", 200), ("account", 180), ("purpose", 120), ("checked", 110)),
           shown=_cleared),
)
DOCUMENTS = (
    Listed("qualifications", (
        ("kind", 190), ("title", 150), ("document_number", 160), ("issuer", 140), ("valid_until", 92)),
        ends="valid_until",
        acts=(Act(N_("Renew"), lambda panel, line: panel.renew(line), on_line=True, name="renew"),)),
    Listed("lookups", (("looked_up", 110), ("place", 200), ("outcome", 140), ("by", 110))),
    Listed("incoming", (
        (N_("Day"), 96), (N_("Direction"), 70), (N_("Title of the document"), 260), (N_("Their number"), 150),
        (N_("Due on"), 96), (N_("Done on"), 96)), letters_lines, in_place=False, title=N_("Documents")),
)
SELECTION = (
    Listed("candidates", (
        ("need_id", 260), ("state", 120), ("invited", 100), ("answered", 100), ("remark", 180)), opens="need_id",
        in_place=False, may_make=False),
    Listed("listed_candidates", (
        ("shortlist_id", 260), ("position", 60), ("proposal", 130), ("reason", 240)), opens="shortlist_id",
        in_place=False, may_make=False),
    Listed("intent_reports", (("dated", 100), ("need_id", 240), ("author", 110), ("conclusion", 160)),
           in_place=False),
    Listed("checklists", (
        ("kind", 180), ("begins", 100), ("ends", 100), ("lead", 110), ("state", 100), ("conclusion", 140)),
        ends="closed", in_place=False),
    Listed("pilots", (("title", 240), ("begins", 100), ("ends", 100), ("manager", 110), ("verdict", 130)),
           ends="ends"),
)
DEALINGS = (
    Listed("contacts", (
        ("happened", 104), ("kind", 110), ("subject", 170), ("ours", 100), ("promises", 150), ("next_step", 110)),
        acts=(Act(N_("Make a follow-up item"), lambda panel, line: panel.follow(line), on_line=True,
                  name="follow up"),)),
    Listed("gifts", (
        ("changed_hands", 100), ("direction", 90), ("article", 180), ("value", 90), ("occasion", 110), ("ours", 110),
        ("approver", 100))),
    Listed("feedback", (
        ("received", 100), ("kind", 120), ("subject", 240), ("handler", 100), ("due", 100), ("state", 90)),
        ends="answered"),
    Listed("meetings", (
        (N_("Begins"), 140), (N_("Meeting"), 280), (N_("Person"), 110), (N_("Attendance"), 110)), meetings_lines,
        in_place=False, may_make=False),
    Listed("follow_ups", ((N_("Task"), 320), (N_("Due on"), 110), (N_("State of the task"), 110)), duties_lines,
           in_place=False, may_make=False),
    Listed("offices_held", (("title", 200), ("person_id", 130), ("since", 100), ("until", 100)), ends="until",
           shown=_of_association),
    Listed("participations", (("held", 110), ("kind", 180), ("event", 240), ("ours", 150)), shown=_of_association),
    Listed("publications", (
        ("received", 100), ("title", 240), ("issue", 90), ("passed_to", 160), ("passed_on", 110)),
        shown=_of_association),
)
AGREEMENTS = (
    Listed("agreements", (
        (N_("Number"), 100), (N_("Title of the agreement"), 220), (N_("Category of agreement"), 100),
        (N_("Signed on"), 96), (N_("Last notice day"), 110), (N_("Expires on"), 96),
        (N_("State of the agreement"), 90)), agreements_lines, in_place=False, link="parties"),
    Listed("ndas", (
        (N_("Subject of secrecy"), 240), (N_("Kind of undertaking"), 140), (N_("Signed on"), 100),
        (N_("Expires on"), 100), (N_("State of the undertaking"), 130)), ndas_lines, in_place=False),
    Listed("numbered_copies", (
        (N_("Copy number"), 90), (N_("Material"), 240), (N_("Taken on"), 100), (N_("Due back on"), 100),
        (N_("Returned on"), 100)), copies_lines, in_place=False, link="unit_id"),
)


class FromAnotherDesk(Part):
    """A part that another desk brings: made with the context, shown the dossier as every part is."""

    def __init__(self, panel: PartnerPanel, where: str) -> None:
        super().__init__()
        module, name = where.split(":")
        self.inner: QWidget = getattr(import_module(module), name)(panel.context)
        self.setLayout(column(self.inner))

    def show_dossier(self, id: int, known: Dossier) -> None:
        self.inner.show_dossier(id, known)  # type: ignore[attr-defined]


def _brought(key: str) -> Callable[[PartnerPanel], Part]:
    return lambda panel: FromAnotherDesk(panel, dict(contents.DOSSIER_PARTS)[key])


def _many(*registers: str) -> Callable[[Dossier, date], int]:
    return lambda known, today: sum(len(known.of(register)) for register in registers)


TABS = (
    Tab("overview", N_("Overview"), Overview),
    Tab("people", N_("People"), lambda panel: Cards(panel, PEOPLE),
        lambda known, today: len({one.person for one in known.people})),
    Tab("relation", N_("Relation"), lambda panel: Cards(panel, RELATION)),
    Tab("documents", N_("Papers"), lambda panel: Documents(panel, DOCUMENTS)),
    Tab("cases", N_("Cases"), _brought("cases"), _many("cases")),
    Tab("scores", N_("Scores"), _brought("scores"), _many("score_sheets")),
    Tab("selection", N_("Selection"), lambda panel: Cards(panel, SELECTION),
        _many("candidates", "listed_candidates", "intent_reports", "checklists", "pilots")),
    Tab("dealings", N_("Dealings"), lambda panel: Cards(panel, DEALINGS), _many("contacts", "gifts", "feedback")),
    Tab("agreements", N_("Agreements"), lambda panel: Cards(panel, AGREEMENTS),
        lambda known, today: len(known.agreements)),
    Tab("timeline", N_("Timeline"), Timeline),
)
