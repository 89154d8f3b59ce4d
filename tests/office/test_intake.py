"""An import into a real desk: what it brings along, what it changes, what it leaves, and how it is taken back."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from partnerdesk.exchange import spreadsheet
from partnerdesk.exchange.tables import open_table
from partnerdesk.office import contents, intake, listed, review
from partnerdesk.office.partners.codes import tidied
from partnerdesk.office.review import Meaning, Review
from partnerdesk.problems import Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.store import listing
from partnerdesk.store.listing import Listing, total, window
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import ENGLISH, Words
from tests.office.conftest import CLERK, NOW

TODAY = date(2026, 11, 20)
HEADINGS = "单位名称,统一社会信用代码,简称,联系人,职务,手机,联系人邮箱,证照名称,证照编号,有效期至"
FIRST = "江海物流集团有限公司,91350100M000100Y43,江海,韩峰,经理,13900010002,,道路运输许可证,沪运0012,2027-06-30"


class Office:
    """An empty desk into which lists are imported."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder

    def doing(self, job: Callable[[Work], Any]) -> Any:
        with Session(self.engine, autoflush=False) as session, session.begin():
            made = Work(session, CLERK, NOW, contents.load_records())
            result = job(made)
            made.finish()
            return result

    def reading(self, job: Callable[[Reader], Any]) -> Any:
        with Session(self.engine, autoflush=False) as session:
            return job(Reader(session, CLERK, contents.load_records()))

    def review(self, rows: str | Path, register: str = "partners", alliance: str = "") -> Review:
        file = rows if isinstance(rows, Path) else self.folder / "list.csv"
        if isinstance(rows, str):
            file.write_text(rows, "utf-8")

        def job(look: Reader) -> Review:
            plan = intake.planned(look, file, register, members=bool(alliance), today=TODAY, zone="Asia/Shanghai")
            return review.reviewed(look, plan, register, alliance)

        found: Review = self.reading(job)
        assert not found.refused, [row.said(Words(ENGLISH)) for row in found.refused]
        return found

    def take(self, found: Review, chosen: dict[int, Meaning] | None = None, **how: Any) -> intake.Outcome:
        made: intake.Outcome = self.doing(lambda work: intake.apply(work, found, chosen, **how))
        return made

    def rows(self, register: str, *columns: str) -> list[tuple[Any, ...]]:
        return [row.cells for row in self.reading(
            lambda look: window(look, Listing(register, sort="number", columns=columns), 0, 2000))]

    def count(self, register: str) -> int:
        made: int = self.reading(lambda look: total(look, Listing(register)))
        return made


@pytest.fixture
def office(empty: Engine, tmp_path: Path) -> Office:
    return Office(empty, tmp_path)


def said(found: Review) -> list[str]:
    """What a review would do, beyond making the rows' own new records."""
    chosen = found.presumed()
    return [line.text for each in found.rows for line in review.lines(
        found, contents.load_records(), chosen[each.number], Words(ENGLISH))]


def test_a_partner_comes_with_its_people_posts_documents_and_names(office: Office) -> None:
    second = "江海物流集团有限公司,,,何静,主管,13900010003,he@jianghai.example,,,"
    found = office.review(f"{HEADINGS}\n{FIRST}\n{second}\n")
    assert said(found) == ["New: Person: 韩峰", "New: Post: 经理", "New: Qualification document: 道路运输许可证"]
    made = office.take(found).made
    assert made == {"partners": 1, "persons": 2, "posts": 2, "qualifications": 1}
    assert office.rows("partners", "name", "credit_code", "aliases") == [
        ("江海物流集团有限公司", "91350100M000100Y43", "江海")]
    assert sorted(office.rows("posts", "person_id", "partner_id", "title")) == [
        ("何静", "江海物流集团有限公司", "主管"), ("韩峰", "江海物流集团有限公司", "经理")]
    assert office.rows("qualifications", "partner_id", "document_number", "valid_until") == [
        ("江海物流集团有限公司", "沪运0012", date(2027, 6, 30))]


def test_the_same_list_changes_nothing(office: Office) -> None:
    rows = f"{HEADINGS}\n{FIRST}\n江海物流集团有限公司,,,何静,主管,13900010003,,,,\n"
    office.take(office.review(rows))
    again = office.review(rows)
    assert all(meaning.idle for meaning in again.presumed().values())
    assert office.take(again) == intake.Outcome({"partners": 0}, {})


