"""Contact cards (vCard 2.1, 3.0 and 4.0) read line by line, so that nothing that stands in them is lost."""

# The library for cards splits unescaped texts at their commas and keeps the first piece, knows quoted-printable in
# capitals only, and needs minutes for one line of thirty commas and a quotation mark: the tests let it read what we
# write, and what comes from outside is read here.

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from partnerdesk.exchange.vcard import NO_YEAR, SERVICES, Address, Birthday, Card, Other, Reach, Reading
from partnerdesk.problems import Problem, Trouble, reason_of
from partnerdesk.record.signs import TURNING, cleaned
from partnerdesk.words import N_

LARGEST_FILE = 64 * 1024 * 1024
SUFFIXES = frozenset({".vcf", ".vcard"})
OLD = "2.1"  # of whose signs only the separators are escaped
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_SILENT = frozenset({"VERSION", "PRODID", "REV", "BEGIN", "END", "X-ABLABEL", "PROFILE"})
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030", "ansi": "cp1252"}
_TRANSFERS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"})
# A file in UTF-16 tells it by its mark, or by the zero bytes about the B of BEGIN.
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"B\0", "utf-16-le"),
          (b"\0B", "utf-16-be"))
_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*+):')
_FENCE = re.compile(rb"(?:BEGIN|END):VCARD", re.IGNORECASE)
_CHARSET = re.compile(rb";CHARSET=\"?([\w.-]{1,40})", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_HIDING = TURNING | {"\u200b", "\u2060", "\ufeff", "\u00ad"}
_BIRTHDAY = re.compile(r"(\d{4}|-)-?(\d{2})-?(\d{2})(?:[T ].*)?")

NO_CARD = N_("“{file}” holds no contact card. A file of cards begins with BEGIN:VCARD.")
UNREAD = N_("“{file}”, line {line}: “{text}” is no line of a card and was left out. Compare the card with its source.")
OUTSIDE = N_("“{file}”, line {line}: “{text}” stands outside of any card and was left out.")
UNENDED = N_("“{file}”, line {line}: this card has no end; it was read up to line {last}. Look whether it is whole.")
NAMELESS = N_("“{file}”, line {line}: this card names nobody and was left out. Give it a name in its own program, and save it anew.")  # noqa: E501
PICTURES = N_("“{file}”, line {line}: pictures, sounds and keys are not taken over: {names}")
NO_BIRTHDAY = N_("“{file}”, line {line}: the birthday “{text}” is no day of the calendar and was kept as text.")
GUESSED = N_("“{file}”, line {line}: some signs are in no encoding known here. Compare “{text}” with its source.")
WITHIN = N_("“{file}”, line {line}: this card stands inside another one; it was read as a card of its own.")


@dataclass(frozen=True)
class _Line:
    """A line after unfolding: `item1.TEL;TYPE=CELL:139…`."""

    number: int
    group: str
    name: str
    parameters: dict[str, tuple[str, ...]]
    value: str
    certain: bool = True  # whether its encoding was known

    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(
            kind for kind in self.parameters.get("TYPE", ()) if kind not in ("pref", "internet", "voice", "x-pref")))

    @property
    def preferred(self) -> bool:
        return "pref" in self.parameters.get("TYPE", ()) or "1" in self.parameters.get("PREF", ())


def concerns(path: Path) -> bool:
    """Whether a file claims to hold cards."""
    return path.suffix.lower() in SUFFIXES


def read(path: Path) -> Reading:
    """The cards of a file; raises `Trouble` where it cannot be read or holds none. No address in it is ever visited."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as failure:
        raise Trouble(N_("“{file}” cannot be read: {reason}."), file=path.name, reason=reason_of(failure)) from None
    if size > LARGEST_FILE:
        raise Trouble(N_("“{file}” is larger than 64 MB. Split it, then import the parts."), file=path.name)
    return of_bytes(raw, path.name)


def of_bytes(raw: bytes, file: str) -> Reading:
    """The cards that stand in the content of a file of that name."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            raw = raw.decode(encoding, "replace").encode().removeprefix(codecs.BOM_UTF8)
            break
    notices: list[Problem] = []
    blocks = list(_blocks(list(_logical(raw)), file, notices))
    if not blocks:
        raise Trouble(NO_CARD, file=file)
    cards = [card for block in blocks if (card := _Maker(file, block, notices).card()) is not None]
    return Reading(tuple(cards), tuple(sorted(notices, key=lambda notice: int(notice.values["line"]))))


