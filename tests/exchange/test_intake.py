from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.exchange import intake, likeness, mapping, tables
from partnerdesk.exchange.likeness import Index, Known
from partnerdesk.exchange.mapping import LEFT_OUT, Mapping
from partnerdesk.exchange.tables import Faulty, Row, Table
from partnerdesk.office.alliances.records import MEMBERSHIPS
from partnerdesk.office.partners.records import PARTNERS
from partnerdesk.problems import Refused
from partnerdesk.words import Words

TODAY = date(2026, 11, 20)
ENGLISH = Words("en")
OFFERED = mapping.targets(PARTNERS, MEMBERSHIPS)


def table(headings: str, *rows: tuple[Any, ...]) -> Table:
    named = tuple(headings.split("|"))
    return Table("Sheet1", named, tuple(Row(number, row) for number, row in enumerate(rows, start=2)))


def planned(found: Table, known: tuple[Known, ...] = (), kept: Mapping | None = None) -> intake.Plan:
    return intake.plan(found, kept or mapping.guessed(found, OFFERED), OFFERED, TODAY, known=known)


def reasons(plan: intake.Plan) -> list[str]:
    return [row.said(ENGLISH) for row in plan.refused]


# mapping


@pytest.mark.parametrize(("heading", "target"), [
    ("Name", "partners.name"), ("会员单位", "partners.name"), ("organization", "partners.name"),
    ("单位名称 *", "partners.name"),
    ("单位名称（全称）", "partners.name"), ("单位名称 Company name", "partners.name"), ("Organisaton", "partners.name"),
    ("级别", "memberships.level"), ("会员级别", "memberships.level"), ("Membership level", "memberships.level"),
    ("网址", "partners.website"), ("homepage", "partners.website"), ("URL", "partners.website"),
    ("加入日期", "memberships.joined"), ("入会时间", "memberships.joined"), ("joined", "memberships.joined"),
    ("LinkedIn", "partners.notes"), ("统一社会信用代码", "partners.credit_code"),
    ("Unified social credit code", "partners.credit_code"),
    ("联系电话", "partners.telephone"), ("english_name", "partners.english_name"),
    ("memberships.decision", "memberships.decision"),
    ("source_name", LEFT_OUT), ("", LEFT_OUT), ("颜色", LEFT_OUT), ("Twitter followers count", LEFT_OUT),
    ("A", LEFT_OUT),
])
def test_headings_find_their_fields(heading: str, target: str) -> None:
    assert mapping.guessed(table(f"{heading}|x"), OFFERED).columns[0].target == target


def test_a_field_takes_one_column_and_notes_take_several() -> None:
    made = mapping.guessed(table("公司|Name|备注|简介"), OFFERED)
    assert [column.target for column in made.columns] == ["", "partners.name", "partners.notes", "partners.notes"]
    moved = made.changed(0, "partners.name")
    assert [column.target for column in moved.columns[:2]] == ["partners.name", ""]
    assert moved.changed(1, "partners.notes").filling("partners.notes")[0].heading == "Name"
    assert moved.left_out == ("Name",)


def test_a_column_whose_words_are_no_choices_means_something_else() -> None:
    assert mapping.guessed(table("Name|Type", ("A", "Nonprofit"), ("B", "Academic")), OFFERED).left_out == ("Type",)
    assert mapping.guessed(table("Name|Type", ("A", "supplier"), ("B", "Customer")), OFFERED).left_out == ()


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_a_mapping_is_kept_and_found_again(tmp_path: Path, suffix: str) -> None:
    found = table('会员 "单位"\n名|级别|加入|x')
    made = Mapping(tuple(mapping.Column(heading, place) for place, heading in enumerate(found.headings)))
    made = made.changed(0, "partners.name").changed(1, "memberships.level").changed(2, "memberships.joined", "mdy")
    path = tmp_path / f"map{suffix}"
    mapping.saved(made, path)
    assert mapping.loaded(path, found.headings, OFFERED) == made


