"""Foreign PDFs and pictures made fit for binding: harmless, upright, at their own size, or refused in a sentence."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from partnerdesk.problems import Spoken
from partnerdesk.words import N_

MOST_PAGES: Final = 2_000
MOST_OBJECTS: Final = 1_000_000
MOST_UNPACKED: Final = 32 * 1024 * 1024  # bytes of one stream; readers unpack a page's marks into memory a hundredfold
MOST_RASTER: Final = 512 * 1024 * 1024  # bytes of one picture inside a PDF
MOST_DOTS: Final = 60_000_000  # of one picture file
DOTS_PER_INCH: Final = 200
LARGEST_PAGE: Final = 14_400.0  # points: what the PDF standard allows

_A4: Final = (595.276, 841.89)
_MARGIN: Final = 56.7  # 20 mm about a picture; the page number stands in it
_PICTURES: Final = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
_DEFLATE: Final = 1032  # the most that one byte of deflate can unpack to
_HARMLESS: Final = "a common error handled correctly"  # qpdf's words for what every reader overlooks
_MULTILINE: Final = 1 << 12  # flags of a text field
_COMB: Final = 1 << 24
_PACKING: Final = (Name.FlateDecode, Name.LZWDecode, Name.RunLengthDecode)
_OUTSIDE: Final = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")  # a stream whose bytes lie in another file
_HIDDEN: Final = ("/AF", "/PieceInfo", "/Metadata", "/StructParent", "/StructParents")

MISSING: Final = N_("Not bound: the file cannot be read")
EMPTY: Final = N_("Not bound: the file is empty")
FOREIGN: Final = N_("Not bound: only PDF files and pictures can be bound")
LOCKED: Final = N_("Not bound: the file is protected by a password")
DAMAGED: Final = N_("Not bound: the file is damaged")
PAGELESS: Final = N_("Not bound: the file has no pages")
TOO_MANY: Final = N_("Not bound: the file has more than {limit} pages")
TOO_LARGE: Final = N_("Not bound: the file unpacks to more than a page can hold")
TOO_WIDE: Final = N_("Not bound: a page is larger than any sheet")
TOO_FINE: Final = N_("Not bound: the picture has more than {limit} million dots")
LIVE_FORM: Final = N_("Not bound: this form shows itself in its own program only; print it to a PDF file there")
TOO_SLOW: Final = N_("Not bound: the file takes too long to read")

REPAIRED: Final = N_("The file was damaged and has been repaired; compare its pages with the original.")
RESTRICTED: Final = N_("The file restricts what may be done with it; its owner should agree to its being bound.")
SIGNED: Final = N_("The file is signed; the signature holds for the original only.")
CARRIES: Final = N_("The files attached inside it are not bound.")
SCRIPTED: Final = N_("The scripts inside it were removed.")
REDRAWN: Final = N_("The text of a form field cannot be drawn; compare it with the original.")


class Refusal(Spoken):
    """An annex cannot be bound; the sentence stands on the contents page in place of its page number."""


@dataclass(frozen=True)
class Sheet:
    """A page of an annex: its size in points, upright, and the form that paints it moved by `dx`, `dy`."""

    width: float
    height: float
    form: pikepdf.Object
    dx: float = 0.0
    dy: float = 0.0


class Opened(AbstractContextManager["Opened"]):
    """An annex fit for binding; its document stays open until the packet is written."""

    def __init__(self, document: pikepdf.Pdf, sheets: tuple[Sheet, ...], notes: tuple[str, ...]) -> None:
        self.document = document
        self.sheets = sheets
        self.notes = notes
        self.layers, self.hidden = _layers(document)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.document.close()


def open_annex(path: Path) -> Opened:
    """Open a PDF or a picture for binding; raises `Refusal` where that cannot be."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise Refusal(MISSING) from error
    if not head.strip(b"\0 \t\r\n"):
        raise Refusal(EMPTY)
    try:
        return _open_pdf(path) if b"%PDF-" in head else _open_picture(path)
    except MemoryError as error:
        raise Refusal(TOO_LARGE) from error


# PDF


def _open_pdf(path: Path) -> Opened:
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED, run_length_max_memory=MOST_UNPACKED, doc_max_warnings=10_000
    )
    try:
        document = pikepdf.open(path)
    except pikepdf.PasswordError as error:
        raise Refusal(LOCKED) from error
    except (pikepdf.PdfError, OSError) as error:
        raise Refusal(PAGELESS if "no pages found" in str(error) else DAMAGED) from error
    try:
        return _bindable(document)
    except Refusal:
        document.close()
        raise
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        # qpdf finds damage only when it comes to the object, and a damaged object has any type
        document.close()
        raise Refusal(DAMAGED) from error