# -- lines


def _logical(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines with the number of their first: folds may stand inside a character, so this is done in bytes."""
    parts: list[bytes] = []
    first = 0
    soft = False
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", raw), start=1):
        if parts and soft and parts[-1].endswith(b"=") and not _FENCE.match(line):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in (b" ", b"\t") and line.strip():
            parts.append(line[1:])
        else:
            if parts:
                yield first, b"".join(parts)
            parts, first = [line] if line.strip() else [], number
            soft = b"quoted-printable" in line.partition(b":")[0].lower()
    if parts:
        yield first, b"".join(parts)


def _usual(lines: Sequence[tuple[int, bytes]]) -> str:
    """The encoding of the lines that name none: whichever reads most of them."""
    telling = [line for _, line in lines if not line.isascii() and not _CHARSET.search(line.partition(b":")[0])]
    readable = sum(_decodes(line) for line in telling)
    return "utf-8" if readable * 2 >= len(telling) else "gb18030"


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(value: bytes, *encodings: str) -> tuple[str, bool]:
    for encoding in dict.fromkeys((*encodings, "utf-8", "gb18030")):
        try:
            return value.decode(_WIDER.get(encoding.lower(), encoding)), True
        except (UnicodeError, LookupError):
            continue
    return value.decode("cp1252", "replace"), False


def _parsed(number: int, raw: bytes, usual: str) -> _Line | None:
    """The line in its parts, or nothing where it is none."""
    raw = raw.removeprefix(codecs.BOM_UTF8)  # where several files were joined into one
    found = _HEAD.match(raw)
    head, value = (found[1], raw[found.end():]) if found else raw.partition(b":")[::2]
    if not found and b":" not in raw:
        return None
    charset = _CHARSET.search(head)
    named = charset[1].decode("ascii") if charset else ""
    first, *parameters = _split(_decoded(head, usual)[0], ";", quoted=True)
    group, _, name = first.strip().rpartition(".")
    if not _NAME.fullmatch(name):
        return None
    found_parameters: dict[str, tuple[str, ...]] = {}
    for each in parameters:
        key, told, values = each.partition("=")
        key = key.strip().upper()
        if not told:
            key, values = ("ENCODING" if key in _TRANSFERS else "TYPE"), key
        listed = tuple(part.strip().strip('"') for part in _split(values.strip(), ",", quoted=True))
        if key == "TYPE":
            listed = tuple(kind.strip().lower() for part in listed for kind in part.split(","))
        found_parameters[key] = (*found_parameters.get(key, ()), *listed)
    if any(way.upper() == "QUOTED-PRINTABLE" for way in found_parameters.get("ENCODING", ())):
        value = quopri.decodestring(value)
    text, certain = _decoded(value, *filter(None, (named, usual)))
    return _Line(number, group, name.upper().replace("_", "-"), found_parameters, cleaned(text), certain)


def _split(text: str, sign: str, *, quoted: bool = False) -> list[str]:
    """The parts between the signs that are neither escaped nor, with `quoted`, within quotation marks."""
    parts, held = [], ""
    inside = escaped = False
    for each in text:
        if each == sign and not escaped and not inside:
            parts.append(held)
            held = ""
            continue
        inside = inside != (quoted and each == '"')
        escaped = each == "\\" and not escaped and not quoted
        held += each
    return [*parts, held]


def _blocks(lines: Sequence[tuple[int, bytes]], file: str, notices: list[Problem]) -> Iterator[list[_Line]]:
    """The lines of each card; what stands outside, or is no line, is told."""
    usual = _usual(lines)
    open_cards: list[list[_Line]] = []
    last = 0
    for number, raw in lines:
        line = _parsed(number, raw, usual)
        mark = (line.name, line.value.strip().upper()) if line is not None else ("", "")
        if mark == ("BEGIN", "VCARD"):
            if open_cards and open_cards[-1][-1].name == "AGENT":
                notices.append(Problem("", WITHIN, {"file": file, "line": number}))
            elif open_cards:
                begun = open_cards.pop()
                notices.append(Problem("", UNENDED, {"file": file, "line": begun[0].number, "last": last}))
                yield begun
            assert line is not None
            open_cards.append([line])
        elif mark == ("END", "VCARD"):
            if open_cards:
                yield open_cards.pop()
        elif line is None:
            # The older cards write keys and pictures over many lines that do not begin with a blank.
            if not (open_cards and _is_binary(open_cards[-1][-1]) and re.fullmatch(rb"\s*[A-Za-z0-9+/=]+\s*", raw)):
                notices.append(Problem("", UNREAD, {"file": file, "line": number, "text": _shown(raw, usual)}))
        elif open_cards:
            open_cards[-1].append(line)
        else:
            notices.append(Problem("", OUTSIDE, {"file": file, "line": number, "text": _shown(raw, usual)}))
        last = number
    for begun in open_cards:
        notices.append(Problem("", UNENDED, {"file": file, "line": begun[0].number, "last": last}))
        yield begun


def _is_binary(line: _Line) -> bool:
    ways = {way.upper() for way in line.parameters.get("ENCODING", ())}
    where = re.match(r"(?!data:)[a-z]{2,8}:", line.value)
    return bool(ways & {"B", "BASE64"}) or (line.name in _BINARY and line.value != "" and not where)


def _shown(raw: bytes, usual: str) -> str:
    text = cleaned(_decoded(raw[:200], usual)[0]).strip()
    return text if len(text) <= 40 else f"{text[:40]}…"


# -- cards


class _Maker:
    """Makes a card of its lines."""

    def __init__(self, file: str, lines: Sequence[_Line], notices: list[Problem]) -> None:
        self.file, self.lines, self.notices = file, lines, notices
        self.number = lines[0].number
        version = next((line.value.strip() for line in lines if line.name == "VERSION"), "3.0")
        self.old = version == OLD
        self.labels = {
            line.group: re.sub(r"^_\$!<(.*)>!\$_$", r"\1", self._text(line.value))
            for line in lines if line.name == "X-ABLABEL" and line.group}
        self.others: list[Other] = []
        self.pictures: list[str] = []

    def card(self) -> Card | None:
        """The card, or nothing where it names nobody."""
        single: dict[str, str] = {}
        parts: dict[str, list[str]] = {}
        reaches: dict[str, list[Reach]] = {"TEL": [], "EMAIL": [], "URL": [], "IM": []}
        addresses: list[Address] = []
        notes: list[str] = []
        birthday: Birthday | None = None
        for line in self.lines:
            value = self._text(line.value)
            if not line.certain:
                self._tell(GUESSED, line, value)
            if line.name in _SILENT:
                continue
            if _is_binary(line):
                self.pictures.append(line.name)
            elif not line.value.strip():
                continue
            elif line.name in ("TEL", "EMAIL", "URL"):
                reaches[line.name].append(self._reach(line, _bare(line.name, value)))
            elif line.name == "IMPP" or line.name in SERVICES:
                reaches["IM"].append(self._account(line, value))
            elif line.name == "ADR":
                addresses.append(self._address(line))
            elif line.name == "NOTE":
                notes.append(value.strip("\n"))
            elif line.name in ("N", "ORG") and line.name not in parts:
                parts[line.name] = self._parts(line.value)
            elif line.name == "BDAY" and birthday is None:
                birthday = _birthday(value)
                if birthday is None:
                    self._tell(NO_BIRTHDAY, line, value)
                    self._keep(line, value)
            elif line.name == "FN" and "FN" in single and _english(line) and "ENGLISH" not in single:
                single["ENGLISH"] = value
            elif line.name in ("FN", "TITLE", "UID", "X-ENGLISH-NAME") and line.name not in single:
                single[line.name] = value
            else:
                self._keep(line, value)
        if self.pictures:
            self.notices.append(Problem("", PICTURES, {
                "file": self.file, "line": self.number, "names": tuple(dict.fromkeys(self.pictures))}))
        family, given, additional, prefix, suffix = [*parts.get("N", []), "", "", "", "", ""][:5]
        organization, *units = parts.get("ORG", [""])
        name = _one_line(single.get("FN", "")) or _built(family, given, additional, prefix, suffix) or organization
        name = name or next((each.value for each in reaches["EMAIL"]), "")
        if not name:
            self.notices.append(Problem("", NAMELESS, {"file": self.file, "line": self.number}))
            return None
        return Card(
            name=name, family=family, given=given, additional=additional, prefix=prefix, suffix=suffix,
            english=_one_line(single.get("X-ENGLISH-NAME", "") or single.get("ENGLISH", "")),
            organization=organization, department=" / ".join(filter(None, units)),
            title=_one_line(single.get("TITLE", "")), telephones=tuple(reaches["TEL"]),
            emails=tuple(reaches["EMAIL"]), addresses=tuple(addresses), urls=tuple(reaches["URL"]),
            ims=tuple(reaches["IM"]), birthday=birthday, note="\n".join(notes), uid=single.get("UID", ""),
            others=tuple(self.others), line=self.number)

    def _text(self, value: str) -> str:
        if self.old:
            return re.sub(r"\\([;,:])", r"\1", value)
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)

    def _parts(self, value: str) -> list[str]:
        return [self._text(part).strip() for part in _split(value, ";")]

    def _label(self, line: _Line) -> str:
        return _one_line(self.labels.get(line.group, ""))

    def _reach(self, line: _Line, value: str) -> Reach:
        return Reach(_one_line(value), line.kinds(), self._label(line), line.preferred)

    def _account(self, line: _Line, value: str) -> Reach:
        service = SERVICES.get(line.name, "")
        if not service:
            scheme, _, rest = value.partition(":")
            service = next(iter(line.parameters.get("X-SERVICE-TYPE", ())), "") or (scheme.upper() if rest else "IM")
            value = rest or value
        return Reach(_one_line(value), line.kinds(), self._label(line) or service, line.preferred)

    def _address(self, line: _Line) -> Address:
        box, extended, street, city, region, postcode, country = [*self._parts(line.value), *[""] * 7][:7]
        for label in line.parameters.get("LABEL", ()):
            self.others.append(Other("LABEL", self._text(label), self._label(line)))
        return Address(street, city, region, postcode, country, box, extended, line.kinds(), self._label(line),
                       line.preferred)

    def _keep(self, line: _Line, value: str) -> None:
        self.others.append(Other(line.name, value.strip("\n"), self._label(line)))

    def _tell(self, message: str, line: _Line, value: str) -> None:
        self.notices.append(Problem("", message, {"file": self.file, "line": line.number, "text": value[:60]}))


def _english(line: _Line) -> bool:
    return any(language.lower().startswith("en") for language in line.parameters.get("LANGUAGE", ()))


def _bare(name: str, value: str) -> str:
    """A number without `tel:`, an address without `mailto:`."""
    if name == "TEL" and value.lower().startswith("tel:"):
        return re.sub(r";ext=(\d+)", r" ext. \1", value[4:])
    return value[7:] if name == "EMAIL" and value.lower().startswith("mailto:") else value


def _birthday(text: str) -> Birthday | None:
    found = _BIRTHDAY.fullmatch(text.strip())
    if not found:
        return None
    year = None if found[1] == "-" or int(found[1]) == NO_YEAR else int(found[1])
    month, day = int(found[2]), int(found[3])
    try:
        date(year or NO_YEAR, month, day)
    except ValueError:
        return None
    return Birthday(month, day, year)


def _built(family: str, given: str, additional: str, prefix: str, suffix: str) -> str:
    """The name put together as its language does it."""
    if re.search(r"[\u3400-\u9fff]", family + given):
        return f"{family}{additional}{given}"
    return " ".join(filter(None, (prefix, given, additional, family, suffix)))


def _one_line(text: str) -> str:
    """A text without line ends, and without the signs that turn or hide others: telephones put them about numbers."""
    return " ".join("".join(sign for sign in text if sign not in _HIDING).split())