def test_a_mapping_written_by_hand_may_name_fields_shortly(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[columns]\n"Firm" = "name"\n"Level" = "level"\n', encoding="utf-8")
    made = mapping.loaded(path, ("FIRM ", "Level", "More"), OFFERED)
    assert [column.target for column in made.columns] == ["partners.name", "memberships.level", ""]


@pytest.mark.parametrize(("content", "why"), [
    ("nonsense", "is no mapping"), ('{"columns": 7}', "is no mapping"), ('{"columns": {"Name": 7}}', "is no mapping"),
    ('{"columns": {"Name": "nmae"}}', "no field “nmae”"), ('{"columns": {"Firm": "name"}}', "no column “Firm”"),
    ('{"columns": {"Name": {"field": "founded", "order": "ymd"}}}', "“ymd”"), ("[]", "is no mapping"),
])
def test_a_mapping_that_does_not_fit_is_refused_in_words(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as raised:
        mapping.loaded(path, ("Name",), OFFERED)
    assert why in raised.value.said(ENGLISH)


@given(st.text(max_size=30))
def test_any_heading_is_taken_calmly(heading: str) -> None:
    mapping.guessed(Table("", (heading,), ()), OFFERED)


# rows


def test_values_are_read_by_their_fields() -> None:
    plan = planned(table(
        "名称|级别|加入日期|注册资本|成立日期|类别|LinkedIn|备注|简称",
        ("甲公司", "理事", date(2024, 5, 1), 1.25, datetime(2001, 2, 3, 4, 5), "supplier", "li", "n", "A"),  # noqa: DTZ001
        ("乙公司", None, "2024年6月1日", "1.2万", 45250, "Customer、Supplier", None, "n", None),
        ("丙公司", " ", "20240701", None, "45250", None, None, None, "B；C"),
    ))
    assert reasons(plan) == []
    first, second, third = (row.values for row in plan.accepted)
    assert first == {
        "partners": {"name": "甲公司", "capital": 125, "founded": date(2001, 2, 3), "kinds": ("supplier",),
                     "notes": "LinkedIn: li\nn", "aliases": "A"},
        "memberships": {"level": "理事", "joined": date(2024, 5, 1)},
    }
    assert second["partners"] == {
        "name": "乙公司", "capital": 1_200_000, "founded": date(2023, 11, 20), "kinds": ("supplier", "customer"),
        "notes": "n",
    }
    assert second["memberships"] == {"joined": date(2024, 6, 1)}
    assert third["partners"]["founded"] == date(2023, 11, 20)


def test_refused_rows_are_listed_with_number_column_and_reason() -> None:
    plan = planned(table(
        "Name|Founded|Level|Status",
        ("A", "2021/8/", "x" * 61, "active"), (None, "2021-08-01", "Gold", "active"), ("C", "11-20", "Gold", "so-so"),
        ("D", "3/4/2021", "Gold", "active"), ("E\u202eF", "2021-08-01", "Gold", "active"),
        (Faulty("#N/A", "A7"), "2021-08-01", "Gold", "active"), ("G", "2021-08-01", "Gold", "active"),
    ))
    assert [row.number for row in plan.accepted] == [8]
    assert plan.refused_rows == (2, 3, 4, 5, 6, 7)
    said = reasons(plan)
    for line, piece in zip(said, (
        "Row 2 · Founded: “2021/8/” does not name the day", "Row 2 · Level: Level is 61 signs long",
        "Row 3 · Name: Name is missing", "Row 4 · Status: Stage: “so-so” is not among the choices",
        "Row 4 · Founded: “11-20” does not name the year", "Row 5 · Founded: “3/4/2021” can be read in two ways",
        "Row 6 · Name: Name holds invisible signs", "Row 7 · Name: The cell A7 shows #N/A instead of a value",
    ), strict=True):
        assert line.startswith(piece), (line, piece)


def test_the_american_order_of_days_is_told_by_the_mapping() -> None:
    found = table("Name|Founded", ("A", "3/4/2021"), ("B", "12/31/2020"))
    kept = mapping.guessed(found, OFFERED)
    plan = planned(found, kept=kept.changed(1, "partners.founded", "mdy"))
    assert [row.values["partners"]["founded"] for row in plan.accepted] == [date(2021, 3, 4), date(2020, 12, 31)]


def test_a_table_that_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(Refused) as raised:
        planned(table("Flag Name|Value", ("a", "b")))
    assert "Sheet1" in raised.value.said(ENGLISH) and "Name" in raised.value.said(ENGLISH)


def test_what_is_left_out_is_said() -> None:
    plan = planned(table("Name|Colour|备注", ("A", "red", "a\x07b")))
    said = [notice.said(ENGLISH) for notice in plan.notices]
    assert any("Colour" in line for line in said) and any("rows: 2" in line for line in said)


# likeness


KNOWN = (
    Known(1, "东海半导体有限公司", ("Donghai Semiconductor", "东海芯"), "91310000MA1FL0000X", website="https://www.donghai.example/cn"),
    Known(2, "Northwind Trading Inc.", (), lei="5493001KJTIIGC8Y1R12"),
    Known(3, "Bluewater Logistics"),
)


@pytest.mark.parametrize(("row", "id", "reason", "certain"), [
    (("东海半导体有限公司", None, None), 1, likeness.SAME_NAME, True),
    (("东海半导体 有限公司".replace(" ", "\u200b"), None, None), None, "", False),
    (("ＮＯＲＴＨＷＩＮＤ trading inc.", None, None), 2, likeness.SAME_NAME, True),
    (("Northwind Trading, Ltd", None, None), 2, likeness.SAME_BUT_FORM, False),
    (("东海半导体股份有限公司", None, None), 1, likeness.SAME_BUT_FORM, False),
    (("东海芯", None, None), 1, likeness.ALIAS, False),
    (("另一公司", "91310000ma1fl0000x", None), 1, likeness.SAME_CODE, True),
    (("另一公司", None, "donghai.example"), 1, likeness.SAME_HOST, False),
    (("Bluewater Logistcs", None, None), 3, likeness.LIKE_NAME, False),
    (("全新公司", None, "https://github.com/new"), None, "", False),
])
def test_what_may_be_there_already_is_proposed_with_its_reason(
    row: tuple[Any, ...], id: int | None, reason: str, certain: bool
) -> None:
    plan = planned(table("Name|信用代码|网址", row), KNOWN)
    found = [each for made in plan.accepted for each in made.likenesses]
    if id is None:
        assert not found
    else:
        (only,) = found
        assert (only.id, only.row, only.reason.message, only.certain) == (id, None, reason, certain)


def test_rows_of_the_file_are_compared_with_one_another_and_none_is_merged() -> None:
    plan = planned(table("Name|网址", ("Huaxin", None), ("HUAXIN", None), ("Huaxin Co., Ltd.", "https://hx.example")))
    assert len(plan.accepted) == 3
    assert [(row.number, [each.row for each in row.likenesses]) for row in plan.proposed] == [(3, [2]), (4, [2, 3])]


def test_a_host_of_many_proposes_nothing() -> None:
    rows = [(f"{letter} firm", "https://shared.example/") for letter in "ABCDEFG"]
    plan = planned(table("Name|网址", *rows))
    assert [len(row.likenesses) for row in plan.accepted] == [0, 1, 2, 3, 0, 0, 0]


@pytest.mark.parametrize(("name", "heart"), [
    ("Control Plane Corporation", "controlplane"), ("东海半导体有限责任公司", "东海半导体"),
    ("The Foundation", "foundation"),
    ("Inc.", "inc"), ("有限公司", "有限公司"), ("!!!", "!!!"), ("ACME Co., Ltd.", "acme"), ("Amoniac OÜ", "amoniac"),
])
def test_the_heart_of_a_name(name: str, heart: str) -> None:
    assert likeness.core(name) == heart


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_names_can_be_compared(name: str, website: str) -> None:
    index = Index.of([Known(1, name, (website,), website=website)])
    assert index.like(Known(0, name))[0].certain


# the real lists

EXPECTED: dict[str, dict[str, int]] = {
    "cdf-members-gbk.csv": {"Premier": 2, "General": 8, "End User": 5, "Associate": 1},
    "cncf-members.csv": {
        "Silver": 582, "End User Supporter and Contributor": 81, "Nonprofit": 22,
        "Platinum": 17, "Gold": 17, "Academic": 3,
    },
    "lfedge-members.xlsx": {"Premier": 9, "General": 12, "Associate": 23},
    "ossf-members-bom-semicolon.csv": {"Premier": 14, "General": 77, "Associate": 24},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_member_lists_come_in_whole(samples: Path, name: str) -> None:
    found = tables.open_table(samples / "members" / name)
    plan = planned(found)
    assert reasons(plan) == []
    assert Counter(row.values["memberships"]["level"] for row in plan.accepted) == EXPECTED[name]
    names = [row.values["partners"]["name"] for row in plan.accepted]
    assert names == [row.values[0] for row in found.rows]
    if name == "cncf-members.csv":
        assert {"Ænix", "Amoniac OÜ", "Banco de Crédito BCP"} <= set(names)
        joined = [row.values["memberships"].get("joined") for row in plan.accepted]
        assert [str(day or "") for day in joined] == [tables.text(value) for value in found.column("joined")]


def test_no_sample_sheet_gives_anything_but_a_plan_or_a_sentence(samples: Path) -> None:
    for file in sorted((*samples.rglob("*.xlsx"), *samples.rglob("*.csv"))):
        try:
            plan = planned(tables.open_table(file))
        except (Refused, tables.Trouble) as failure:
            assert failure.said(ENGLISH)
        else:
            assert all(row.said(ENGLISH) for row in plan.refused)


@pytest.mark.parametrize("strings", ["blns-even.json"])
def test_naughty_strings_are_taken_as_they_are_or_refused_with_a_reason(samples: Path, strings: str) -> None:
    names = json.loads((samples / "strings" / strings).read_text(encoding="utf-8"))
    found = Table("x", ("Name", "备注"), tuple(Row(n, (name, name)) for n, name in enumerate(names, 2)))
    plan = planned(found)
    assert len(plan.accepted) + len(plan.refused_rows) == len(names)
    assert all(row.said(ENGLISH) for row in plan.refused)
