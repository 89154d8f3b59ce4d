"""Lists of 100,000 partners with people, posts and documents against plain SQL (L1-L5), and search there (S3, S6)."""

from __future__ import annotations

import gc
import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.desks import make, opened
from benchmarks.made_up import parts_of
from benchmarks.measuring import Bench, Measure, Outcome, in_turn, percentiles, ratios, table, timed

TODAY = date(2026, 11, 20)
START = datetime(2020, 1, 1, tzinfo=UTC)
HOT = ("公司", "有限", "北京")
WINDOW = 100
# Everything below is made from what stands in the desk already, by the engine itself.
PARTNERS = """
    UPDATE partners SET
        kinds = CASE id % 4 WHEN 0 THEN '|supplier|' WHEN 1 THEN '|customer|' WHEN 2 THEN '|member|'
                ELSE '|supplier|member|' END,
        stage = CASE id % 50 WHEN 0 THEN 'review' WHEN 1 THEN 'watch' WHEN 2 THEN 'prospect' ELSE 'active' END,
        credit_code = printf('91%016d', id * 7919 % 1000003), legal_representative = substr(name, 1 + id % 3, 3),
        manager = substr('沈立周明吴芳郑强', 1 + id % 4 * 2, 2),
        telephone = printf('010-%08d', id * 104729 % 100000000),
        capital = id * 15485863 % 100000000, founded = date('1990-01-01', (id * 31 % 12000) || ' days')
"""
COMMON = "lower(hex(randomblob(16))), 1, 0, made_at, changed_at"
KEPT = "uid, version, restricted, made_at, changed_at"
PERSONS = f"""
    INSERT INTO persons (id, name, mobile, own, {KEPT})
    SELECT id, substr('赵钱孙李周吴郑王', 1 + id % 8, 1) || substr(name, 1 + id % 4, 2),
           printf('139%08d', id * 15485863 % 100000000), id % 500 = 0, {COMMON} FROM partners
"""
POSTS = f"""
    INSERT INTO posts (person_id, partner_id, title, since, {KEPT})
    SELECT 1 + (p.id * 7 + n.n * 31) % (SELECT count(*) FROM partners), p.id,
           substr('经理主任董事总监', 1 + p.id % 4 * 2, 2), p.founded, {COMMON}
    FROM partners p JOIN (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2) n ON n.n <= p.id % 3
"""
DOCUMENTS = f"""
    INSERT INTO qualifications (partner_id, kind, title, document_number, valid_from, valid_until, permanent, {KEPT})
    SELECT id, CASE id % 3 WHEN 0 THEN 'quality' ELSE 'licence' END, '证照', credit_code, founded,
           date('2026-01-01', (id * 31 % 3000) || ' days'), 0, {COMMON} FROM partners
"""


# Of O1's thousands of rows half as much is allowed: here are a count and a hundred rows, and asking weighs more.
LIMIT = 2
LIKE = """
    SELECT id, name, CASE WHEN name LIKE :begins THEN 1 WHEN name LIKE :holds THEN 2 ELSE 3 END AS tier FROM partners
    WHERE struck_at IS NULL AND (name LIKE :holds OR english_name LIKE :holds OR legal_representative LIKE :holds
        OR manager LIKE :holds OR credit_code LIKE :holds) ORDER BY tier, changed_at DESC LIMIT 50
"""
INITIALS = """
    SELECT p.id, p.name, CASE WHEN initials LIKE :begins THEN 1 ELSE 2 END AS tier FROM bench_initials i
    JOIN partners p ON p.id = i.id WHERE initials LIKE :holds ORDER BY tier, changed_at DESC LIMIT 50
"""
HELD = """
    FROM partners WHERE struck_at IS NULL AND (name LIKE :holds OR english_name LIKE :holds
        OR legal_representative LIKE :holds OR manager LIKE :holds OR credit_code LIKE :holds)
"""


@dataclass(frozen=True)
class Question:
    """What is asked of a list, and the same as one would write it by hand: its narrowing and its order."""

    what: str
    register: str
    where: str = ""
    order: str = ""
    view: str = ""
    sort: str = ""
    descending: bool = False
    first: int = 0


