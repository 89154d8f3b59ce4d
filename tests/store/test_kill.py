"""Killed in the middle of saves and backups, a desk loses nothing that was acknowledged."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from partnerdesk.store import attaching, backup
from partnerdesk.store.desk import Desk

PLACE = Path(__file__).parents[2]
BEGINNING = """
import hashlib, itertools, os, sys
from pathlib import Path
from partnerdesk.office import contents
from partnerdesk.record.draft import Draft
from partnerdesk.store import attaching
from partnerdesk.store.desk import Desk

folder, key, other = Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()), Path(sys.argv[2])
desk = Desk.open(folder, registers=contents.load_records(), key=key, anywhere=True)
actor = desk.actor("li")
chance = __import__("random").Random(os.getpid())

def said(line):
    os.write(1, (line + "\\n").encode())
"""
# A record, its lines, now and then a change and a file, all acknowledged only after they are kept.
SAVING = BEGINNING + """
def job(number, sealed):
    def save(work):
        text = "文" * chance.randrange(1, 5000)
        name = f"{os.getpid()}-{number}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        id = work.save(Draft("partners", values={"name": name, "stage": "prospect", "notes": text}))
        for part in range(3):
            work.save(Draft("persons", values={"name": f"{name}-{part}"}))
        if sealed is not None:
            attaching.attach(work, desk.files, "partners", id, sealed)
        return id, name
    return save

said("begun")
for number in itertools.count():
    sealed = None
    if number % 4 == 0:
        (other / "file").write_bytes(os.urandom(chance.randrange(1, 200_000)))
        sealed = desk.seal(other / "file", f"{number}.bin").result()
    id, name = desk.write(actor, job(number, sealed)).result()
    said(f"{id} {name} {'' if sealed is None else sealed.sha256}")
"""
BACKING_UP = BEGINNING + """
for number in range(4):
    (other / "file").write_bytes(os.urandom(300_000))
    sealed = desk.seal(other / "file", f"{number}.bin").result()
    desk.write(actor, lambda work: attaching.attach(work, desk.files, "partners", 1, sealed)).result()
said("begun")
while True:
    desk.back_up(other / "backups", keep=2).result()
"""


def _program(script: str, kept: Any, other: Path) -> subprocess.Popen[str]:
    made = subprocess.Popen([sys.executable, "-c", script, str(kept.folder), str(other)], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True, cwd=PLACE)
    assert made.stdin is not None
    made.stdin.write(kept.key.hex() + "\n")
    made.stdin.flush()
    assert made.stdout is not None
    assert made.stdout.readline() == "begun\n"
    return made


def _killed_saving(kept: Any, other: Path, after: int) -> list[str]:
    """Let a program save until so many saves are acknowledged, kill it, and give all that it had acknowledged."""
    made = _program(SAVING, kept, other)
    assert made.stdout is not None
    acknowledged = [made.stdout.readline() for _ in range(after)]
    made.kill()
    rest, _ = made.communicate()
    # The last line may be cut: then the save was kept and its acknowledgement was not heard.
    return acknowledged + [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def _prove_kept(desk: Desk, acknowledged: list[str]) -> None:
    partners, persons = (desk.registers[key].record for key in ("partners", "persons"))
    actor = desk.actor("li")
    rows = desk.read(actor, lambda look: look.rows(select(partners.id, partners.name, partners.notes))).result()
    people = desk.read(actor, lambda look: look.rows(select(persons.name))).result()
    names = {row[0] for row in people}
    by_id = {id: name for id, name, _ in rows}
    for line in acknowledged:
        id, name, sha256 = line.rstrip("\n").split(" ")
        assert by_id.get(int(id)) == name, f"lost: {line}"
        if sha256:
            (found,) = desk.read(
                actor, lambda look, id=id: attaching.attached(look, "partners", int(id))).result()
            assert found.file.sha256 == sha256
    for _, name, notes in rows:
        if "-" in name:
            assert name.rpartition("-")[2] == hashlib.sha256(notes.encode()).hexdigest()[:16], "half a record"
            assert {f"{name}-{part}" for part in range(3)} <= names, "a record without its lines"
    # Stray files do no harm: they were on the disk before the row that never came.
    assert [problem.said for problem in desk.check().result() if "belong to no record" not in problem.message] == []


def _saves_survive(kept: Any, tmp_path: Path, kills: int) -> int:
    chance, total = random.Random(20261120), 0
    for _ in range(kills):
        acknowledged = _killed_saving(kept, tmp_path, chance.randrange(25))
        with kept.open(anywhere=True) as desk:
            _prove_kept(desk, acknowledged)
        total += len(acknowledged)
    return total


def _backups_survive(kept: Any, tmp_path: Path, kills: int) -> int:
    outside = tmp_path / "backups"
    outside.mkdir()
    chance, whole = random.Random(20261120), 0
    for _ in range(kills):
        made = _program(BACKING_UP, kept, tmp_path)
        with pytest.raises(subprocess.TimeoutExpired):
            made.wait(chance.uniform(0, 0.6))
        made.kill()
        made.communicate()
        for path in outside.iterdir():
            if not path.name.startswith("."):
                backup.verify(path, kept.key)
                whole += 1
        with kept.open(anywhere=True) as desk:
            desk.back_up(outside, keep=2).result()
        assert not [path for path in outside.iterdir() if path.name.startswith(".")]
    return whole


def test_five_kills_in_the_middle_of_saves_lose_nothing(kept: Any, tmp_path: Path) -> None:
    _saves_survive(kept, tmp_path, 5)


def test_three_kills_in_the_middle_of_backups_leave_no_unusable_one(kept: Any, tmp_path: Path) -> None:
    _backups_survive(kept, tmp_path, 3)


@pytest.mark.slow
def test_fifty_kills_in_the_middle_of_saves_lose_nothing(kept: Any, tmp_path: Path) -> None:
    print("acknowledged saves:", _saves_survive(kept, tmp_path, 50))


@pytest.mark.slow
def test_fifty_kills_in_the_middle_of_backups_leave_no_unusable_one(kept: Any, tmp_path: Path) -> None:
    print("whole backups seen:", _backups_survive(kept, tmp_path, 50))