def test_kinds_only_grow_and_keep_their_order(office: Office) -> None:
    office.take(office.review("单位名称,类别\n江海物流集团有限公司,供应商\n"))
    office.doing(lambda work: _with(work, kinds=("member", "supplier")))
    assert said(office.review("单位名称,类别\n江海物流集团有限公司,供应商\n", alliance="示例产业联盟")) == [
        "New: Membership: 示例产业联盟"]
    found = office.review("单位名称,类别\n江海物流集团有限公司,客户\n")
    assert said(found) == ["Kinds: Alliance member, Supplier → Supplier, Customer, Alliance member"]


def _with(work: Work, **values: Any) -> None:
    draft = listing.draft(work.look, "partners", 1)
    for name, value in values.items():
        draft[name] = value
    work.save(draft)


@pytest.mark.parametrize(("column", "old", "new"), [
    ("网址", "https://www.jianghai.example/", "http://jianghai.example"), ("电话", "021-5550001", "（021）555 0001"),
])
def test_a_site_or_number_written_in_another_way_is_no_change(office: Office, column: str, old: str, new: str) -> None:
    office.take(office.review(f"单位名称,{column}\n江海物流集团有限公司,{old}\n"))
    assert said(office.review(f"单位名称,{column}\n江海物流集团有限公司,{new}\n")) == []


def test_a_changed_list_changes_field_by_field_and_blanks_empty_nothing(office: Office) -> None:
    office.take(office.review(f"{HEADINGS}\n{FIRST}\n"))
    found = office.review(
        f"{HEADINGS}\n"
        "江海集团有限公司,91350100m000100y43,,韩峰,总经理,139 0001 0002,,道路运输许可证,沪运0012,2029-06-30\n")
    assert said(found) == [
        "Name: 江海物流集团有限公司 → 江海集团有限公司", "Short and former names: 江海 → 江海; 江海物流集团有限公司",
        "Post held (总经理): 经理 → 总经理", "Valid until (道路运输许可证): 2027-06-30 → 2029-06-30"]
    row = found.rows[0].number
    office.take(found, unticked=frozenset({(row, "partners", "name")}))
    assert office.rows("partners", "name", "aliases", "credit_code") == [
        ("江海物流集团有限公司", "江海; 江海物流集团有限公司", "91350100M000100Y43")]
    assert office.rows("posts", "title") == [("总经理",)]
    assert office.rows("persons", "name", "mobile") == [("韩峰", "13900010002")]


def test_a_stage_and_a_manager_that_a_list_brings_have_their_lines(office: Office) -> None:
    office.take(office.review("名称,合作阶段,归口负责人,归口起始日期\n江海物流集团有限公司,合作中,李澄,2026-01-05\n"))
    office.take(office.review("名称,合作阶段,归口负责人,归口起始日期\n江海物流集团有限公司,暂停合作,周以,2026-11-02\n"))
    assert office.rows("stage_changes", "stage", "since") == [("suspended", TODAY)]
    assert sorted(office.rows("responsibilities", "person", "since", "until")) == [
        ("周以", date(2026, 11, 2), None), ("李澄", date(2026, 1, 5), date(2026, 11, 1))]


def test_the_whole_import_is_one_step_that_undo_takes_back(office: Office) -> None:
    office.take(office.review(f"{HEADINGS}\n{FIRST}\n"))
    office.take(office.review(
        "单位名称,行业,联系人\n江海物流集团有限公司,物流,何静\n启东港务有限公司,港口,赵安\n", alliance="示例产业联盟"))
    assert (office.count("partners"), office.count("persons"), office.count("memberships")) == (2, 3, 2)
    office.doing(lambda work: work.undo())
    assert (office.count("partners"), office.count("persons"), office.count("memberships")) == (1, 1, 0)
    assert office.rows("partners", "industry", "kinds") == [(None, ())]


def test_what_one_row_makes_and_another_fills_is_taken_back_too(office: Office) -> None:
    office.take(office.review(
        "单位名称,电话,行业,联系人,手机,联系人邮箱\n江海物流集团有限公司,,物流,韩峰,13900010002,\n"
        "江海物流集团有限公司,021-5550001,仓储,韩峰,,han@jianghai.example\n"))
    assert office.rows("partners", "telephone", "industry") == [("021-5550001", "物流")]
    assert office.rows("persons", "mobile", "email") == [("13900010002", "han@jianghai.example")]
    office.doing(lambda work: work.undo())
    assert [office.count(register) for register in ("partners", "persons", "posts")] == [0, 0, 0]