_PARTNERS = "SELECT id, number, struck_at, name, kinds, stage, credit_code, legal_representative, manager, telephone FROM partners"  # noqa: E501
SELECTS = {
    "partners": _PARTNERS,
    "persons": "SELECT id, number, struck_at, name, english_name, mobile, telephone, email FROM persons",
    "posts": "SELECT id, number, struck_at, (SELECT name FROM persons WHERE id = person_id) AS person,"
             " (SELECT name FROM partners WHERE id = partner_id) AS partner, title, department, roles, since, until"
             " FROM posts",
    "qualifications": "SELECT id, number, struck_at, (SELECT name FROM partners WHERE id = partner_id) AS partner,"
                      " kind, title, document_number, valid_until, permanent FROM qualifications",
}
FIRST = (
    Question("partners", "partners", order="number, id"),
    Question("people", "persons", order="name, id"),
    Question("posts", "posts", order="partner, id"),
    Question("documents", "qualifications", order="partner, kind, valid_until DESC, id DESC"),
)
VIEWS = (
    Question("several choices", "partners", "kinds LIKE '%|member|%'", "number, id", view="members"),
    Question("one choice", "partners", "stage = 'review'", "number, id", view="review"),
    Question("yes or no", "persons", "own = 1", "name, id", view="own"),
    Question("days", "qualifications", "replaced_by_id IS NULL AND valid_until BETWEEN '2026-11-20' AND '2027-02-18'",
             "partner, kind, valid_until DESC, id DESC", view="expiring"),
)
SORTS = (
    Question("name", "partners", order="name, id", sort="name"),
    Question("name, last first", "partners", order="name DESC, id DESC", sort="name", descending=True),
    Question("several choices", "partners", order="kinds, id", sort="kinds"),
    Question("choice", "partners", order="stage, id", sort="stage"),
    Question("text", "partners", order="legal_representative, id", sort="legal_representative"),
    Question("amount", "partners", order="capital DESC, id DESC", sort="capital", descending=True),
    Question("day", "partners", order="founded, id", sort="founded"),
    Question("link", "posts", order="person, id", sort="person_id"),
    Question("yes or no", "qualifications", order="permanent, id", sort="permanent"),
)


