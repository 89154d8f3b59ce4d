"""The command line: each job from the shell, each failure one sentence."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from partnerdesk.__main__ import main
from partnerdesk.exchange import vcard_reading
from partnerdesk.exchange.vcard import Birthday

PASSPHRASE = "秋水共长天一色 2026"


@dataclass
class Ended:
    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    monkeypatch.setenv("PARTNERDESK_PASSPHRASE_FILE", str(secret))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def running(*arguments: object) -> Ended:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Ended(status, said.out, said.err)

    yield running


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    assert run("new", folder, "--office", "远山联盟秘书处", "--language", "zh_CN").status == 0
    return folder


def _names(run: Run, desk: Path, register: str, column: int) -> list[str]:
    ended = run("list", register, "--desk", desk, "--format", "csv")
    assert ended.status == 0
    return [row[column] for row in csv.reader(io.StringIO(ended.out.lstrip("\ufeff")))][1:]


def _source_names(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
        return [str(row[0]) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    raw = path.read_bytes()
    text = raw.decode("gbk" if "gbk" in path.name else "utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if "semicolon" in path.name else ","))
    return [row[0] for row in rows[1:] if row]


MEMBERS = {
    "cdf-members-gbk.csv": (16, None),
    "cncf-members.csv": (722, 6),
    "lfedge-members.xlsx": (44, {"Premier": 9, "General": 12, "Associate": 23}),
    "ossf-members-bom-semicolon.csv": (115, {"Premier": 14, "General": 77, "Associate": 24}),
}


@pytest.mark.parametrize("file", MEMBERS)
def test_members_of_an_alliance_are_imported_whole(file: str, run: Run, desk: Path, samples: Path) -> None:
    count, levels = MEMBERS[file]
    path = samples / "members" / file
    ended = run("import", path, "--desk", desk, "--alliance", "开源联盟")
    assert ended.status == 0, ended.err
    names = _names(run, desk, "partners", 1)
    assert len(names) == count
    # In our own CSV a name that a spreadsheet would calculate bears an apostrophe; none of these does.
    assert Counter(names) == Counter(name.strip() for name in _source_names(path))
    found = Counter(_names(run, desk, "memberships", 3))
    assert sum(found.values()) == count
    if isinstance(levels, int):
        assert len(found) == levels
    elif levels:
        assert found == levels


def test_a_dry_run_changes_nothing(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8")
    ended = run("import", file, "--desk", desk, "--dry-run")
    assert (ended.status, ended.out.splitlines()[-1]) == (0, "将导入1行。")
    assert _names(run, desk, "partners", 1) == []


def test_one_bad_row_keeps_the_whole_file_out_and_is_named(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称,成立日期\n青禾仓储有限公司,2020-02-30\n远山冷链有限公司,2020-02-28\n", encoding="gbk")
    ended = run("import", file, "--desk", desk)
    assert ended.status == 1
    assert "第2行" in ended.out
    assert _names(run, desk, "partners", 1) == []


def test_what_may_be_there_already_is_named_and_not_merged(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8-sig")
    assert run("import", file, "--desk", desk).status == 0
    file.write_text("单位名称\n青禾仓储股份有限公司\n", encoding="utf-8-sig")
    again = run("import", file, "--desk", desk)
    assert "可能与" in again.out
    assert _names(run, desk, "partners", 1) == ["青禾仓储有限公司", "青禾仓储股份有限公司"]


def test_a_list_read_again_changes_what_it_says_and_nothing_else(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称,法定代表人,行业\n青禾仓储有限公司,韩峰,仓储\n远山冷链有限公司,何静,\n", encoding="gbk")
    assert run("import", file, "--desk", desk).status == 0
    unchanged = run("import", file, "--desk", desk)
    assert unchanged.out.splitlines() == ["文件内容均已登记，无需导入。"]
    file.write_text("单位名称,法定代表人,行业\n青禾仓储有限公司,韩立峰,\n", encoding="utf-8-sig")
    dry = run("import", file, "--desk", desk, "--dry-run")
    assert dry.out.splitlines() == [
        "第2行（青禾仓储有限公司）：法定代表人：韩峰 → 韩立峰", "另有1条不在文件中，保持不变：远山冷链有限公司",
        "将更新已有条目1行。"]
    assert run("import", file, "--desk", desk).out.splitlines()[-1] == "合作伙伴：更新1条。"
    whole = json.loads(run("list", "partners", "--desk", desk, "--format", "json").out)
    assert len(whole) == 2


def test_cards_go_in_and_out(run: Run, desk: Path, tmp_path: Path) -> None:
    card = "\r\n".join((
        "BEGIN:VCARD", "VERSION:2.1", "FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=BA=AB=B7=E5",
        "ORG;CHARSET=GBK:青禾仓储有限公司;市场部", "TEL;CELL:13900010002", "BDAY:19800305",
        "X-QQ:12345", "END:VCARD", ""))
    file = tmp_path / "名片.vcf"
    file.write_bytes(card.encode("gbk"))
    ended = run("import", file, "--desk", desk)
    assert ended.status == 0, ended.err
    assert ended.out.splitlines()[-3:] == ["人员：已登记1条。", "合作伙伴：已登记1条。", "任职：已登记1条。"]
    assert run("import", file, "--desk", desk).out.splitlines()[-1] == "文件内容均已登记，无需导入。"
    for version in ("3.0", "4.0"):
        out = tmp_path / f"{version}.vcf"
        assert run("list", "persons", "--desk", desk, "--out", out, "--vcard", version).status == 0
        (made,) = vcard_reading.read(out).cards
        assert (made.name, made.family, made.organization, made.department) == (
            "韩峰", "韩", "青禾仓储有限公司", "市场部")
        assert made.birthday == Birthday(3, 5, 1980)
        assert "12345" in made.note
    refused = run("list", "partners", "--desk", desk, "--out", tmp_path / "x.vcf")
    assert refused.err.strip() == "只有人员可以导出为名片。"


def test_the_search_index_is_made_anew_when_asked_for(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8")
    assert run("import", file, "--desk", desk).status == 0
    ended = run("check", "--desk", desk, "--reindex")
    assert (ended.status, ended.out.splitlines()) == (0, ["已重建搜索索引，共1条登记项。", "资料库完好。"])
    assert len(json.loads(run("list", "partners", "--desk", desk, "--search", "qh", "--format", "json").out)) == 1


def test_a_list_is_saved_as_a_workbook(run: Run, desk: Path, tmp_path: Path) -> None:
    file, saved = tmp_path / "名单.csv", tmp_path / "伙伴.xlsx"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8")
    assert run("import", file, "--desk", desk).status == 0
    ended = run("list", "partners", "--desk", desk, "--out", saved)
    assert (ended.status, ended.out) == (0, f"已存为 {saved}。\n")
    rows = list(openpyxl.load_workbook(saved).active.values)
    assert [row[1] for row in rows] == ["名称", "青禾仓储有限公司"]
    refused = run("list", "partners", "--desk", desk, "--out", tmp_path / "伙伴.pdf")
    assert (refused.status, refused.err.count("\n")) == (1, 1)


def test_lists_are_searched_and_come_as_json(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称\n青禾仓储有限公司\n重庆白鹭会展有限公司\n", encoding="utf-8")
    run("import", file, "--desk", desk)
    ended = run("list", "partners", "--desk", desk, "--search", "cqbl", "--format", "json")
    assert [row["name"] for row in json.loads(ended.out)] == ["重庆白鹭会展有限公司"]


@pytest.mark.parametrize("language", ["zh_CN", "en", "both"])
def test_a_ledger_is_printed(language: str, run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8")
    run("import", file, "--desk", desk)
    out = tmp_path / "ledger.pdf"
    ended = run("print", "partner-ledger", "--desk", desk, "--out", out, "--language", language)
    assert ended.status == 0, ended.err
    assert out.read_bytes().startswith(b"%PDF")
    assert len(_names(run, desk, "print-log", 1)) == 1


@pytest.mark.parametrize("typed", [None, "correct horse 2026\n"], ids=["terminal", "standard input"])
def test_a_print_is_encrypted_with_a_password_that_is_no_argument(
        typed: str | None, run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = tmp_path / "名单.csv", tmp_path / "ledger.pdf"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8")
    run("import", file, "--desk", desk)
    asked: list[str] = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or "correct horse 2026")
    monkeypatch.setattr("sys.stdin", Keyboard() if typed is None else io.StringIO(typed))
    ended = run("print", "partner-ledger", "--desk", desk, "--out", out, "--encrypt")
    assert ended.status == 0, ended.err
    assert len(asked) == (2 if typed is None else 0)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="correct horse 2026") as document:
        assert len(document.pages) == 1
    assert "correct horse" not in ended.out + ended.err


@pytest.mark.parametrize("typed", ["", "short\n", None], ids=["nothing", "too short", "two that differ"])
def test_a_print_is_not_encrypted_with_a_password_that_is_none(
        typed: str | None, run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["correct horse 2026", "correct horse 2027"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    monkeypatch.setattr("sys.stdin", Keyboard() if typed is None else io.StringIO(typed))
    ended = run("print", "partner-ledger", "--desk", desk, "--out", tmp_path / "ledger.pdf", "--encrypt")
    assert ended.status == 1 and "密码" in ended.err and ended.err.count("\n") == 1
    assert not (tmp_path / "ledger.pdf").exists()


class Keyboard(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_a_desk_is_backed_up_checked_and_brought_back(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("单位名称\n青禾仓储有限公司\n", encoding="utf-8")
    run("import", file, "--desk", desk)
    assert run("backup", "--desk", desk, "--to", tmp_path / "backups").status == 0
    (backup,) = (tmp_path / "backups").iterdir()
    back = tmp_path / "back"
    assert run("restore", backup, "--desk", back).status == 0
    assert run("check", "--desk", back).status == 0
    assert _names(run, back, "partners", 1) == ["青禾仓储有限公司"]


FAILURES = {
    "no desk": ("list", "partners", "--desk", "{tmp}/nowhere"),
    "no register": ("list", "dragons", "--desk", "{desk}"),
    "no paper": ("print", "dragon", "--desk", "{desk}", "--out", "{tmp}/x.pdf"),
    "no record": ("print", "minutes", "无此会议", "--desk", "{desk}", "--out", "{tmp}/x.pdf"),
    "no name": ("print", "minutes", "--desk", "{desk}", "--out", "{tmp}/x.pdf"),
    "no file": ("import", "{tmp}/none.csv", "--desk", "{desk}"),
    "desk exists": ("new", "{desk}", "--office", "别家"),
    "no backup": ("restore", "{tmp}/none", "--desk", "{tmp}/new"),
    "no meeting": ("packet", "无此会议", "--desk", "{desk}", "--out", "{tmp}/x.pdf"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_each_problem_is_one_sentence_on_standard_error(case: str, run: Run, desk: Path, tmp_path: Path) -> None:
    ended = run(*(part.format(desk=desk, tmp=tmp_path) for part in FAILURES[case]))
    assert ended.status == 1
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    assert ended.err.strip().endswith("。"), ended.err
    assert "Traceback" not in ended.err


def test_a_wrong_passphrase_is_said(run: Run, desk: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("something else entirely", encoding="utf-8")
    ended = run("list", "partners", "--desk", desk, "--passphrase-file", wrong)
    assert ended.status == 1
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [(), ("list",), ("new",), ("--nonsense",)])
def test_wrong_usage_is_status_two(arguments: tuple[str, ...], run: Run) -> None:
    if arguments:
        assert run(*arguments).status == 2
