"""The office whose desk this is: its names, its letterhead and its habits."""

from __future__ import annotations

from partnerdesk.clock import ZONE
from partnerdesk.record.fields import Choice, choice, long_text, number, text
from partnerdesk.record.record import Record
from partnerdesk.words import N_

FONTS = (
    Choice("installed", N_("The typefaces of this computer where it has them (仿宋, 小标宋, 楷体)")),
    Choice("bundled", N_("The typefaces that came with the program")),
)
ATTENDEES = (
    Choice("end", N_("At the end of the minutes (GB/T 9704)")),
    Choice("head", N_("At the head of the minutes")),
)
LANGUAGES = (Choice("zh_CN", N_("Chinese")), Choice("en", N_("English")))


class Office(Record):
    """The one row that tells whose desk this is."""

    __tablename__ = "offices"

    name = text(N_("Office"), required=True, naming=True, limit=80, help=N_("As it stands in the letterhead"))
    english_name = text(N_("Office in English"), naming=True, limit=120)
    unit = text(N_("Company or alliance"), naming=True, limit=120)
    english_unit = text(N_("Company or alliance in English"), naming=True, limit=160)
    code = text(N_("Characters of its document numbers"), limit=20, help=N_("For example 华盟"))
    address = text(N_("Address"), limit=200)
    english_address = text(N_("Address in English"), limit=300)
    telephone = text(N_("Telephone"), limit=60)
    language = choice(N_("Language"), LANGUAGES, required=True, default="zh_CN")
    zone = text(N_("Time zone"), required=True, limit=60, default=ZONE)
    fonts = choice(N_("Typefaces"), FONTS, required=True, default="installed")
    attendees = choice(N_("Attendees stand"), ATTENDEES, required=True, default="end")
    backup_folder = text(N_("Backup folder"), limit=400)
    keep_backups = number(N_("Backups kept of each day"), least=1, most=100, default=3)
    letterhead = long_text(N_("Lines under the letterhead"), limit=400)