@pytest.mark.parametrize(("rows", "reason"), [
    ("单位名称,信用代码\n别名有限公司,91350100M000100Y43", "the same unified social credit code"),
    ("编号,单位名称\nHB-0001,别名有限公司", "the same number"),
    ("单位名称\n江海物流集团有限公司", "the same name"),
    ("单位名称\n江海", "a short or former name of the other"),
])
def test_rows_are_matched_by_code_number_name_and_alias(office: Office, rows: str, reason: str) -> None:
    office.take(office.review(f"{HEADINGS}\n{FIRST}\n"))
    (row,) = office.review(rows).rows
    assert row.settled == 0
    likeness = row.meanings[0].likeness
    assert likeness is not None and likeness.reason.message == reason


def test_what_is_only_like_another_is_left_to_the_clerk(office: Office) -> None:
    office.take(office.review(f"{HEADINGS}\n{FIRST}\n"))
    found = office.review("单位名称,信用代码\n江海物流集团股份有限公司,\n江海物流集团有限公司,91310115MA1K4XY819\n")
    assert [row.settled for row in found.rows] == [None, None]
    assert [[meaning.id for meaning in row.meanings][-1] for row in found.rows] == [None, None]
    assert len(found.doubtful) == 2


def test_numbers_that_nobody_bears_are_said(office: Office) -> None:
    found = office.review("编号,单位名称\n17,启东港务有限公司\n")
    assert [notice.said(Words(ENGLISH)) for notice in found.notices] == [
        "Nothing here bears these numbers, which the file names: 17"]
    office.take(found)
    assert office.rows("partners", "number", "name") == [("HB-0001", "启东港务有限公司")]


def test_what_is_no_longer_listed_is_only_reported(office: Office) -> None:
    office.take(office.review("单位名称\n甲有限公司\n乙有限公司\n丙有限公司\n", alliance="示例产业联盟"))
    found = office.review("单位名称\n甲有限公司\n丁有限公司\n", alliance="示例产业联盟")
    assert found.absent(found.presumed()) == ("乙有限公司", "丙有限公司")
    office.take(found)
    assert office.count("memberships") == 4


def test_a_list_that_was_exported_comes_back_without_a_change(office: Office) -> None:
    office.take(office.review(f"{HEADINGS}\n{FIRST}\n"))
    office.take(office.review("单位名称,成立日期,注册资本,类别\n启东港务有限公司,2001-02-03,120万,supplier\n",
                              alliance="示例产业联盟"))
    for register in ("partners", "persons", "memberships", "alliances"):
        columns = tuple(name for name in contents.load_records()[register].fields)
        for suffix in ("xlsx", "csv"):
            file = office.folder / f"{register}.{suffix}"
            sheet = office.reading(lambda look, register=register, columns=columns: listed.sheet(
                look, Listing(register, columns=columns), Words(ENGLISH)))
            spreadsheet.save(sheet, file)
            again = office.review(file, register)
            assert all(meaning.idle for meaning in again.presumed().values()), (register, said(again))


def test_people_find_their_organization_or_bring_it_along(office: Office) -> None:
    office.take(office.review(f"{HEADINGS}\n{FIRST}\n"))
    found = office.review(
        "姓名,单位,职务,手机\n韩峰,江海,经理,13900010002\n赵安,启东港务有限公司,主任,\n钱芳,启东港务有限公司,,\n",
        "persons")
    assert said(found) == [
        "New: Partner: 启东港务有限公司", "New: Post: 主任", "New: Partner: 启东港务有限公司", "New: Post"]
    office.take(found)
    assert (office.count("persons"), office.count("partners"), office.count("posts")) == (3, 2, 3)


def test_names_in_two_columns_are_put_together(office: Office) -> None:
    office.take(office.review("姓,名,职务,单位\n欧阳,修,主任,\nZhang,Wei,,\n,雪,,\n", "persons"))
    assert [name for name, in office.rows("persons", "name")] == ["欧阳修", "Wei Zhang", "雪"]
    assert office.review("姓名,名\n韩峰,峰\n", "persons").rows[0].row.values["persons"] == {"name": "韩峰"}


def test_a_real_list_of_contacts_is_read_by_its_parts(office: Office, samples: Path) -> None:
    plan = office.reading(lambda look: intake.planned(
        look, samples / "xlsx" / "51626_contact.xlsx", "persons", members=False, today=TODAY, zone="Asia/Shanghai"))
    assert [(row.number, row.name, row.values["partners"]) for row in plan.accepted] == [
        (3, "Frank2 McKee", {"name": "Company Co."})]
    # The last row names a company of three signs and nobody.
    assert [row.said(Words(ENGLISH)) for row in plan.refused] == ["Row 5: Full name is missing."]


