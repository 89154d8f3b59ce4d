"""Foreign files are bound upright, harmless and at their own size, or refused in a sentence."""

from __future__ import annotations

import random
import time
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from partnerdesk.paper import annexes
from partnerdesk.paper.annexes import Opened, Refusal, open_annex

BOUND = {
    "11-pages.pdf": (11, ()),
    "V4-aes.pdf": (30, (annexes.RESTRICTED,)),
    "attachment.pdf": (1, (annexes.CARRIES,)),
    "bad16.pdf": (1, (annexes.REPAIRED,)),
    "empty_protected.pdf": (1, (annexes.RESTRICTED,)),
    "form_two_pages.pdf": (2, ()),
    "fourpages.pdf": (4, ()),
    "google-doc-document.pdf": (1, ()),
    "helloworld-bad.pdf": (1, (annexes.REPAIRED,)),
    "libreoffice-form.pdf": (1, ()),
    "minimal-rotated.pdf": (1, ()),
    "rotation.pdf": (2, ()),
    "signed_verified.pdf": (1, (annexes.SIGNED,)),
    "with-attachment.pdf": (1, (annexes.CARRIES,)),
}
REFUSED = {"issue15893_reduced.pdf": annexes.LOCKED, "pages-loop.pdf": annexes.DAMAGED}


def sizes(opened: Opened) -> list[tuple[int, int]]:
    return [(round(sheet.width), round(sheet.height)) for sheet in opened.sheets]


def reason(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        open_annex(path)
    return refused.value.message


def made(path: Path, marks: bytes = b"0 0 100 50 re f", box: tuple[float, ...] = (0, 0, 600, 800)) -> pikepdf.Pdf:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(600, 800))
    page.obj.MediaBox = Array(box)
    page.obj.Contents = document.make_stream(marks)
    return document


@pytest.mark.parametrize("name", BOUND)
def test_a_sound_annex_is_bound_whole_with_what_there_is_to_say(samples: Path, name: str) -> None:
    pages, notes = BOUND[name]
    with open_annex(samples / "pdf" / name) as opened:
        assert len(opened.sheets) == pages
        assert opened.notes == notes


def test_damage_of_any_kind_is_bound_or_refused_and_nothing_else(samples: Path, tmp_path: Path) -> None:
    """Real files with bytes changed, cut out and put in: 200 seeded cases, none over a second."""
    dice = random.Random(20261120)
    sound = [path.read_bytes() for path in sorted((samples / "pdf").glob("*.pdf")) if path.stat().st_size < 50_000]
    pieces = [b"/Kids", b"<<", b">>", b"[", b"9999999999", b" 3 0 R", b"/Type /Page", b"null", b"endobj", b"\xff"]
    path = tmp_path / "damaged.pdf"
    outcomes = set()
    for _ in range(200):
        data = bytearray(dice.choice(sound))
        for _ in range(dice.choice((1, 5, 30))):
            place = dice.randrange(len(data))
            data[place : place + dice.choice((0, 1, 20))] = dice.choice(pieces)
        path.write_bytes(data)
        begun = time.monotonic()
        try:
            with open_annex(path) as opened:
                packet = pikepdf.new()
                packet.Root.Forms = Array([packet.copy_foreign(sheet.form) for sheet in opened.sheets])
                packet.save(tmp_path / "packet.pdf")
            outcomes.add("bound")
        except Refusal as refusal:
            outcomes.add(refusal.message)
        assert time.monotonic() - begun < 1
    assert {"bound", annexes.DAMAGED} <= outcomes


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_bound_is_refused_within_a_second(samples: Path, name: str) -> None:
    begun = time.monotonic()
    assert reason(samples / "pdf" / name) == REFUSED[name]
    assert time.monotonic() - begun < 1


def test_a_real_slide_deck_keeps_its_landscape_pages(samples: Path) -> None:
    (deck,) = (samples / "pdf").glob("sig-*.pdf")
    with open_annex(deck) as opened:
        assert sizes(opened) == [(960, 540)] * 10


def test_what_every_reader_overlooks_is_not_called_damage(samples: Path) -> None:
    with open_annex(samples / "minutes" / "ccc-tac" / "CCC_TAC_Minutes-2022-01-27.pdf") as opened:
        assert opened.notes == ()


def test_rotated_pages_are_turned_upright(samples: Path) -> None:
    with open_annex(samples / "pdf" / "rotation.pdf") as opened:
        assert sizes(opened) == [(612, 792), (792, 612)]
    with open_annex(samples / "pdf" / "minimal-rotated.pdf") as opened:
        (sheet,) = opened.sheets
        assert [round(float(number)) for number in sheet.form.Matrix][:4] == [-1, 0, 0, -1]


