"""One engine prints the packet's body once, in this fresh process: `-m benchmarks.body_engine ENGINE INPUT OUT`."""

from __future__ import annotations

from time import perf_counter

BEGUN = perf_counter()  # before the imports of the engine, which count

import html  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from benchmarks.packet_input import (  # noqa: E402
    BLOCK_HEIGHT,
    BLOCK_WIDTH,
    CELL,
    CELL_LEADING,
    HEIGHT,
    LEADING,
    LEFT,
    PEOPLE_HEAD,
    PEOPLE_SHARES,
    REGISTER_HEAD,
    REGISTER_SHARES,
    SIZE,
    TOP,
    WIDTH,
    read,
    widths,
)

Packet = dict[str, Any]
FONT = Path(__file__).resolve().parents[2] / ".fonts" / "NotoSerifSC-400.ttf"
FAMILY = "Noto Serif SC"


def paper_of(packet: Packet) -> Any:
    """The packet as one paper of the house."""
    from partnerdesk.paper.blocks import Column, Grid, Heading, PageBreak, Paper, Paragraph, Profile, Title

    def grid(head: tuple[str, ...], shares: tuple[float, ...], rows: list[list[str]]) -> Grid:
        columns = tuple(Column(heading, share=share) for heading, share in zip(head, shares, strict=True))
        return Grid(columns, tuple(map(tuple, rows)), row_height=0, size=CELL)

    blocks: list[Any] = [Title(packet["title"]), Paragraph(packet["day"], indent=False),
                         grid(PEOPLE_HEAD, PEOPLE_SHARES, packet["people"])]
    for item in packet["items"]:
        blocks += [Heading(item["title"]), Paragraph("负责人：" + item["owner"], indent=False)]
        blocks += map(Paragraph, item["paragraphs"])
        blocks += [Paragraph(f"决定{place}：{text}") for place, text in enumerate(item["decisions"], 1)]
        blocks += [Paragraph(f"行动{place}：{text}") for place, text in enumerate(item["actions"], 1)]
    blocks += [PageBreak(), Heading(packet["register_title"]), grid(REGISTER_HEAD, REGISTER_SHARES, packet["register"])]
    return Paper("bench", packet["title"], Profile.OFFICIAL, tuple(blocks))


def ours(packet: Packet, out: Path) -> None:
    from datetime import UTC, datetime

    from partnerdesk.paper.press import print_paper

    print_paper(paper_of(packet), out, when=datetime(2026, 11, 20, tzinfo=UTC))