def test_bodies_of_one_name_belong_to_their_alliances(office: Office) -> None:
    for name in ("东联盟", "西联盟"):
        office.doing(lambda work, name=name: work.save(Draft("alliances", values={"name": name})))
    rows = "机构,联盟,名额\n第二届理事会,东联盟,9\n"
    office.take(office.review(rows, "bodies"))
    found = office.review("机构,联盟,名额\n第二届理事会,西联盟,11\n第二届理事会,东联盟,11\n", "bodies")
    assert [row.meanings[row.settled or 0].id for row in found.rows] == [None, 1]
    office.take(found)
    assert sorted(office.rows("bodies", "alliance_id", "places")) == [("东联盟", 11), ("西联盟", 11)]


# the real lists

LISTS = {"cncf-members.csv": 722, "ossf-members-bom-semicolon.csv": 115, "lfedge-members.xlsx": 44,
         "cdf-members-gbk.csv": 16}


def test_four_real_lists_into_four_alliances(office: Office, samples: Path) -> None:
    doubtful: dict[str, set[str]] = {}
    for name, count in LISTS.items():
        found = office.review(samples / "members" / name, alliance=name)
        assert len(found.rows) == count
        doubtful[name] = {row.row.name for row in found.doubtful}
        office.take(found)
        again = office.review(samples / "members" / name, alliance=name)
        assert all(meaning.idle for meaning in again.presumed().values())
        assert again.absent(again.presumed()) == ()
    assert office.count("alliances") == 4
    assert office.count("memberships") == sum(LISTS.values())
    held = Counter(alliance for alliance, in office.rows("memberships", "alliance_id"))
    assert held == LISTS
    # Forty members stand in another list by the very same name; the others that may be there are left to the clerk.
    assert office.count("partners") == 857
    assert {"Amazon Web Services, Inc.", "International Business Machines Corporation", "SAP SE"} <= doubtful[
        "ossf-members-bom-semicolon.csv"]
    assert "Salesforce" in doubtful["cdf-members-gbk.csv"]


def test_proposed_duplicates_taken_as_the_same_make_no_second_partner(office: Office, samples: Path) -> None:
    office.take(office.review(samples / "members" / "cncf-members.csv", alliance="CNCF"))
    found = office.review(samples / "members" / "ossf-members-bom-semicolon.csv", alliance="OpenSSF")
    chosen = found.presumed() | {
        row.number: row.meanings[0] for row in found.doubtful if row.meanings[0].earlier is None}
    before = office.count("partners")
    office.take(found, chosen)
    assert office.count("partners") == before + 115 - 20 - len(found.doubtful)
    assert office.count("memberships") == 722 + 115
    (amazon,) = [row for row in office.rows("partners", "name", "aliases") if row[0] == "Amazon Web Services"]
    assert amazon[1] == "Amazon Web Services, Inc."


def _codes(samples: Path, name: str) -> list[list[str]]:
    with (samples / "orgs" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(("file", "field", "valid"), [("uscc-a.csv", "credit_code", 100), ("lei-a.csv", "lei", 50)])
def test_real_codes_are_accepted_by_the_register(
        office: Office, samples: Path, file: str, field: str, valid: int) -> None:
    codes = [code for code, expected in _codes(samples, file) if expected == "valid"]
    assert len(codes) == valid
    rows = "\n".join(f"企业{number:03},{code}" for number, code in enumerate(codes))
    heading = "信用代码" if field == "credit_code" else "LEI"
    office.take(office.review(f"单位名称,{heading}\n{rows}\n"))
    assert sorted(code for code, in office.rows("partners", field)) == sorted(map(tidied, codes))


def test_bad_codes_are_refused_as_their_file_says(office: Office, samples: Path) -> None:
    said_of = {"invalid: length": "has 18 signs", "invalid: format": "holds a sign that no",
               "invalid: check character": "check character does not fit"}
    cases = [(code, expected) for code, expected in _codes(samples, "uscc-a.csv") if expected != "valid"]
    assert len(cases) == 4
    for code, expected in cases:
        draft = Draft("partners", values={"name": "某企业", "stage": "prospect", "credit_code": code})
        if expected.startswith("valid after removing blanks"):
            office.doing(lambda work, draft=draft: work.save(draft))
            assert office.rows("partners", "credit_code") == [(expected.rpartition(" ")[2],)]
            continue
        with pytest.raises(Unsaved) as refused:
            office.doing(lambda work, draft=draft: work.save(draft))
        assert said_of[expected] in refused.value.said(Words(ENGLISH))


@pytest.mark.parametrize("name", ["company-short-forms-a.txt", "person-names-zh-a.txt"])
def test_bare_lists_of_names_are_read_without_garbling(samples: Path, name: str) -> None:
    table = open_table(samples / "orgs" / name, headed=False)
    names = [str(row.values[0]) for row in table.rows]
    assert len(names) > 500
    assert not any("\ufffd" in each or "?" in each for each in names)