def scrolled(count: int) -> tuple[Question, ...]:
    """Windows in the middle and at the end."""
    return (
        Question("middle", "partners", order="number, id", first=count // 2),
        Question("end", "partners", order="number, id", first=count - WINDOW),
        Question("by name, middle", "partners", order="name, id", sort="name", first=count // 2),
        Question("by amount, end", "partners", order="capital, id", sort="capital", first=count - WINDOW),
    )


def run(bench: Bench) -> Iterator[Outcome]:
    """Ask the same of the desk's own lists and of the raw driver on the same connection, in turn."""
    # As in the window, where the collector of cycles is held to the screen's thread.
    gc.disable()
    count = bench.few(100_000, 2_000)
    told = make(bench.folder / "partners", count)
    names, letters = fill(told)
    # Opened only now: what the planner knows of the tables is read with them.
    desk, actor, _registers = opened(told)
    try:
        for budget, what, questions in (("L1", "first rows and count", FIRST), ("L2", "narrowed by a view", VIEWS),
                                        ("L3", "sorted by", SORTS), ("L4", "a window elsewhere", scrolled(count))):
            for question in questions:
                measured = in_turn({"list": partial(_asked, desk, actor, question),
                                    "raw": partial(_raw, desk, actor, question)}, bench.rounds)
                bench.say(table(f"{what}: {question.what}, ms", measured))
                yield from ratios(measured, "list", "ms", [
                    (budget, f"{what} ({question.what}), of plain SQL", "raw", LIMIT)], False)
        yield from _narrowed(bench, desk, actor, names, letters)
    finally:
        desk.close()
        gc.enable()


def fill(told: Path) -> tuple[list[str], list[str]]:
    """Give the partners what they have and index them with their people; their names and the initials of those."""
    from partnerdesk.office import contents
    from partnerdesk.store import search
    from partnerdesk.store.engine import DATABASE, open_engine
    from partnerdesk.store.indexing import tidy
    from partnerdesk.store.pinyin import initials

    kept = json.loads(told.read_text(encoding="utf-8"))
    registers = contents.load_records()
    engine = open_engine(Path(kept["folder"]) / DATABASE, bytes.fromhex(kept["key"]))
    with engine.begin() as connection:
        for statement in (PARTNERS, PERSONS, POSTS, DOCUMENTS):
            connection.exec_driver_sql(statement)
        rows = connection.exec_driver_sql("SELECT id, number, name, english_name, credit_code, legal_representative,"
                                          " manager FROM partners ORDER BY id").all()
        people = connection.exec_driver_sql("SELECT id, name, mobile FROM persons ORDER BY id").all()
        search.rebuild(connection, (*(
            search.Entry(registers["partners"], row.id, row._asdict(), START + timedelta(minutes=row.id), row.number)
            for row in rows), *(
            search.Entry(registers["persons"], row.id, row._asdict(), START + timedelta(minutes=row.id))
            for row in people)))
        letters = [initials(row.name) for row in rows]
        connection.exec_driver_sql("CREATE TABLE bench_initials (id INTEGER PRIMARY KEY, initials TEXT)")
        connection.exec_driver_sql("INSERT INTO bench_initials VALUES (?, ?)", list(enumerate(letters, 1)))
    raw = engine.raw_connection()
    tidy(raw.driver_connection)
    raw.close()
    engine.dispose()
    return [row.name for row in rows], letters


def _asked(desk: Any, actor: Any, question: Question) -> dict[str, float]:
    """As a list asks: how many there are, and the rows in sight."""
    from partnerdesk.store.listing import Listing, shown

    listing = Listing(question.register, view=question.view, sort=question.sort, descending=question.descending,
                      today=TODAY)

    def job(look: Any) -> float:
        return timed(lambda: shown(look, listing, (question.first,), WINDOW))

    return {"ms": _median(lambda: desk.read(actor, job).result())}


def _raw(desk: Any, actor: Any, question: Question) -> dict[str, float]:
    """The same rows by the driver itself."""
    narrowed = "struck_at IS NULL" + (f" AND {question.where}" if question.where else "")
    counted = f"SELECT count(*) FROM {question.register} WHERE {narrowed}"
    listed = (f"{SELECTS[question.register]} WHERE {narrowed} ORDER BY {question.order}"
              f" LIMIT {WINDOW} OFFSET {question.first}")

    def job(look: Any) -> float:
        driver = look.session.connection().connection.driver_connection
        return timed(lambda: (driver.execute(counted).fetchone(), driver.execute(listed).fetchall()))

    return {"ms": _median(lambda: desk.read(actor, job).result())}


def _median(job: Callable[[], float]) -> float:
    return statistics.median(job() for _ in range(3)) * 1000


def _narrowed(bench: Bench, desk: Any, actor: Any, names: list[str], letters: list[str]) -> Iterator[Outcome]:
    """The search field and a list narrowed by a text, against scans by LIKE."""
    asked = bench.few(120, 12)
    two = [*parts_of(names, asked, 2), *HOT]
    three = parts_of([each for each in letters if len(each) > 2], asked, 3)
    found = in_turn(_contestants(desk, actor, two), bench.few(2, 1))
    spelt = in_turn(_contestants(desk, actor, three, INITIALS), bench.few(2, 1))
    bench.say(table("two characters, ms", found))
    bench.say(table("three initials, ms", spelt))
    for figure, limit in (("p50", 40), ("p99", 4)):
        yield from ratios(found, "search", figure, [
            ("S3", f"two characters, ranked top 50: times as fast as LIKE, {figure}", "LIKE", limit)], inverse=True)
    for figure, limit in (("p50", 4), ("p99", 2)):
        yield from ratios(found, "list", figure, [
            ("L5", f"a list narrowed by them: times as fast as LIKE, {figure}", "LIKE list", limit)], inverse=True)
    for figure in ("p50", "p99"):
        yield from ratios(spelt, "search", figure, [
            ("S6", f"three pinyin initials: times as fast as LIKE, {figure}", "LIKE", 10)], inverse=True)


def _contestants(desk: Any, actor: Any, questions: Sequence[str], scan: str = LIKE) -> dict[str, Measure]:
    from partnerdesk.store import search
    from partnerdesk.store.listing import Listing, shown

    def searched(look: Any, typed: str) -> object:
        return search.matching(look.session.connection(), actor, "partners", typed, 50)

    def listed(look: Any, typed: str) -> object:
        return shown(look, Listing("partners", text=typed, today=TODAY), (0,), WINDOW)

    def like(look: Any, typed: str) -> object:
        driver = look.session.connection().connection.driver_connection
        return driver.execute(scan, {"begins": f"{typed}%", "holds": f"%{typed}%"}).fetchall()

    def like_listed(look: Any, typed: str) -> object:
        driver = look.session.connection().connection.driver_connection
        holds = {"holds": f"%{typed}%"}
        return (driver.execute(f"SELECT count(*) {HELD}", holds).fetchone(),
                driver.execute(f"SELECT * {HELD} ORDER BY number, id LIMIT {WINDOW}", holds).fetchall())

    ways = {"search": searched, "LIKE": like}
    if scan is LIKE:
        ways |= {"list": listed, "LIKE list": like_listed}
    few = questions[:: max(1, len(questions) // 40)]  # a scan takes its time and as long for each

    def measure(way: str) -> dict[str, float]:
        some = few if way.startswith("LIKE") else questions
        asked: dict[str, float] = desk.read(
            actor, lambda look: percentiles(lambda typed: ways[way](look, typed), some)).result()
        return asked

    return {way: partial(measure, way) for way in ways}
