from __future__ import annotations

import builtins
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.exchange import html
from partnerdesk.record import prose
from partnerdesk.record.prose import Heading, Item, Items, Paragraph, Prose, Run, Table, runs


def read(source: str) -> Prose:
    return html.read(source)[0]


def plain(source: str) -> str:
    return prose.plain(read(source))


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><title>x</title>
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=ZH-CN>
<!--StartFragment-->
<h1><span lang=EN-US>1 </span>会议<b>情况</b><o:p></o:p></h1>
<p class=MsoListParagraph style='margin-left:21pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>审议章程</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span
>表决</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>（二）</span>其他</p>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>同意</b><span style='font-weight:700'>通过</span>，第一行
第二行。</p>
<!--EndFragment--></body></html>"""


def test_word_html_becomes_headings_lists_and_bold() -> None:
    assert read(WORD).blocks == (
        Heading(1, runs("1 会议情况")),
        Items((Item(runs("审议章程"), 0, 1), Item(runs("表决"), 1), Item(runs("（二） 其他"), 0))),
        Paragraph(runs(Run("同意通过", bold=True), "，第一行第二行。")),
    )


def test_the_editors_own_html_is_read() -> None:
    source = (
        '<html><head><style type="text/css">p, li { white-space: pre-wrap; }</style></head><body>'
        '<p style="-qt-paragraph-type:empty;"><br /></p><p>甲<span style=" font-weight:700;">乙</span></p>'
        '<ul style="-qt-list-indent: 1;"><li>一</li></ul><ul style="-qt-list-indent: 2;"><li>二</li></ul></body></html>'
    )
    assert prose.plain(read(source)) == "甲乙\n• 一\n  • 二"
    quoted = '<p style=" margin-top:12px; margin-left:40px; margin-right:40px; text-indent:0px;">引文</p><p>正文</p>'
    assert read(quoted).blocks == (Paragraph(runs("引文"), quote=True), Paragraph(runs("正文")))
    code = """<p>甲<span style=" font-family:'monospace';">x = 1</span></p>"""
    assert read(code).blocks == (Paragraph(runs("甲", Run("x = 1", code=True))),)
    head = (
        '<table><thead><tr><td><span style=" font-weight:700;">H<br />I</span></td><td></td></tr></thead>'
        "<tr><td>a</td></tr></table>"
    )
    assert read(head).blocks == (Table(((runs("a"), ()),), (runs("H\nI"), ())),)


def test_tables_keep_head_line_breaks_and_covered_cells() -> None:
    source = (
        "<table><caption>表决</caption><tr><th>事项<th>结果</tr><tr><td rowspan=2>章程<td>同意<br>19 票"
        "<tr><td>反对<table><tr><td>0<td>票</table></table>"
    )
    assert read(source).blocks == (
        Paragraph(runs("表决")),
        Table(((runs("章程"), runs("同意\n19 票")), ((), runs("反对\n0 票"))), (runs("事项"), runs("结果"))),
    )


def test_a_frame_of_one_column_is_text() -> None:
    assert plain("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>") == "甲\n乙"


def test_links_keep_their_address_where_it_tells_more() -> None:
    assert plain('<a href="https://example.org/a">章程</a>') == "章程（https://example.org/a）"
    assert plain('<a href="https://example.org/a">charter</a>') == "charter (https://example.org/a)"
    assert plain('<a href="https://example.org/">example.org</a>') == "example.org"
    assert plain('<a href="mailto:a@example.org">a@example.org</a>') == "a@example.org"
    assert plain('<a href="javascript:x()">甲</a><a href="#top">乙</a>') == "甲乙"


def test_pictures_become_their_words_and_no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*arguments: object, **named: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(builtins, "open", forbidden)
    assert plain('<img src="file:///C:/secret/plan.png"><img alt="会场 布置" src="http://example.org/x">') == (
        "【plan.png】【会场 布置】"
    )
    assert plain('<p>甲<img src="data:image/png;base64,AAAA">乙</p>') == "甲乙"


def test_scripts_comments_and_hidden_text_are_dropped() -> None:
    source = "<script>alert('x')</script><style>b{}</style><!-- 密 --><span style='display:none'>藏</span>甲<svg><text>x</text></svg>"  # noqa: E501
    assert plain(source) == "甲"


def test_code_keeps_its_lines_and_quotes_are_quotes() -> None:
    assert read("<pre><code>  a\n   b</code></pre><blockquote><p>引文</p></blockquote>").blocks == (
        Paragraph(runs(Run("  a\n   b", code=True))), Paragraph(runs("引文"), quote=True),
    )


def test_nested_lists_and_further_paragraphs_of_an_item() -> None:
    source = "<ol start=3><li><p>甲</p><p>续</p><ul><li>乙</ul>后<li value=7>丙</ol>"
    assert read(source).blocks == (Items((
        Item(runs("甲\n续"), 0, 3), Item(runs("乙"), 1), Item(runs("后"), 0), Item(runs("丙"), 0, 7),
    )),)


def test_unknown_tags_are_text_only_where_asked() -> None:
    assert plain("<custom-tag>甲</custom-tag>") == "甲"
    assert prose.plain(html.read("Vec<T> 甲", literal_unknown=True)[0]) == "Vec<T> 甲"


@pytest.mark.parametrize("source", [
    "<b>" * 60_000 + "</i>" * 60_000, "a<wbr>" * 100_000, "<ul><li>" + "<p>a" * 60_000,
    "<table><tr><td>" * 20_000 + "a", "<table>" + "<td colspan=200>a" * 500 + "<tr><td>b" * 50_000,
    "<ul><li>" * 20_000 + "a", "<a href=x>" * 50_000, "<" * 100_000, "<span style='display:none'>" * 50_000,
    "<td colspan=200 rowspan=9999>" * 300, "<div>" * 100_000, "<blockquote>" * 50_000 + "a", "&" * 100_000,
])
def test_hostile_sources_take_no_longer_than_long_ones(source: str) -> None:
    prose.dumps(read(source))


edge = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"])
word = st.text(edge, min_size=1, max_size=6)
line = st.lists(word, min_size=1, max_size=4).map(" ".join)
lines = st.lists(line, min_size=1, max_size=3).map("\n".join)
some_runs = st.lists(st.builds(Run, lines, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=3).map(
    lambda made: runs(*made)
)
plain_runs = st.builds(lambda text: runs(text), lines)
item_lists = st.lists(st.builds(Item, some_runs, st.integers(0, 3), st.none() | st.integers(0, 99)), min_size=1)
tidy_blocks = st.one_of(
    st.builds(Paragraph, some_runs | plain_runs, st.booleans()),
    st.builds(Heading, st.integers(1, 4), plain_runs),
    item_lists.map(lambda items: Items(html._settled(items))),
    st.integers(2, 3).flatmap(lambda width: st.builds(
        Table, st.lists(st.tuples(*[plain_runs] * width), min_size=1, max_size=3).map(tuple),
        st.just(()) | st.tuples(*[plain_runs] * width),
    )),
)


def unjoined(made: list[prose.Block]) -> Prose:
    # Two lists that follow one another without anything between them are one list on any page.
    kept: list[prose.Block] = []
    for block in made:
        if not (kept and isinstance(block, Items) and isinstance(kept[-1], Items)):
            kept.append(block)
    return Prose(tuple(kept))


@given(st.lists(tidy_blocks, max_size=4).map(unjoined))
def test_what_an_editor_is_given_comes_back(some: Prose) -> None:
    assert read(html.written(some)) == some


@given(st.text())
def test_any_source_is_read_without_complaint(source: str) -> None:
    prose.dumps(read(source))


tags = st.sampled_from(
    "<p> </p> <b> </b> <li> </li> <ul> </ul> <ol> <td> <tr> <table> </table> <th> <br> <h2> </h2> <pre> </pre> "
    "<a> </a> <blockquote> </blockquote> <div> </div>".split(" ")
) | st.sampled_from(["<p style='mso-list:l0 level1 lfo1'>", "<span style='mso-list:Ignore'>", "</span>"])


@given(st.lists(tags | st.sampled_from("甲乙丙丁戊己庚辛"), max_size=30))
def test_no_visible_sign_is_lost_however_the_tags_stand(parts: list[str]) -> None:
    source = "".join(parts)
    made = Counter(plain(source))
    for sign in "甲乙丙丁戊己庚辛":
        assert made[sign] == parts.count(sign)