@pytest.mark.parametrize("turn, size", [(0, (500, 700)), (90, (700, 500)), (180, (500, 700)), (270, (700, 500))])
def test_a_page_is_as_large_as_its_crop_box(tmp_path: Path, turn: int, size: tuple[int, int]) -> None:
    document = made(tmp_path, box=(-40, 30, 700, 900))
    document.pages[0].obj.CropBox = Array([-20, 50, 480, 750])
    document.pages[0].obj.TrimBox = Array([0, 0, 10, 10])
    document.pages[0].obj.Rotate = turn
    document.save(tmp_path / "a.pdf")
    with open_annex(tmp_path / "a.pdf") as opened:
        assert sizes(opened) == [size]


def test_what_is_no_pdf_and_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("会议纪要", encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "zeros.pdf").write_bytes(b"\0" * 3000)
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    assert reason(tmp_path / "minutes.txt") == annexes.FOREIGN
    assert reason(tmp_path / "empty.pdf") == annexes.EMPTY
    assert reason(tmp_path / "zeros.pdf") == annexes.EMPTY
    assert reason(tmp_path / "cut.pdf") == annexes.DAMAGED
    assert reason(tmp_path / "none.pdf") == annexes.MISSING


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    pikepdf.new().save(tmp_path / "a.pdf")
    assert reason(tmp_path / "a.pdf") == annexes.PAGELESS


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annexes, "MOST_PAGES", 3)
    document = made(tmp_path)
    for _ in range(3):
        document.add_blank_page()
    document.save(tmp_path / "a.pdf")
    assert reason(tmp_path / "a.pdf") == annexes.TOO_MANY


def test_a_page_that_unpacks_to_300_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 1 1 re f\n" * 100_000) for _ in range(240)) + packer.flush()
    document = made(tmp_path)
    document.pages[0].obj.Contents.write(packed, filter=Name.FlateDecode)
    document.save(tmp_path / "a.pdf", recompress_flate=False)
    begun = time.monotonic()
    assert reason(tmp_path / "a.pdf") == annexes.TOO_LARGE
    assert time.monotonic() - begun < 2


def test_a_bomb_packed_twice_is_refused(tmp_path: Path) -> None:
    inner = zlib.compress(b"0" * (annexes.MOST_UNPACKED + 1), 9)
    document = made(tmp_path)
    document.pages[0].obj.Contents.write(
        zlib.compress(inner, 9), filter=Array([Name.FlateDecode, Name.FlateDecode])
    )
    document.save(tmp_path / "a.pdf", recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert reason(tmp_path / "a.pdf") == annexes.TOO_LARGE


def test_a_raster_beyond_measure_inside_a_pdf_is_refused(tmp_path: Path) -> None:
    document = made(tmp_path)
    image = Stream(document, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=document.make_indirect(image)))
    document.save(tmp_path / "a.pdf")
    assert reason(tmp_path / "a.pdf") == annexes.TOO_LARGE


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (0, 0, 90_000, 800)])
def test_impossible_pages_are_refused(tmp_path: Path, box: tuple[float, ...]) -> None:
    made(tmp_path, box=box).save(tmp_path / "a.pdf")
    assert reason(tmp_path / "a.pdf") in {annexes.DAMAGED, annexes.TOO_WIDE}


def test_scripts_and_files_outside_do_not_come_along(tmp_path: Path) -> None:
    document = made(tmp_path)
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = document.make_indirect(script)
    document.pages[0].obj.AA = Dictionary(O=document.make_indirect(Dictionary(S=Name.Launch, F="calc.exe")))
    image = Stream(document, b"\0" * 4, Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, F="/etc/passwd")
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=document.make_indirect(image)))
    document.save(tmp_path / "a.pdf")
    with open_annex(tmp_path / "a.pdf") as opened:
        assert opened.notes == (annexes.SCRIPTED,)
        packet = pikepdf.new()
        packet.Root.Kept = packet.copy_foreign(opened.sheets[0].form)
        packet.save(tmp_path / "b.pdf", compress_streams=False)
    written = (tmp_path / "b.pdf").read_bytes()
    assert b"JavaScript" not in written and b"Launch" not in written and b"/etc/passwd" not in written


def test_a_filled_field_is_seen_on_the_page(samples: Path, tmp_path: Path) -> None:
    with open_annex(samples / "pdf" / "form_two_pages.pdf") as opened:
        form = opened.sheets[0].form
        assert len(form.Resources.XObject.keys()) > 0
        assert Name.AcroForm not in opened.sheets[0].form


