"""Contact cards written as vCard 3.0 or 4.0: UTF-8, Windows line ends, folded by octets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from partnerdesk.exchange.vcard import NO_YEAR, SERVICES, Address, Birthday, Card, Reach
from partnerdesk.record.signs import cleaned

Version = Literal["3.0", "4.0"]
VERSIONS: tuple[Version, ...] = ("3.0", "4.0")

WIDEST = 75  # octets of a line without its end
_PROPERTY = {service: name for name, service in reversed(SERVICES.items())}
_NAME = re.compile(r"[A-Z0-9-]+")
# Family names of two signs; a name that begins with none of them has a family name of one.
_COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 "
    "拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 梁丘 左丘 东门 西门 第五 纳兰 完颜 叶赫 歐陽 司馬 "
    "諸葛 東方 鍾離 長孫 鮮于 聞人 萬俟".split())


def written(cards: Iterable[Card], version: Version = "3.0") -> bytes:
    """The content of a file of these cards."""
    return b"".join(_folded(line) for card in cards for line in _lines(card, version))


def save(cards: Iterable[Card], path: Path, version: Version = "3.0") -> None:
    """Write a file of these cards; it is whole or not there."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(written(cards, version))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def family_and_given(name: str) -> tuple[str, str]:
    """A full name in its two parts: 欧阳/修, 张/伟, Zhang/Wei of Wei Zhang."""
    plain = " ".join(name.split())
    if re.fullmatch(r"[\u3400-\u9fff]{2,4}", plain):
        size = 2 if len(plain) > 2 and plain[:2] in _COMPOUND else 1
        return plain[:size], plain[size:]
    if "·" in plain:
        given, _, family = plain.rpartition("·")
        return family.strip(), given.strip()
    given, _, family = plain.rpartition(" ")
    return (family, given) if given else ("", plain)


def _lines(card: Card, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"FN:{_escaped(card.name)}"
    parts = (card.family, card.given, card.additional, card.prefix, card.suffix)
    yield "N:" + ";".join(map(_escaped, parts))
    if card.english:
        yield f"X-ENGLISH-NAME:{_escaped(card.english)}"
    if card.organization or card.department:
        units = card.department.split(" / ") if card.department else []
        yield "ORG:" + ";".join(map(_escaped, (card.organization, *units)))
    if card.title:
        yield f"TITLE:{_escaped(card.title)}"
    grouped = 0
    for name, each in _reaches(card):
        parameters = _parameters(each, version)
        value = _escaped(each.value) if isinstance(each, Reach) else ";".join(map(_escaped, (
            each.box, each.extended, each.street, each.city, each.region, each.postcode, each.country)))
        if each.label:
            grouped += 1
            yield f"item{grouped}.{name}{parameters}:{value}"
            yield f"item{grouped}.X-ABLabel:{_escaped(each.label)}"
        else:
            yield f"{name}{parameters}:{value}"
    if card.birthday:
        yield _birthday(card.birthday, version)
    if card.note:
        yield f"NOTE:{_escaped(card.note)}"
    if card.uid:
        yield f"UID:{_escaped(card.uid)}"
    for other in card.others:
        if not _NAME.fullmatch(other.name):
            continue
        if other.label:
            grouped += 1
            yield f"item{grouped}.X-ABLabel:{_escaped(other.label)}"
        group = f"item{grouped}." if other.label else ""
        yield f"{group}{other.name}:{_escaped(other.value)}"
    yield "END:VCARD"


def _reaches(card: Card) -> Iterator[tuple[str, Reach | Address]]:
    yield from (("TEL", each) for each in card.telephones)
    yield from (("EMAIL", each) for each in card.emails)
    yield from (("ADR", each) for each in card.addresses)
    yield from (("URL", each) for each in card.urls)
    for each in card.ims:
        # The property itself names the service; an account elsewhere is labelled with it.
        name = _PROPERTY.get(each.label)
        yield (name, replace(each, label="")) if name else ("X-MS-IMADDRESS", each)


def _parameters(each: Reach | Address, version: Version) -> str:
    kinds = [kind for kind in each.kinds if _NAME.fullmatch(kind.upper())]
    if version == "4.0":
        typed = f";TYPE={','.join(kinds)}" if len(kinds) == 1 else f';TYPE="{",".join(kinds)}"' if kinds else ""
        return typed + (";PREF=1" if each.preferred else "")
    kinds += ["pref"] if each.preferred else []
    return f";TYPE={','.join(kinds).upper()}" if kinds else ""


def _birthday(birthday: Birthday, version: Version) -> str:
    month, day, year = birthday.month, birthday.day, birthday.year
    if version == "4.0":
        return f"BDAY:{year:04}{month:02}{day:02}" if year else f"BDAY:--{month:02}{day:02}"
    omitted = "" if year else f";X-APPLE-OMIT-YEAR={NO_YEAR}"
    return f"BDAY{omitted}:{year or NO_YEAR:04}-{month:02}-{day:02}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", cleaned(text)).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line with its end, broken before the octet that would be one too many and never inside a sign."""
    made: list[bytes] = []
    room = WIDEST
    held = b""
    for sign in line:
        octets = sign.encode()
        if len(held) + len(octets) > room:
            made.append(held)
            held, room = b"", WIDEST - 1
        held += octets
    return b"\r\n ".join([*made, held]) + b"\r\n"
