"""A face as one embedded Identity-H subset of a PDF: every sign its own code, its outline, width and meaning."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from partnerdesk.paper.fonts import Face

# Codes are made of bytes that need no escape in a literal string: text goes into the page as it is, half as long
# as in hexadecimal.
_UNFIT = frozenset(b"()\\\r\n")


class Codes(dict[int, int]):
    """The codes of a document's signs in the order of their first use; made as `str.translate` asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0

    def __missing__(self, sign: int) -> int:
        code = self._next + 1
        while code & 0xFF in _UNFIT or code >> 8 in _UNFIT or 0xD800 <= code <= 0xDFFF:
            code += 1
        self._next = self[sign] = code
        return code


class Embedded:
    """A face in one document."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name  # the resource's, as pages call it
        self.codes = Codes()

    def encode(self, text: str) -> bytes:
        """The bytes between the parentheses of a show operator."""
        return text.translate(self.codes).encode("utf-16-be")

    def add_to(self, document: Any) -> None:
        """Write the subset and its descriptions into the document, and the font into the pages' resources."""
        font, name = self.face.font, self.name
        signs = sorted(self.codes.items(), key=lambda pair: pair[1])
        glyph = self.face.glyph
        order = dict.fromkeys(glyph(sign) for sign, _ in signs)
        order.pop(0, None)
        place = {0: 0} | {shape: number for number, shape in enumerate(order, 1)}
        prefix = _prefix(self.face.name, (sign for sign, _ in signs))
        base = pdfdoc.PDFName(f"{prefix}+{self.face.title}")

        outlines = _stream(font.subset(list(order), self.face.stretched))
        outlines.dictionary["Length1"] = len(outlines.content)
        left, bottom, right, top = font.box
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([left, bottom, right, top]),
                "ItalicAngle": 0,
                "Ascent": font.ascent,
                "Descent": font.descent,
                "CapHeight": font.ascent,
                "StemV": 50 + int((font.weight / 65) ** 2),
                "FontFile2": document.Reference(outlines, f"{name}-outlines"),
            }
        )
        glyph_of = bytearray(2 * (signs[-1][1] + 1))
        for sign, code in signs:
            glyph_of[2 * code : 2 * code + 2] = place[glyph(sign)].to_bytes(2, "big")
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(descriptor, f"{name}-descriptor"),
                "DW": 1000,
                "W": self._widths(signs),
                "CIDToGIDMap": document.Reference(_stream(bytes(glyph_of)), f"{name}-glyphs"),
            }
        )
        whole = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"{name}-descendant")]),
                "ToUnicode": document.Reference(_stream(_meanings(signs)), f"{name}-meanings"),
            }
        )
        document.idToObject[pdfdoc.BasicFonts].dict[name] = document.Reference(whole, name)

    def _widths(self, signs: list[tuple[int, int]]) -> Any:
        """Widths by runs of codes; full-width signs are what the default says already."""
        font, begun = self.face.font, 0
        array: list[Any] = []
        run: list[int] = []
        for sign, code in signs:
            width = font.advance(self.face.glyph(sign))
            if width == 1000:
                continue
            if run and code == begun + len(run):
                run.append(width)
                continue
            if run:
                array += [begun, pdfdoc.PDFArray(run)]
            begun, run = code, [width]
        if run:
            array += [begun, pdfdoc.PDFArray(run)]
        return pdfdoc.PDFArray(array)


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _prefix(name: str, signs: Any) -> str:
    digest = hashlib.sha256(name.encode() + b"".join(sign.to_bytes(3, "big") for sign in signs)).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _meanings(signs: list[tuple[int, int]]) -> bytes:
    """The ToUnicode map: what each code says, in UTF-16."""
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for start in range(0, len(signs), 100):
        some = signs[start : start + 100]
        parts.append(f"{len(some)} beginbfchar")
        parts += [f"<{code:04x}> <{chr(sign).encode('utf-16-be').hex()}>" for sign, code in some]
        parts.append("endbfchar")
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")
