"""The pages of cases: what a subject's dossier shows of them, one case with its lane, and the sheet that opens one."""

from __future__ import annotations

from partnerdesk.office.cases.pages.opening import StartCase, start_case
from partnerdesk.office.cases.pages.panel import CasesPage, build
from partnerdesk.office.cases.pages.part import CasesPart

__all__ = ["CasesPage", "CasesPart", "StartCase", "build", "start_case"]
