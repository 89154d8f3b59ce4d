"""Text set into lines: composed of faces, broken at its width, spaced out to both edges where asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain
from typing import NamedTuple

from partnerdesk.paper.blocks import Role, Text
from partnerdesk.paper.blocks import Run as Stretch
from partnerdesk.paper.breaking import SQUEEZE, break_text
from partnerdesk.paper.fonts import Face, Faces, Strange, has_apostrophe
from partnerdesk.paper.plan import Run, new_run

_UNSEEN = 0.035  # of an em: spacing that opens a Latin word without the eye's noticing
_WIDEST = 0.35  # of an em: a line that would be spaced more is left ragged
_SMALL = 0.75

_NAMES = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff·]{2,}")
_LONGEST_NAME = 5  # signs
_WORDS = re.compile("([!-~\u00a1-\u00b6\u00b8-\u2013]+|——+|……+)")


class Set(NamedTuple):
    """One line as it will stand: its runs, its natural width, and the stretches to be underlined."""

    runs: tuple[Run, ...]
    width: float
    underlined: tuple[tuple[float, float], ...] = ()


new_set: Callable[[tuple[tuple[Run, ...], float, tuple[tuple[float, float], ...]]], Set] = partial(tuple.__new__, Set)


class Piece(NamedTuple):
    """Text of one face and size, before it is broken."""

    face: Face
    size: float
    text: str
    underlined: bool = False


def pieces_of(faces: Faces, text: Text, role: Role, size: float, bold: bool = False) -> list[list[Piece]]:
    """The forced lines of a text, each as its pieces."""
    if isinstance(text, str):
        return [
            [Piece(face, size, part) for face, part in faces.compose(line, role, bold)]
            for line in (text.splitlines() or [""])
        ]
    lines: list[list[Piece]] = [[]]
    for run in text:
        _add_run(faces, lines, run, role, size, bold)
    return lines


def _add_run(faces: Faces, lines: list[list[Piece]], run: Stretch, role: Role, size: float, bold: bool) -> None:
    at = size * _SMALL if run.small else size
    for number, part in enumerate(run.text.split("\n")):
        if number:
            lines.append([])
        for line_number, line in enumerate(part.splitlines()):
            if line_number:
                lines.append([])
            for face, piece in faces.compose(line, run.role or role, bold or run.bold):
                lines[-1].append(Piece(face, at, piece, run.underline))


def set_text(
    faces: Faces,
    text: Text,
    role: Role,
    size: float,
    width: float,
    *,
    indent: float = 0.0,
    bold: bool = False,
    justify: bool = False,
    names: bool = False,
) -> list[Set]:
    """A text in lines of `width`, the first one shorter by `indent`; short `names` in a list are not broken."""
    if isinstance(text, str) and text and not names:
        face = faces.suited(faces.face(role, bold), text)
        try:
            if face.latin or not has_apostrophe(text):
                return _set_one(face, size, text, width, width - indent, justify)
        except Strange:
            pass
    done: list[Set] = []
    for pieces in pieces_of(faces, text, role, size, bold):
        done += set_pieces(pieces, width, width if done else width - indent, justify, names)
    return done


def set_pieces(pieces: Sequence[Piece], width: float, first: float, justify: bool, names: bool = False) -> list[Set]:
    """One forced line's pieces in lines of `width`, the first of them `first` wide."""
    if not pieces:
        return [Set((), 0.0)]
    if len(pieces) == 1 and not pieces[0].underlined and not names:
        return _set_one(pieces[0].face, pieces[0].size, pieces[0].text, width, first, justify)
    text = "".join(piece.text for piece in pieces)
    sums = list(
        accumulate(chain.from_iterable(map(p.face.at(p.size).__getitem__, p.text) for p in pieces), initial=0.0)
    )
    size = max(piece.size for piece in pieces)
    places = break_text(
        text, sums, first, width, SQUEEZE * size if justify else 0.0, inside_names(text) if names else ()
    )
    done: list[Set] = []
    for (start, end), parts in zip(places, cut(pieces, places), strict=True):
        natural = sums[end] - sums[start]
        runs = tuple(Run(p.face.name, p.size, 0.0, p.text) for p in parts)
        room = (width if done else first) - natural
        if justify and (room < 0 or end != places[-1][1]):
            runs = _spaced(runs, room, size)
        done.append(Set(runs, natural, _underlines(parts, runs)))
    return done