def _bindable(document: pikepdf.Pdf) -> Opened:
    count = len(document.pages)
    if count == 0:
        raise Refusal(PAGELESS)
    if count > MOST_PAGES:
        raise Refusal(TOO_MANY, limit=MOST_PAGES)
    if len(document.objects) > MOST_OBJECTS:
        raise Refusal(TOO_LARGE)
    notes = [RESTRICTED] if document.is_encrypted else []
    notes += _fix_form(document)
    if _carries_files(document):
        notes.append(CARRIES)
    if _disarm(document):
        notes.append(SCRIPTED)
    sheets = tuple(_sheet(document, page) for page in document.pages)
    if any(_HARMLESS not in warning for warning in document.get_warnings()):
        notes.insert(0, REPAIRED)
    return Opened(document, sheets, tuple(notes))


def _fix_form(document: pikepdf.Pdf) -> list[str]:
    """Make fields and remarks part of the pages; say what does not survive that."""
    notes = []
    form = document.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        if Name.XFA in form and document.Root.get(Name.NeedsRendering):
            raise Refusal(LIVE_FORM)
        fields = document.acroform
        if any(field.field_type == Name.Sig and field.value is not None for field in fields.fields):
            notes.append(SIGNED)
        if fields.needs_appearances:
            if not _draw_fields(fields):
                notes.append(REDRAWN)
            form.NeedAppearances = False  # else qpdf leaves the fields out
    document.flatten_annotations("all")
    return notes


def _draw_fields(form: pikepdf.AcroForm) -> bool:
    """Draw the fields whose text fits one line of a base font; the others keep the look that they have."""
    whole = True
    for field in form.fields:
        text = field.is_text or field.is_choice
        writable = field.value_as_string.isascii() and not field.flags & (_MULTILINE | _COMB)
        for annotation in form.get_annotations_for_field(field):
            if text and writable:
                field.generate_appearance(annotation)
            elif text and not annotation.get_appearance_stream(Name.N):
                whole = False
    return whole


def _carries_files(document: pikepdf.Pdf) -> bool:
    names = document.Root.get(Name.Names)
    return isinstance(names, Dictionary) and Name.EmbeddedFiles in names


def _disarm(document: pikepdf.Pdf) -> bool:
    """Take from every object what acts or points outside, and refuse what unpacks beyond measure.

    Only the forms painting its pages are bound, so its catalogue, outline and annotations stay behind by themselves;
    what remains is what hangs on those forms.
    """
    scripted = False
    for thing in document.objects:
        if not isinstance(thing, (Dictionary, Stream)):
            continue
        scripted = scripted or thing.get(Name.S) in (Name.JavaScript, Name.Launch)
        if isinstance(thing, Stream):
            for key in (*_OUTSIDE, *_HIDDEN):
                if key in thing:
                    del thing[key]
            _measure(thing)
        elif thing.get(Name.Type) == Name.Filespec and Name.EF in thing:
            del thing[Name.EF]
    return scripted


def _measure(stream: Any) -> None:
    if stream.get(Name.Subtype) == Name.Image:
        width, height = int(stream.get(Name.Width, 0)), int(stream.get(Name.Height, 0))
        if width * height * int(stream.get(Name.BitsPerComponent, 1)) // 8 > MOST_RASTER:
            raise Refusal(TOO_LARGE)
        return
    filters = stream.get(Name.Filter)
    chain = list(filters) if isinstance(filters, Array) else [filters] if filters is not None else []
    packed = sum(1 for name in chain if name in _PACKING)
    if int(stream.get(Name.Length, 0)) * _DEFLATE**packed <= MOST_UNPACKED:
        return
    if set(chain) <= {Name.FlateDecode}:
        _unpack(stream.read_raw_bytes(), len(chain))
    elif packed:
        with suppress(pikepdf.PdfError):  # a filter that qpdf does not know is left to the reader
            if len(stream.read_bytes()) > MOST_UNPACKED:
                raise Refusal(TOO_LARGE)


def _unpack(data: bytes, times: int) -> None:
    """Unpack deflated bytes as often as told, stopping where they pass the limit."""
    for _ in range(times):
        unpacker, rest, parts, size = zlib.decompressobj(), data, [], 0
        while rest:
            try:
                part = unpacker.decompress(rest, 1 << 20)
            except zlib.error:
                break  # readers show what comes before the damage
            size += len(part)
            if size > MOST_UNPACKED:
                raise Refusal(TOO_LARGE)
            parts.append(part)
            rest = unpacker.unconsumed_tail
        data = b"".join(parts)


