"""The points that are shipped for each kind of checklist, area by area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerdesk.clock import days_later
from partnerdesk.words import N_

GUIDED_MONTHS = 3  # of a new partner's guided period, where the office sets no other end (C5)
DILIGENCE_DAYS = 30  # until due diligence is to be done
EXIT_DAYS = 30  # until the steps of an exit at once are to be done


@dataclass(frozen=True)
class Point:
    """A point in English, which is translated when a checklist is drawn up, and by when it is to be settled."""

    area: str
    item: str
    days: int | None = None  # after the beginning, or before the end where negative; else the end itself

    def due(self, begins: date, ends: date | None) -> date | None:
        """The day by which it is due on a checklist from one day to another."""
        if self.days is None:
            return ends
        if self.days >= 0:
            return days_later(begins, self.days)
        return max(days_later(ends, self.days), begins) if ends is not None else None


DILIGENCE = (
    Point("operations", N_("Ownership, persons who control the company, and changes in the last three years")),
    Point("operations", N_("Main business, market position and main competitors")),
    Point("operations", N_("Production or service capacity, seen on site")),
    Point("operations", N_("Quality management: system certificates, returns and complaints of the last two years")),
    Point("operations", N_("Research and development: staff, patents, projects under way")),
    Point("operations", N_("The largest customers and suppliers, and how far business depends on them")),
    Point("operations", N_("References: talks with at least two of their customers")),
    Point("operations", N_("Key people and their turnover")),
    Point("finance", N_("Audited accounts of the last three years")),
    Point("finance", N_("Profit and its sources")),
    Point("finance", N_("Solvency: debts against assets, ready money, loans falling due")),
    Point("finance", N_("Cash flow from operations")),
    Point("finance", N_("Securities, pledges and guarantees given")),
    Point("finance", N_("Tax paid in full and on time, tax credit grade")),
    Point("finance", N_("Credit report and bank references")),
    Point("compliance", N_("Business licence in force, scope of business fits the co-operation")),
    Point("compliance", N_("Permits and certificates that the business needs, in force")),
    Point("compliance", N_("Lawsuits, arbitration and enforcement, looked up with screenshot")),
    Point("compliance", N_("Administrative penalties and serious breaches of law, looked up with screenshot")),
    Point("compliance", N_("Protection of data and of secrets: rules, incidents, measures")),
    Point("compliance", N_("Intellectual property: own, licensed, disputed")),
    Point("compliance", N_("Labour, safety and environment: rules kept, accidents, penalties")),
    Point("compliance", N_("Bribery and conflicts of interest: rules, ties to our own people")),
    Point("culture", N_("Strategy and goals fit those of our house")),
    Point("culture", N_("Attitude of the management to the co-operation")),
    Point("culture", N_("Ways of deciding and reporting, speed of decisions")),
    Point("culture", N_("Reputation in the trade and with earlier partners")),
    Point("culture", N_("Good faith: how earlier agreements were kept and ended")),
    Point("culture", N_("How problems, delays and complaints are dealt with")),
)

ONBOARDING = (
    Point("background", N_("Our house, its organization and its strategy introduced"), 7),
    Point("background", N_("Background, goals and limits of the co-operation explained"), 7),
    Point("background", N_("Rules that the partner has to keep handed over: secrecy, brand, compliance"), 7),
    Point("background", N_("Dossier complete: documents, people, bank details confirmed by telephone"), 14),
    Point("contacts", N_("Liaisons and project managers named on both sides"), 3),
    Point("contacts", N_("List of contacts exchanged, with ways for urgent matters"), 7),
    Point("contacts", N_("Channels set up: groups, mailboxes, sharing of files"), 10),
    Point("contacts", N_("Rhythm of meetings and reports agreed"), 14),
    Point("contacts", N_("Way of feedback and of complaints explained, with times of answer"), 14),
    Point("training", N_("Training in products, processes and systems"), 30),
    Point("training", N_("Training in secrecy and information security, pledges signed"), 30),
    Point("training", N_("Training in forms and accounts: orders, acceptance, payment"), 30),
    Point("training", N_("Attendance and results of the training recorded"), 35),
    Point("launch", N_("Joint announcement agreed and published"), 20),
    Point("launch", N_("Brand rules agreed: names, signs, approval of texts and pictures"), 20),
    Point("launch", N_("Seed project chosen, with goal, budget and end"), 30),
    Point("launch", N_("Two project managers appointed, one on each side"), 10),
    Point("launch", N_("Opening meeting held, minutes issued"), 30),
    Point("guided", N_("Talk after the first month: what runs, what is stuck"), 31),
    Point("guided", N_("Talk in the middle of the guided period"), -45),
    Point("guided", N_("Problems of the guided period settled or passed on with an owner"), -7),
    Point("guided", N_("Final talk; guided period closed and handed over to regular upkeep")),
)

EXIT = (
    Point("resources", N_("Orders, projects and tasks under way listed: finished, handed over or stopped"), 14),
    Point("resources", N_("Shared equipment, rooms and systems given back"), -30),
    Point("resources", N_("Stock, tools and materials counted and given back"), -30),
    Point("resources", N_("Shared patents, technology and data: use ended or regulated in writing"), -30),
    Point("resources", N_("Replacement chosen from the alternates and prepared"), -60),
    Point("market", N_("Customers told: six months before the market is left, at an exit at once without delay"), 0),
    Point("market", N_("After-sales service: owner named and told to the customers"), 0),
    Point("market", N_("Customers who were referred: owner of each agreed"), -30),
    Point("market", N_("Channels, shops and joint marketing ended or taken over"), -14),
    Point("market", N_("Words for press and customers agreed"), 7),
    Point("brand", N_("Use of names, signs and plates ended on both sides"), -7),
    Point("brand", N_("Websites, brochures and packages changed"), -7),
    Point("brand", N_("Authorizations and certificates called in")),
    Point("people", N_("People sent to the other side called back"), -14),
    Point("people", N_("Access to systems, rooms and groups closed"), 0),
    Point("people", N_("Seats and memberships ended or passed on"), -7),
    Point("people", N_("Duties after the end explained: secrecy, non-compete"), -7),
    Point("money", N_("Accounts reconciled and confirmed by both sides"), -14),
    Point("money", N_("Open invoices, advances and deposits settled")),
    Point("money", N_("Shares of joint benefits up to the end settled")),
    Point("money", N_("Damages and claims listed and settled")),
    Point("papers", N_("Agreements terminated in writing, supplements included"), -7),
    Point("papers", N_("Numbered copies and lent papers taken back or destroyed"), -7),
    Point("papers", N_("Confidential data erased, confirmed in writing"), -7),
    Point("papers", N_("Sheet of hand-over signed by both sides")),
    Point("papers", N_("Dossier closed and filed, lessons learned recorded")),
)

TEMPLATES: dict[str, tuple[Point, ...]] = {"diligence": DILIGENCE, "onboarding": ONBOARDING, "exit": EXIT}
