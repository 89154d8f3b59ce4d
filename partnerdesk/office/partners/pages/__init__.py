"""The page of the partners: their list, and beside it the dossier of one."""

from __future__ import annotations

from partnerdesk.office.partners.pages.panel import PartnersPage, build

__all__ = ["PartnersPage", "build"]