def limit(packet: Packet, out: Path) -> float:
    """Only the drawing of lines that are broken and placed already, each at its place in one face: the least work."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    from partnerdesk.paper.embedding import Embedded
    from partnerdesk.paper.fonts import Face, Faces
    from partnerdesk.paper.layout import lay_out

    paper = paper_of(packet)
    plan = lay_out(paper, Faces(paper.language))
    pages = [[(line.runs[0].size, page.left + line.x, line.y, line.text) for line in page.lines if line.runs]
             for page in plan.pages]
    face = Face(FONT)
    del plan, paper
    begun = perf_counter()
    rl_config.useA85 = 0
    canvas = Canvas(str(out), pagesize=(WIDTH, HEIGHT), pageCompression=1)
    font = Embedded(face, "Body")
    for lines in pages:
        code = []
        for size, x, y, text in lines:
            shown = font.encode(text).decode("latin-1")
            code.append(f"BT /Body {size:g} Tf {x:.2f} {y:.2f} Td ({shown}) Tj ET")
        canvas._code.extend(code)
        canvas.showPage()
    font.add_to(canvas._doc)
    canvas.save()
    return perf_counter() - begun


def platypus(packet: Packet, out: Path) -> None:
    """Paragraph and Table as the manual shows them."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(ttfonts.TTFont("CJK", str(FONT)))

    def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(name, fontName="CJK", fontSize=size, leading=leading, wordWrap="CJK", **more)

    body, flush = style("body", SIZE, LEADING, firstLineIndent=2 * SIZE), style("flush", SIZE, LEADING)
    title, cell = style("title", 22, 35), style("cell", CELL, CELL_LEADING)

    def said(text: str, how: ParagraphStyle) -> Paragraph:
        return Paragraph(html.escape(text), how)

    def grid(head: tuple[str, ...], shares: tuple[float, ...], rows: list[list[str]]) -> Table:
        looks = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        looks += [(f"{side}PADDING", (0, 0), (-1, -1), 3) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
        return Table([[said(text, cell) for text in row] for row in (head, *rows)], colWidths=widths(shares),
                     repeatRows=1, style=looks)

    story: list[Any] = [said(packet["title"], title), said(packet["day"], flush),
                        grid(PEOPLE_HEAD, PEOPLE_SHARES, packet["people"])]
    for item in packet["items"]:
        story += [said(item["title"], flush), said("负责人：" + item["owner"], flush)]
        story += [said(text, body) for text in item["paragraphs"]]
        story += [said(f"决定{place}：{text}", body) for place, text in enumerate(item["decisions"], 1)]
        story += [said(f"行动{place}：{text}", body) for place, text in enumerate(item["actions"], 1)]
    story += [PageBreak(), said(packet["register_title"], flush),
              grid(REGISTER_HEAD, REGISTER_SHARES, packet["register"])]

    def foot(canvas: Any, document: Any) -> None:
        canvas.setFont("CJK", 14)
        canvas.drawString(WIDTH / 2 - 20, 60, f"— {document.page} —")

    SimpleDocTemplate(
        str(out), pagesize=(WIDTH, HEIGHT), leftMargin=LEFT - 6, rightMargin=WIDTH - LEFT - BLOCK_WIDTH - 6,
        topMargin=TOP - 6, bottomMargin=HEIGHT - TOP - BLOCK_HEIGHT - 6,
    ).build(story, onFirstPage=foot, onLaterPages=foot)


def typst(packet: Packet, out: Path) -> None:
    import typst as compiler  # type: ignore[import-not-found, unused-ignore]

    source = out.with_suffix(".typ")
    source.write_text(typst_source(packet), encoding="utf-8")
    compiler.compile(str(source), output=str(out), font_paths=[str(FONT.parent)])


def typst_source(packet: Packet) -> str:
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    def grid(head: tuple[str, ...], shares: tuple[float, ...], rows: list[list[str]]) -> str:
        columns = ",".join(f"{width:.2f}pt" for width in widths(shares))
        heads = ",".join(f"text({quoted(text)})" for text in head)
        cells = ",".join(f"text({quoted(text)})" for row in rows for text in row)
        return (f"#block[#set text({CELL}pt);#set par(leading:{CELL_LEADING - CELL}pt,first-line-indent:0pt)\n"
                f"#table(columns:({columns}),stroke:.5pt,inset:3pt,table.header({heads}),{cells})]\n")

    def flush(text: str, size: float = SIZE) -> str:
        return f"#par(text(size:{size}pt,{quoted(text)}))\n"

    right, bottom = WIDTH - LEFT - BLOCK_WIDTH, HEIGHT - TOP - BLOCK_HEIGHT
    parts = [
        f"#set page(width:{WIDTH}pt,height:{HEIGHT}pt,margin:(left:{LEFT}pt,right:{right}pt,top:{TOP}pt,"
        f"bottom:{bottom}pt),footer:context align(center,text(14pt)[— #counter(page).display() —]))\n"
        f'#set text(font:"{FAMILY}",size:{SIZE}pt,lang:"zh",top-edge:.8em,bottom-edge:-.2em)\n'
        f"#set par(leading:{LEADING - SIZE}pt,spacing:{LEADING - SIZE}pt,justify:false)\n"
        "#let p(s)=par(first-line-indent:(amount:2em,all:true),text(s))\n",
        flush(packet["title"], 22), flush(packet["day"]), grid(PEOPLE_HEAD, PEOPLE_SHARES, packet["people"]),
    ]
    for item in packet["items"]:
        parts += [flush(item["title"]), flush("负责人：" + item["owner"])]
        parts += [f"#p({quoted(text)})\n" for text in item["paragraphs"]]
        parts += [f"#p({quoted(f'决定{place}：{text}')})\n" for place, text in enumerate(item["decisions"], 1)]
        parts += [f"#p({quoted(f'行动{place}：{text}')})\n" for place, text in enumerate(item["actions"], 1)]
    parts += ["#pagebreak()\n", flush(packet["register_title"]),
              grid(REGISTER_HEAD, REGISTER_SHARES, packet["register"])]
    return "".join(parts)


def weasyprint(packet: Packet, out: Path) -> None:
    import weasyprint as engine  # type: ignore[import-not-found, unused-ignore]

    engine.HTML(string=page_source(packet), base_url=str(FONT.parent)).write_pdf(str(out))


def page_source(packet: Packet) -> str:
    def grid(head: tuple[str, ...], shares: tuple[float, ...], rows: list[list[str]]) -> str:
        columns = "".join(f'<col style="width:{width:.2f}pt">' for width in widths(shares))
        heads = "".join(f"<th>{html.escape(text)}</th>" for text in head)
        cells = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows)
        return f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"

    right, bottom = WIDTH - LEFT - BLOCK_WIDTH, HEIGHT - TOP - BLOCK_HEIGHT
    parts = [
        '<!doctype html><html lang="zh"><meta charset="utf-8"><style>'
        f'@font-face{{font-family:"Body";src:url("{FONT.name}")}}'
        f"@page{{size:{WIDTH}pt {HEIGHT}pt;margin:{TOP}pt {right}pt {bottom}pt {LEFT}pt;"
        '@bottom-center{content:"— " counter(page) " —";font:14pt "Body"}}'
        f'body{{font:{SIZE}pt/{LEADING}pt "Body";margin:0}}p,h1{{margin:0;font-weight:normal}}h1{{font-size:22pt}}'
        f".i{{text-indent:2em}}table{{table-layout:fixed;width:{BLOCK_WIDTH}pt;border-collapse:collapse;"
        f"font-size:{CELL}pt;line-height:{CELL_LEADING}pt}}td,th{{border:.5pt solid #000;padding:3pt;"
        "vertical-align:top;font-weight:normal;text-align:left;overflow-wrap:anywhere}</style>",
        f"<h1>{html.escape(packet['title'])}</h1><p>{html.escape(packet['day'])}</p>",
        grid(PEOPLE_HEAD, PEOPLE_SHARES, packet["people"]),
    ]
    for item in packet["items"]:
        parts.append(f"<p>{html.escape(item['title'])}</p><p>负责人：{html.escape(item['owner'])}</p>")
        parts += [f'<p class="i">{html.escape(text)}</p>' for text in item["paragraphs"]]
        for kind, texts in (("决定", item["decisions"]), ("行动", item["actions"])):
            parts += [f'<p class="i">{kind}{place}：{html.escape(text)}</p>' for place, text in enumerate(texts, 1)]
    parts += [f'<p style="break-before:page">{html.escape(packet["register_title"])}</p>',
              grid(REGISTER_HEAD, REGISTER_SHARES, packet["register"]), "</html>"]
    return "".join(parts)


ENGINES: dict[str, Callable[[Packet, Path], float | None]] = {
    "ours": ours, "limit": limit, "platypus": platypus, "typst": typst, "weasyprint": weasyprint,
}


def pages_of(path: Path) -> int:
    """The pages of a PDF, by whatever reader this environment has."""
    try:
        import pypdfium2
    except ModuleNotFoundError:
        from pypdf import PdfReader  # type: ignore[import-not-found, unused-ignore]

        return len(PdfReader(path).pages)
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def main() -> None:
    name, source, target = sys.argv[1:4]
    packet, out = read(source), Path(target)
    took = ENGINES[name](packet, out)
    seconds = perf_counter() - BEGUN if took is None else took
    peak = 0.0
    if sys.platform != "win32":
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    pages = pages_of(out)
    print(json.dumps({"seconds": seconds, "pages": pages, "pages/s": pages / seconds, "peak MB": peak,
                      "file MB": out.stat().st_size / 1e6}))


if __name__ == "__main__":
    main()
