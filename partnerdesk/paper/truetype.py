"""A TrueType file read without loading it: names, coverage, advances and subsets, all on demand."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from pathlib import Path

_HAS_ARGUMENT_WORDS = 0x0001
_HAS_SCALE = 0x0008
_MORE_COMPONENTS = 0x0020
_HAS_TWO_SCALES = 0x0040
_HAS_MATRIX = 0x0080

_RESTRICTED = 0x0002
_NO_SUBSET_OR_BITMAP = 0x0300

# A PDF reader needs these and no others of an embedded CIDFontType2 (ISO 32000-1, 9.9).
_COPIED = ("cvt ", "fpgm", "prep")


class UnusableFont(Exception):
    """The file is no TrueType font that may be embedded: PostScript outlines, a licence bit, damage."""


def _numbers(code: str, data: bytes) -> array[int]:
    numbers = array(code, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


class TrueType:
    """One font of a `.ttf` or `.ttc` file."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._tables = self._directory(index)
            if "glyf" not in self._tables:
                raise UnusableFont(f"{path.name}: no TrueType outlines")
            self._read_metrics()
            self._read_coverage()
        except (OSError, ValueError, struct.error, KeyError, IndexError) as fault:
            raise UnusableFont(f"{path.name}: {fault}") from fault

    def _directory(self, index: int) -> dict[str, tuple[int, int]]:
        data, start = self._data, 0
        if data[:4] == b"ttcf":
            (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
        (count,) = struct.unpack_from(">H", data, start + 4)
        tables = {}
        for number in range(count):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
            tables[tag.decode("latin-1")] = (offset, length)
        return tables

    def table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_metrics(self) -> None:
        head = self.table("head")
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box = tuple(round(edge * 1000 / self.units) for edge in struct.unpack_from(">4h", head, 36))
        self._long_locations = struct.unpack_from(">h", head, 50)[0] == 1
        hhea = self.table("hhea")
        self.ascent, self.descent = (round(v * 1000 / self.units) for v in struct.unpack_from(">hh", hhea, 4))
        (self._full_metrics,) = struct.unpack_from(">H", hhea, 34)
        (self.glyphs,) = struct.unpack_from(">H", self.table("maxp"), 4)
        self.weight, permission = 400, 0
        if "OS/2" in self._tables:
            _, _, self.weight, _, permission = struct.unpack_from(">HhHHH", self.table("OS/2"), 0)
        if permission & 0x000F == _RESTRICTED or permission & _NO_SUBSET_OR_BITMAP:
            raise UnusableFont(f"{self.path.name}: its licence bits forbid embedding")
        metrics = self.table("hmtx")
        self._advances = _numbers("H", metrics[: 4 * self._full_metrics])[::2]
        self._metrics = metrics
        self._locations: array[int] | None = None

    def _read_coverage(self) -> None:
        offset, _ = self._tables["cmap"]
        data = self._data
        (count,) = struct.unpack_from(">H", data, offset + 2)
        best, at = 0, 0
        for number in range(count):
            platform, _encoding, where = struct.unpack_from(">HHI", data, offset + 4 + 8 * number)
            (kind,) = struct.unpack_from(">H", data, offset + where)
            if kind in (4, 12) and platform in (0, 3) and kind > best:
                best, at = kind, offset + where
        if best == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            words = _numbers("I", data[at + 16 : at + 16 + 12 * groups])
            self._starts, self._ends, self._first = words[0::3], words[1::3], words[2::3]
            self._offsets: array[int] | None = None
        elif best == 4:
            (length,) = struct.unpack_from(">H", data, at + 2)
            (double,) = struct.unpack_from(">H", data, at + 6)
            half = double // 2
            words = _numbers("H", data[at + 14 : at + 14 + ((length - 14) & ~1)])
            self._ends, self._starts = words[:half], words[half + 1 : 2 * half + 1]
            self._first, self._offsets = words[2 * half + 1 : 3 * half + 1], words[3 * half + 1 : 4 * half + 1]
            self._indirect = words[3 * half + 1 :]
        else:
            raise UnusableFont(f"{self.path.name}: no Unicode coverage table")

    def glyph(self, code: int) -> int:
        """The glyph of a code point, 0 when the font has none."""
        if self._offsets is None:
            group = bisect_right(self._starts, code) - 1
            if group < 0 or code > self._ends[group]:
                return 0
            return self._first[group] + code - self._starts[group]
        if code > 0xFFFF:
            return 0
        segment = bisect_right(self._starts, code) - 1
        if segment < 0 or code > self._ends[segment]:
            return 0
        if not self._offsets[segment]:
            return (code + self._first[segment]) & 0xFFFF
        place = segment + self._offsets[segment] // 2 + code - self._starts[segment]
        glyph = self._indirect[place] if place < len(self._indirect) else 0
        return (glyph + self._first[segment]) & 0xFFFF if glyph else 0

    def forms(self, feature: str) -> dict[int, int]:
        """The glyphs that have another form under a feature (`pwid`, `fwid`), and that form."""
        if "GSUB" not in self._tables:
            return {}
        data = self.table("GSUB")
        features, lookups = struct.unpack_from(">HH", data, 6)
        (count,) = struct.unpack_from(">H", data, features)
        wanted: set[int] = set()
        for number in range(count):
            tag, offset = struct.unpack_from(">4sH", data, features + 2 + 6 * number)
            if tag == feature.encode("ascii"):
                (indices,) = struct.unpack_from(">H", data, features + offset + 2)
                wanted.update(struct.unpack_from(f">{indices}H", data, features + offset + 4))
        forms: dict[int, int] = {}
        for index in sorted(wanted):
            (offset,) = struct.unpack_from(">H", data, lookups + 2 + 2 * index)
            forms |= _single_substitutions(data, lookups + offset)
        return forms

    def advance(self, glyph: int) -> int:
        """The advance of a glyph in thousandths of the size."""
        units = self._advances[glyph] if glyph < len(self._advances) else self._advances[-1]
        return round(units * 1000 / self.units)

    def names(self) -> dict[int, set[str]]:
        """The family (1, 16), full (4) and PostScript (6) names in every language of the file."""
        return read_names(self.table("name"))

    def postscript_name(self) -> str:
        """A name fit for a PDF name object."""
        for name in sorted(self.names().get(6, ())):
            if name.isascii() and not set(name) & set(" []()<>{}/%#"):
                return name
        return "".join(sign for sign in self.path.stem if sign.isascii() and sign.isalnum()) or "Font"

    def _outline(self, glyph: int) -> bytes:
        if self._locations is None:
            self._locations = _numbers("I" if self._long_locations else "H", self.table("loca"))
        factor = 1 if self._long_locations else 2
        start, _ = self._tables["glyf"]
        return self._data[start + self._locations[glyph] * factor : start + self._locations[glyph + 1] * factor]

    def _bar(self, glyph: int, outline: bytes) -> bytes:
        _, _, low, _, high = struct.unpack_from(">5h", outline)
        wide, _ = self._side_metric(glyph)
        corners = struct.pack(">4h4h", 0, 0, wide, 0, low, high - low, 0, low - high)
        return struct.pack(">5hHH", 1, 0, low, wide, high, 3, 0) + b"\x01" * 4 + corners

    def _side_metric(self, glyph: int) -> tuple[int, int]:
        full = self._full_metrics
        if glyph < full:
            advance, bearing = struct.unpack_from(">Hh", self._metrics, 4 * glyph)
        else:
            advance = self._advances[-1]
            (bearing,) = struct.unpack_from(">h", self._metrics, 4 * full + 2 * (glyph - full))
        return advance, bearing

    def subset(self, glyphs: list[int], stretched: frozenset[int] = frozenset()) -> bytes:
        """A font file holding glyph 0, then `glyphs` in their order, then the parts of composite ones.

        The `stretched` ones are bars drawn from edge to edge of their advance, so that two of them meet.
        """
        order = [0, *glyphs]
        place = {glyph: number for number, glyph in reversed(list(enumerate(order)))}
        outlines: list[bytes] = []
        number = 0
        while number < len(order):
            outline = self._outline(order[number])
            if order[number] in stretched:
                outline = self._bar(order[number], outline)
            elif len(outline) > 10 and outline[0] & 0x80:  # a negative number of contours: a composite glyph
                outline = _with_parts(outline, place, order)
            outlines.append(outline)
            number += 1
        locations, body, position = array("I", [0]), bytearray(), 0
        for outline in outlines:
            body += outline
            body += b"\0" * (-len(body) % 4)
            position = len(body)
            locations.append(position)
        if sys.byteorder == "little":
            locations.byteswap()
        head = bytearray(self.table("head"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self.table("hhea"))
        struct.pack_into(">H", hhea, 34, len(order))
        maxp = bytearray(self.table("maxp"))
        struct.pack_into(">H", maxp, 4, len(order))
        tables = {
            "glyf": bytes(body),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(
                struct.pack(
                    ">Hh", *((self._side_metric(glyph)[0], 0) if glyph in stretched else self._side_metric(glyph))
                )
                for glyph in order
            ),
            "loca": locations.tobytes(),
            "maxp": bytes(maxp),
        }
        tables |= {tag: self.table(tag) for tag in _COPIED if tag in self._tables}
        return _file_of(tables)


def _single_substitutions(data: bytes, lookup: int) -> dict[int, int]:
    """The pairs of a lookup of type 1, also where it is wrapped in extensions (type 7)."""
    kind, _, count = struct.unpack_from(">HHH", data, lookup)
    pairs: dict[int, int] = {}
    for (offset,) in struct.iter_unpack(">H", data[lookup + 6 : lookup + 6 + 2 * count]):
        at, inner = lookup + offset, kind
        if kind == 7:
            _, inner, further = struct.unpack_from(">HHI", data, at)
            at += further
        if inner != 1:
            continue
        form, coverage, number = struct.unpack_from(">HHH", data, at)
        covered = _covered(data, at + coverage)
        if form == 1:
            pairs |= {glyph: (glyph + number) & 0xFFFF for glyph in covered}
        else:
            pairs |= dict(zip(covered, struct.unpack_from(f">{number}H", data, at + 6), strict=False))
    return pairs


def _covered(data: bytes, at: int) -> list[int]:
    """The glyphs of a coverage table in order."""
    form, count = struct.unpack_from(">HH", data, at)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", data, at + 4))
    ranges = struct.iter_unpack(">HHH", data[at + 4 : at + 4 + 6 * count])
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def _with_parts(outline: bytes, place: dict[int, int], order: list[int]) -> bytes:
    """A composite outline that refers to the places of its parts in the subset, which it adds to `order`."""
    changed, at, flags = bytearray(outline), 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = struct.unpack_from(">HH", changed, at)
        if part not in place:
            place[part] = len(order)
            order.append(part)
        struct.pack_into(">H", changed, at + 2, place[part])
        at += 8 if flags & _HAS_ARGUMENT_WORDS else 6
        if flags & _HAS_SCALE:
            at += 2
        elif flags & _HAS_TWO_SCALES:
            at += 4
        elif flags & _HAS_MATRIX:
            at += 8
    return bytes(changed)


def _checksum(data: bytes) -> int:
    return sum(_numbers("I", data + b"\0" * (-len(data) % 4))) & 0xFFFFFFFF


def _file_of(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, (count << 4) - (16 << power))
    directory, bodies, offset, head_at = b"", bytearray(), 12 + 16 * count, 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            head_at = offset
        directory += struct.pack(">4sIII", tag.encode("ascii"), _checksum(data), offset, len(data))
        bodies += data + b"\0" * (-len(data) % 4)
        offset = 12 + 16 * count + len(bodies)
    whole = bytearray(header + directory + bodies)
    struct.pack_into(">I", whole, head_at + 8, (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def read_names(table: bytes) -> dict[int, set[str]]:
    """The names in a `name` table, by name id."""
    names: dict[int, set[str]] = {}
    count, strings = struct.unpack_from(">HH", table, 2)
    for number in range(count):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * number)
        if kind not in (1, 4, 6, 16):
            continue
        raw = table[strings + offset : strings + offset + length]
        encoding = "utf-16-be" if platform in (0, 3) else "latin-1"
        names.setdefault(kind, set()).add(raw.decode(encoding, "ignore"))
    return names


def names_in(path: Path) -> list[set[str]]:
    """All names of each font in a file, read without touching the rest of it; nothing for a file of another kind."""
    found: list[set[str]] = []
    try:
        with path.open("rb") as file:
            start = file.read(12)
            offsets = [0]
            if start[:4] == b"ttcf":
                (count,) = struct.unpack_from(">I", start, 8)
                offsets = list(struct.unpack(f">{min(count, 64)}I", file.read(4 * min(count, 64))))
            elif start[:4] not in (b"\0\1\0\0", b"true"):
                return []
            for offset in offsets:
                file.seek(offset + 4)
                (tables,) = struct.unpack(">H", file.read(2))
                file.seek(offset + 12)
                directory = file.read(16 * tables)
                every: set[str] = set()
                for number in range(tables):
                    tag, _, where, length = struct.unpack_from(">4sIII", directory, 16 * number)
                    if tag == b"name":
                        file.seek(where)
                        every.update(*read_names(file.read(length)).values())
                found.append(every)
    except (OSError, struct.error):
        return []
    return found