def test_chinese_in_a_field_keeps_the_look_it_has(tmp_path: Path) -> None:
    document = made(tmp_path)
    look = Stream(document, b"1 0 0 rg 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 90, 20]))
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="张三", DA="/Helv 12 Tf",
            Rect=Array([50, 50, 140, 70]), F=4, AP=Dictionary(N=document.make_indirect(look)),
        )
    )
    document.pages[0].obj.Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True)
    document.save(tmp_path / "a.pdf")
    with open_annex(tmp_path / "a.pdf") as opened:
        (kept,) = (thing for thing in opened.sheets[0].form.Resources.XObject.values())
        assert b"1 0 0 rg" in kept.read_bytes()
        assert opened.notes == ()
    del field["/AP"]
    document.save(tmp_path / "a.pdf")
    with open_annex(tmp_path / "a.pdf") as opened:
        assert opened.notes == (annexes.REDRAWN,)


def test_hidden_layers_are_known(tmp_path: Path) -> None:
    document = made(tmp_path)
    shown, hidden = (document.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("a", "b"))
    document.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=Dictionary(OFF=Array([hidden])))
    document.save(tmp_path / "a.pdf")
    with open_annex(tmp_path / "a.pdf") as opened:
        assert [str(layer.Name) for layer in opened.layers] == ["a", "b"]
        assert [str(layer.Name) for layer in opened.hidden] == ["b"]


# pictures


def raster(opened: Opened, sheet: int = 0) -> Image.Image:
    image = opened.sheets[sheet].form.Resources.XObject.Picture
    return pikepdf.PdfImage(image).as_pil_image()


def test_a_picture_stands_on_a4_as_its_shape_asks(tmp_path: Path) -> None:
    Image.new("RGB", (400, 900), "red").save(tmp_path / "tall.png")
    Image.new("RGB", (900, 400), "red").save(tmp_path / "wide.png")
    with open_annex(tmp_path / "tall.png") as tall, open_annex(tmp_path / "wide.png") as wide:
        assert sizes(tall) == [(595, 842)] and sizes(wide) == [(842, 595)]


def test_a_photograph_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    photo = Image.effect_noise((600, 300), 90).convert("RGB")
    exif = photo.getexif()
    exif[0x0112] = 6
    photo.save(tmp_path / "photo.jpg", exif=exif)
    with open_annex(tmp_path / "photo.jpg") as opened:
        assert sizes(opened) == [(595, 842)]
        assert raster(opened).size == (300, 600)
        assert opened.sheets[0].form.Resources.XObject.Picture.Filter == "/DCTDecode"


def test_a_large_picture_comes_down_to_200_dots_an_inch(tmp_path: Path) -> None:
    Image.new("L", (6000, 8000), 200).save(tmp_path / "scan.png")
    with open_annex(tmp_path / "scan.png") as opened:
        picture = raster(opened)
    assert picture.height <= 8000 and picture.height / ((841.89 - 2 * 56.7) / 72) <= annexes.DOTS_PER_INCH + 1


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    with open_annex(tmp_path / "clear.png") as opened:
        assert raster(opened).convert("RGB").getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_picture_is_taken(tmp_path: Path, mode: str) -> None:
    Image.new("L", (60, 40), 128).convert(mode if mode != "I;16" else "I").convert(mode).save(tmp_path / "a.tiff")
    with open_annex(tmp_path / "a.tiff") as opened:
        assert raster(opened).size == (60, 40)


def test_each_page_of_a_scan_is_a_page(tmp_path: Path) -> None:
    pages = [Image.new("1", (100, 140), number % 2) for number in range(3)]
    pages[0].save(tmp_path / "scan.tif", save_all=True, append_images=pages[1:])
    pages[0].save(tmp_path / "moving.gif", save_all=True, append_images=pages[1:])
    with open_annex(tmp_path / "scan.tif") as scan, open_annex(tmp_path / "moving.gif") as moving:
        assert len(scan.sheets) == 3 and len(moving.sheets) == 1


@pytest.mark.parametrize("side", [8_000, 12_000, 20_000])
def test_pictures_of_too_many_dots_are_refused_before_they_are_unpacked(tmp_path: Path, side: int) -> None:
    packed = zlib.compress(b"\0" * 1000)
    head = side.to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    (tmp_path / "bomb.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )
    begun = time.monotonic()
    assert reason(tmp_path / "bomb.png") == annexes.TOO_FINE
    assert time.monotonic() - begun < 1


def test_a_cut_picture_is_refused(tmp_path: Path) -> None:
    whole = BytesIO()
    Image.effect_noise((300, 300), 90).save(whole, "PNG")
    (tmp_path / "cut.png").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    assert reason(tmp_path / "cut.png") == annexes.DAMAGED
