"""What a contact card says, whatever version of vCard it was written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from partnerdesk.problems import Problem
from partnerdesk.words import N_, Words

NO_YEAR = 1604  # the year that Apple writes where none is known; it has a 29 February

SERVICES = {
    "X-AIM": "AIM", "X-QQ": "QQ", "X-MSN": "MSN", "X-ICQ": "ICQ", "X-JABBER": "Jabber", "X-GTALK": "Google Talk",
    "X-YAHOO": "Yahoo", "X-SKYPE": "Skype", "X-WECHAT": "WeChat", "X-DINGTALK": "DingTalk", "X-FEISHU": "Feishu",
    "X-MS-IMADDRESS": "IM", "X-SKYPE-USERNAME": "Skype", "X-GOOGLE-TALK": "Google Talk", "X-WEIXIN": "WeChat",
}
# What a list of contacts says of a number or an address, and what Apple's address book says of anything.
KINDS = {
    "home": N_("Home"), "work": N_("Work"), "cell": N_("Mobile"), "fax": N_("Fax"), "pager": N_("Pager"),
    "main": N_("Main number"), "car": N_("In the car"), "other": N_("Other kind"),
}
LABELS = {
    "Home": KINDS["home"], "Work": KINDS["work"], "Mobile": KINDS["cell"], "Other": KINDS["other"],
    "HomePage": N_("Home page"), "Anniversary": N_("Anniversary"), "Spouse": N_("Spouse"), "Child": N_("Child"),
    "Mother": N_("Mother"), "Father": N_("Father"), "Parent": N_("Parent"), "Brother": N_("Brother"),
    "Sister": N_("Sister"), "Friend": N_("Friend"), "Manager": N_("Superior"), "Assistant": N_("Assistant"),
    "Partner": N_("Life partner"), "AssistantPhone": N_("Assistant's telephone"),
}
# What other lines are called that people do read.
NAMES = {
    "NICKNAME": N_("Nickname"), "ROLE": N_("Occupation"), "CATEGORIES": N_("Categories"),
    "ANNIVERSARY": LABELS["Anniversary"], "GENDER": N_("Sex"), "LABEL": N_("Postal address"), "LANG": N_("Language"),
    "X-ANNIVERSARY": LABELS["Anniversary"], "X-EVOLUTION-ANNIVERSARY": LABELS["Anniversary"],
    "X-MS-ANNIVERSARY": LABELS["Anniversary"], "X-EVOLUTION-SPOUSE": LABELS["Spouse"],
    "X-EVOLUTION-MANAGER": LABELS["Manager"], "X-MS-MANAGER": LABELS["Manager"],
    "X-EVOLUTION-ASSISTANT": LABELS["Assistant"], "X-MS-ASSISTANT": LABELS["Assistant"], "BDAY": N_("Date of birth"),
}


@dataclass(frozen=True)
class Reach:
    """A number, an address on the net or an account, and what it is for: kinds as the card has them, or a label."""

    value: str
    kinds: tuple[str, ...] = ()
    label: str = ""
    preferred: bool = False

    def said(self, words: Words) -> str:
        """What it is for, as a person reads it; empty where the card does not say."""
        if self.label:
            return words(LABELS[self.label]) if self.label in LABELS else self.label
        return words.listed(words(KINDS[kind]) for kind in self.kinds if kind in KINDS)


@dataclass(frozen=True)
class Address:
    """A postal address in its parts."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    box: str = ""
    extended: str = ""
    kinds: tuple[str, ...] = ()
    label: str = ""
    preferred: bool = False

    @property
    def chinese(self) -> bool:
        return bool(re.search(r"[\u3400-\u9fff]", self.street + self.city + self.region))

    @property
    def text(self) -> str:
        """The address in one line, in the order of its language; the postcode goes where that language puts it."""
        if self.chinese:
            parts = (self.country, self.region, self.city, self.street, self.extended, self.box)
            return " ".join(filter(None, ("".join(map(_flat, parts)), self.postcode)))
        place = " ".join(filter(None, (self.region, self.postcode)))
        return ", ".join(filter(None, map(_flat, (
            self.box, self.extended, self.street, self.city, place, self.country))))


@dataclass(frozen=True)
class Birthday:
    """A birthday, whose year need not be known."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True)
class Other:
    """A line for which the card has a place and we have none, kept as text."""

    name: str
    value: str
    label: str = ""

    def said(self, words: Words) -> str:
        """What the line is called, as a person reads it."""
        if self.label:
            return words(LABELS[self.label]) if self.label in LABELS else self.label
        return words(NAMES[self.name]) if self.name in NAMES else self.name


@dataclass(frozen=True)
class Card:
    """One contact with all that its card says."""

    name: str
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    english: str = ""
    organization: str = ""
    department: str = ""
    title: str = ""
    telephones: tuple[Reach, ...] = ()
    emails: tuple[Reach, ...] = ()
    addresses: tuple[Address, ...] = ()
    urls: tuple[Reach, ...] = ()
    ims: tuple[Reach, ...] = ()
    birthday: Birthday | None = None
    note: str = ""
    uid: str = ""
    others: tuple[Other, ...] = ()
    line: int = field(default=0, compare=False)  # where it begins in its file


@dataclass(frozen=True)
class Reading:
    """The cards of a file and what was left out of them, each with its line and how to mend it."""

    cards: tuple[Card, ...]
    notices: tuple[Problem, ...] = ()


def _flat(text: str) -> str:
    return ", ".join(filter(None, (" ".join(line.split()).rstrip(",") for line in text.split("\n"))))