def _set_one(face: Face, size: float, text: str, width: float, first: float, justify: bool) -> list[Set]:
    name = face.name
    sums = list(accumulate(map(face.at(size).__getitem__, text), initial=0.0))
    if sums[-1] <= first:
        return [new_set(((new_run((name, size, 0.0, text)),), sums[-1], ()))]
    if not justify:
        return [
            new_set(((new_run((name, size, 0.0, text[start:end])),), sums[end] - sums[start], ()))
            for start, end in break_text(text, sums, first, width)
        ]
    places = break_text(text, sums, first, width, SQUEEZE * size)
    done: list[Set] = []
    last = places[-1][1]
    room, unseen = first, _UNSEEN * size
    for start, end in places:
        natural = sums[end] - sums[start]
        spare = room - natural
        if end == last and spare >= 0:
            runs: tuple[Run, ...] = (new_run((name, size, 0.0, text[start:end])),)
        elif end > start + 1 and spare <= unseen * (end - start - 1):
            runs = (new_run((name, size, spare / (end - start - 1), text[start:end])),)
        else:
            runs = _opened(name, size, text[start:end], spare)
        done.append(new_set((runs, natural, ())))
        room = width
    return done


def _opened(name: str, size: float, text: str, room: float) -> tuple[Run, ...]:
    """A line that takes up `room` more points between its Chinese signs and at its blanks."""
    parts = _WORDS.split(text)  # every second one is a Latin word
    gaps = sum(map(len, parts[::2])) - (1 if parts[-1] else 0)
    if gaps < 1 or room > gaps * _WIDEST * size:
        return (new_run((name, size, 0.0, text)),)
    spacing = (room / gaps, 0.0)
    return tuple([new_run((name, size, spacing[n % 2], parts[n])) for n in range(len(parts)) if parts[n]])


def inside_names(text: str) -> set[int]:
    """The places inside the names of a list (张伟、李娜（列席）…), where no line should end."""
    return {
        place
        for name in _NAMES.finditer(text)
        if len(name[0]) <= _LONGEST_NAME
        for place in range(name.start() + 1, name.end())
    }


def cut(pieces: Sequence[Piece], places: Sequence[tuple[int, int]]) -> Iterator[list[Piece]]:
    """The pieces of each line, the lines' places being in order."""
    number = at = 0
    for start, end in places:
        while at + len(pieces[number].text) <= start:
            at += len(pieces[number].text)
            number += 1
        parts, here, begun = [], number, at
        while here < len(pieces) and begun < end:
            piece = pieces[here]
            parts.append(piece._replace(text=piece.text[max(start - begun, 0) : end - begun]))
            begun += len(piece.text)
            here += 1
        yield parts


def _spaced(runs: tuple[Run, ...], room: float, size: float) -> tuple[Run, ...]:
    """Runs that take up `room` more points (fewer when negative), shared among the gaps between their signs.

    A little is shared by all gaps, which no eye sees; more goes to Chinese signs and blanks, so that Latin words
    stay whole.
    """
    gaps = sum(len(run.text) for run in runs) - 1
    if gaps < 1:
        return runs
    spacing = room / gaps
    if spacing <= _UNSEEN * size:
        return tuple(run._replace(spacing=spacing) for run in runs)
    parts: list[tuple[Run, bool]] = []
    open_gaps = 0
    for run in runs:
        for number, part in enumerate(_WORDS.split(run.text)):
            if part:
                opens = number % 2 == 0
                open_gaps += len(part) if opens else 0
                parts.append((run._replace(text=part), opens))
    if parts[-1][1]:
        open_gaps -= 1
    if open_gaps < 1:
        return runs
    spacing = room / open_gaps
    if spacing > _WIDEST * size:
        return runs
    return tuple(run._replace(spacing=spacing) if opens else run for run, opens in parts)


def _underlines(parts: Sequence[Piece], runs: Sequence[Run]) -> tuple[tuple[float, float], ...]:
    if not any(piece.underlined for piece in parts):
        return ()
    spacing = max((run.spacing for run in runs), default=0.0)
    at, found = 0.0, []
    for piece in parts:
        width = piece.face.width(piece.text, piece.size) + spacing * len(piece.text)
        if piece.underlined:
            found.append((at, at + width))
        at += width
    return tuple(found)
