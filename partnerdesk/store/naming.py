"""Names of files as they may stand on the disks of all three systems, whoever made them up."""

from __future__ import annotations

import re
import unicodedata

from partnerdesk.problems import Refused
from partnerdesk.record.signs import TURNING
from partnerdesk.words import N_

LONGEST = 240  # bytes: below the 255 of every system, with room for a number
_LONGEST_ENDING = 24
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\Z")
_JOINER = "\u200d"


def demand_straight(name: str) -> None:
    """Refuse a name whose signs turn the direction of writing: it would show another ending than it has."""
    if any(sign in TURNING for sign in name):
        raise Refused(N_("The file's name contains invisible signs that turn its direction. Rename the file first."))


def safe_name(name: str) -> str:
    """The name as a plain file name: no path, no device, no hidden or invisible signs, at most 240 bytes."""
    # Of a path only the end is a name, whichever system wrote it.
    last = next((part for part in reversed(re.split(r"[/\\]", name)) if part.strip(". ")), "")
    said = unicodedata.normalize("NFC", last)
    said = "".join(" " if sign.isspace() else sign for sign in said if _visible(sign))
    said = _FORBIDDEN.sub("_", said).strip(" .")
    said = _cut(said)
    stem = said.partition(".")[0].strip().upper()
    if _DEVICE.match(stem) or said.startswith(("-", "~")):
        said = _cut(f"_{said}")
    return said or "_"


def _visible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def _cut(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST - len((dot + ending).encode())
    kept = ""
    for cluster in _clusters(stem):
        if len((kept + cluster).encode()) > room:
            break
        kept += cluster
    return kept.rstrip(" .") + dot + ending


def _clusters(text: str) -> list[str]:
    """What a reader takes for one sign: a letter with its accents, a flag, a family of joined pictures."""
    clusters: list[str] = []
    for sign in text:
        if clusters and (_extends(sign) or clusters[-1].endswith(_JOINER) or _half_flag(clusters[-1], sign)):
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


def _extends(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Me", "Mc"} or sign == _JOINER or 0x1F3FB <= ord(sign) <= 0x1F3FF


def _half_flag(cluster: str, sign: str) -> bool:
    return len(cluster) == 1 and all(0x1F1E6 <= ord(each) <= 0x1F1FF for each in (cluster, sign))