def _sheet(document: pikepdf.Pdf, page: pikepdf.Page) -> Sheet:
    for box in (Name.TrimBox, Name.BleedBox, Name.ArtBox):
        if box in page.obj:
            del page.obj[box]  # what a reader shows is the crop box
    form = document.make_indirect(page.as_form_xobject())
    form.write(form.read_bytes())  # its damage shows now, not when the packet is written
    x0, y0, x1, y1 = _numbers(form.BBox)
    a, b, c, d, e, f = _numbers(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    left, bottom = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - bottom
    if not (0 < width <= LARGEST_PAGE and 0 < height <= LARGEST_PAGE):
        raise Refusal(TOO_WIDE if width > 0 and height > 0 else DAMAGED)
    return Sheet(width, height, form, -left, -bottom)


def _numbers(array: pikepdf.Object) -> list[float]:
    return [float(number) for number in array.as_list()]


def _layers(document: pikepdf.Pdf) -> tuple[tuple[pikepdf.Object, ...], tuple[pikepdf.Object, ...]]:
    """All layers of a document, and those that it hides: hidden they stay."""
    properties = document.Root.get(Name.OCProperties)
    groups = properties.get(Name.OCGs) if isinstance(properties, Dictionary) else None
    if not isinstance(properties, Dictionary) or not isinstance(groups, Array):
        return (), ()
    layers = tuple(group for group in groups if isinstance(group, Dictionary) and group.is_indirect)
    view = properties.get(Name.D, Dictionary())
    named = {state: {thing.objgen for thing in view.get(state, ())} for state in (Name.ON, Name.OFF)}
    if view.get(Name.BaseState) == Name.OFF:
        return layers, tuple(layer for layer in layers if layer.objgen not in named[Name.ON])
    return layers, tuple(layer for layer in layers if layer.objgen in named[Name.OFF])


# pictures


def _open_picture(path: Path) -> Opened:
    document = pikepdf.new()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # odd tags of cameras and scanners
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_PICTURES) as picture:
                lossy = picture.format in ("JPEG", "WEBP")
                sheets = tuple(_picture_sheet(document, frame, lossy) for frame in _frames(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal(TOO_FINE, limit=MOST_DOTS // 1_000_000) from error
    except UnidentifiedImageError as error:
        raise Refusal(FOREIGN) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        # Pillow says a cut or broken picture in all of these ways
        raise Refusal(DAMAGED) from error
    return Opened(document, sheets, ())


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """The pages of a scan in TIFF; of a moving picture the first."""
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        if number and picture.format != "TIFF":
            return
        if number >= MOST_PAGES:
            raise Refusal(TOO_MANY, limit=MOST_PAGES)
        if frame.width * frame.height > MOST_DOTS:
            raise Refusal(TOO_FINE, limit=MOST_DOTS // 1_000_000)
        yield frame


def _picture_sheet(document: pikepdf.Pdf, frame: Image.Image, lossy: bool) -> Sheet:
    picture = _plain(ImageOps.exif_transpose(frame))
    page = _A4 if picture.height >= picture.width else _A4[::-1]
    room = (page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN)
    scale = min(room[0] / picture.width, room[1] / picture.height, 72 / 96)  # never blown up beyond 96 dots an inch
    width, height = picture.width * scale, picture.height * scale
    most = max(1, round(width / 72 * DOTS_PER_INCH)), max(1, round(height / 72 * DOTS_PER_INCH))
    if most[0] < picture.width:
        picture = (picture.convert("L") if picture.mode == "1" else picture).resize(most, Image.Resampling.LANCZOS)
    left, bottom = (page[0] - width) / 2, (page[1] - height) / 2
    photograph = picture.mode != "1" and (lossy or picture.getcolors(4096) is None)
    form = Stream(document, b"q %.3f 0 0 %.3f %.3f %.3f cm /Picture Do Q" % (width, height, left, bottom))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, *(round(side, 3) for side in page)])
    form.Resources = Dictionary(
        XObject=Dictionary(Picture=document.make_indirect(_raster(document, picture, photograph)))
    )
    return Sheet(page[0], page[1], document.make_indirect(form))


def _plain(picture: Image.Image) -> Image.Image:
    """The picture in black, grey or red, green and blue, transparent parts on white."""
    if picture.mode in ("1", "L", "RGB") and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")  # sixteen bits of grey
    if "transparency" in picture.info or "A" in picture.getbands() or picture.mode in ("PA", "La", "RGBa"):
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return picture.convert("L" if picture.mode == "F" else "RGB")


def _raster(document: pikepdf.Pdf, picture: Image.Image, photograph: bool) -> Stream:
    """The picture as an image of a PDF: drawings without loss, photographs as JPEG, neither with a camera's data."""
    image = Stream(document, b"")
    if not photograph:
        image.write(zlib.compress(picture.tobytes(), 6), filter=Name.FlateDecode)
    else:
        coded = BytesIO()
        picture.save(coded, "JPEG", quality=90, optimize=True)
        image.write(coded.getvalue(), filter=Name.DCTDecode)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = picture.size
    image.BitsPerComponent = 1 if picture.mode == "1" else 8
    image.ColorSpace = Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray
    return image
