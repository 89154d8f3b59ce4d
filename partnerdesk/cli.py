"""The same jobs without a screen: `partnerdesk COMMAND …`."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import TYPE_CHECKING, Any

from partnerdesk import account
from partnerdesk.problems import Refused, Spoken, Unsaved, reason_of
from partnerdesk.words import CHINESE, ENGLISH, LANGUAGES, N_, Words

if TYPE_CHECKING:
    from partnerdesk.store.desk import Desk

DONE, PROBLEM, USAGE = 0, 1, 2
PASSPHRASE_FILE = "PARTNERDESK_PASSPHRASE_FILE"


class _Parser(argparse.ArgumentParser):
    """A parser that knows no abbreviations, so that a new option never changes what an old script means."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_abbrev=False, **kwargs)


def main(arguments: Sequence[str]) -> int:
    """Run one command; every failure is one sentence on standard error."""
    options = _parser().parse_args(arguments)
    words = Words(_language(options))
    sys.excepthook = _bug(words)
    try:
        return int(options.run(options, words) or DONE)
    except (Spoken, Unsaved) as failure:
        print(failure.said(_spoken(options, words)), file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output has gone, e.g. `partnerdesk list … | head`: nothing more may be flushed into it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(words("Stopped."), file=sys.stderr)
    except OSError as failure:
        where = failure.filename or ""
        print(words("“{file}” cannot be read or written: {reason}.", file=where, reason=reason_of(failure)),
              file=sys.stderr)
    return PROBLEM


def _bug(words: Words) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """What is said of a fault of the program: its kind and place, never its data."""
    def said(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        frames = extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        print(words("This is a fault of the program ({kind}, {place}). What was saved before is kept.",
                    kind=kind.__name__, place=place), file=sys.stderr)

    return said


def _language(options: argparse.Namespace) -> str:
    wanted = getattr(options, "language", None)
    if wanted in LANGUAGES:
        return str(wanted)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return CHINESE if wanted == "both" or locale.startswith("zh") else ENGLISH


def _spoken(options: argparse.Namespace, words: Words) -> Words:
    """The words to complain in: those of the desk's office once it is open, unless a language was asked for."""
    return getattr(options, "office_words", words)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="partnerdesk", description="The desk of a secretariat, without a screen.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Callable[..., Any], help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help)
        made.set_defaults(run=run)
        return made

    def keyed(made: argparse.ArgumentParser) -> None:
        made.add_argument("--passphrase-file", type=Path, metavar="FILE",
                          help=f"file that holds the recovery passphrase (or name it in {PASSPHRASE_FILE})")
        made.add_argument("--clerk", metavar="NAME", help="on whose behalf; else the system account")

    def on_desk(made: argparse.ArgumentParser) -> None:
        made.add_argument("--desk", type=Path, required=True, metavar="DESK", help="the folder of the desk")
        keyed(made)

    def in_language(made: argparse.ArgumentParser, *choices: str) -> None:
        made.add_argument("--language", choices=choices, metavar="|".join(choices))

    def encrypted(made: argparse.ArgumentParser) -> None:
        made.add_argument("--encrypt", action="store_true",
                          help="encrypt the file with a password, typed twice or read as a line from standard input")

    new = command("new", _new, "make a new desk")
    new.add_argument("folder", type=Path, metavar="DESK")
    new.add_argument("--office", required=True, metavar="NAME", help="the office as it stands in the letterhead")
    new.add_argument("--sample", action="store_true", help="fill it with the made-up sample office")
    new.add_argument("--anywhere", action="store_true", help="even in a synchronized folder or on a network drive")
    in_language(new, *LANGUAGES)
    keyed(new)

    take = command("import", _import, "import a register from CSV or XLSX, or people from vCard, all or nothing")
    take.add_argument("file", type=Path, metavar="FILE")
    on_desk(take)
    take.add_argument("--register", default="partners", metavar="REGISTER")
    take.add_argument("--alliance", metavar="NAME", help="make the rows members of this alliance")
    take.add_argument("--map", type=Path, metavar="FILE", help="which heading goes into which field")
    take.add_argument("--sheet", metavar="NAME", help="sheet of a workbook; else the first visible one")
    take.add_argument("--dry-run", action="store_true", help="say what would be made and changed, and change nothing")
    in_language(take, *LANGUAGES)

    show = command("list", _list, "print a register as a table, CSV or JSON")
    show.add_argument("register", metavar="REGISTER")
    on_desk(show)
    show.add_argument("--search", default="", metavar="TEXT")
    show.add_argument("--format", choices=("table", "csv", "json"), default="table")
    show.add_argument("--out", type=Path, metavar="FILE", help="save it as .xlsx, .csv, .json or .vcf instead")
    show.add_argument("--vcard", choices=("3.0", "4.0"), default="3.0", help="version of the cards in a .vcf file")
    in_language(show, *LANGUAGES)

    doubles = command("duplicates", _duplicates, "list partners or persons that may be one and the same")
    doubles.add_argument("register", metavar="REGISTER", help="partners or persons")
    on_desk(doubles)
    in_language(doubles, *LANGUAGES)

    one = command("merge", _merge, "merge one entry into another that is the same")
    one.add_argument("register", metavar="REGISTER", help="e.g. partners or persons")
    one.add_argument("keep", metavar="KEEP", help="number or name of the entry that stays")
    one.add_argument("drop", metavar="DROP", help="number or name of the entry that goes")
    on_desk(one)
    one.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    in_language(one, *LANGUAGES)

    paper = command("print", _print, "print one paper as PDF")
    paper.add_argument("paper", metavar="PAPER", help="e.g. partner-ledger, meeting-notice, minutes")
    paper.add_argument("number", nargs="?", metavar="NUMBER", help="number or name of the record it is about")
    on_desk(paper)
    paper.add_argument("--out", type=Path, required=True, metavar="FILE")
    encrypted(paper)
    in_language(paper, *LANGUAGES, "both")

    packet = command("packet", _packet, "print the packet of a meeting as one PDF")
    packet.add_argument("meeting", metavar="MEETING", help="number or name of the meeting")
    on_desk(packet)
    packet.add_argument("--out", type=Path, required=True, metavar="FILE")
    encrypted(packet)
    in_language(packet, *LANGUAGES, "both")

    backup = command("backup", _backup, "back the desk up now")
    on_desk(backup)
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="else the folder chosen in the settings")
    in_language(backup, *LANGUAGES)

    restore = command("restore", _restore, "bring a desk back from a backup")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("--desk", type=Path, required=True, metavar="DESK", help="where the desk shall stand")
    keyed(restore)
    in_language(restore, *LANGUAGES)

    check = command("check", _check, "check the database and every stored file")
    on_desk(check)
    check.add_argument("--reindex", action="store_true", help="make the search index anew first")
    in_language(check, *LANGUAGES)

    demo = command("demo", _demo, "make the sample office and print its packet")
    demo.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    in_language(demo, *LANGUAGES, "both")
    return parser


# -- the commands


def _new(options: argparse.Namespace, words: Words) -> None:
    desk = _made(options.folder, options.office, words.language, _passphrase(options, words) or "", options.clerk,
                 anywhere=options.anywhere)
    try:
        if options.sample:
            _fill(desk)
    finally:
        desk.close()
    print(words("The desk “{name}” stands in {folder}.", name=options.office, folder=options.folder))


def _import(options: argparse.Namespace, words: Words) -> int:
    from partnerdesk.office import taking_in

    with _opened(options, write=not options.dry_run) as desk:
        words = _spoken(options, words)
        said, clean = taking_in.from_file(
            desk, _actor(desk, options), options.file, register=options.register, alliance=options.alliance or "",
            mapping=options.map, sheet=options.sheet or "", dry_run=options.dry_run, words=words)
    print("\n".join(said))
    return DONE if clean else PROBLEM


def _list(options: argparse.Namespace, words: Words) -> None:
    from partnerdesk.exchange import spreadsheet, vcard_reading
    from partnerdesk.office import listed

    with _opened(options) as desk:
        words = _spoken(options, words)
        if options.out is not None and vcard_reading.concerns(options.out):
            _cards(desk, options)
            print(words("The list was saved as {file}.", file=options.out))
            return
        table = listed.table(desk, _actor(desk, options), options.register, options.search, words)
    if options.out is None:
        sys.stdout.write(spreadsheet.as_text(table, options.format))
    else:
        spreadsheet.save(table, options.out)
        print(words("The list was saved as {file}.", file=options.out))


def _duplicates(options: argparse.Namespace, words: Words) -> None:
    from partnerdesk.office import merging

    with _opened(options) as desk:
        words = _spoken(options, words)
        said = merging.groups_listed(desk, _actor(desk, options), options.register, words)
    print("\n".join(said))


def _merge(options: argparse.Namespace, words: Words) -> None:
    from partnerdesk.office import merging

    with _opened(options, write=not options.dry_run) as desk:
        words = _spoken(options, words)
        said = merging.by_command(desk, _actor(desk, options), options.register, options.keep, options.drop,
                                  dry_run=options.dry_run, words=words)
    print("\n".join(said))


def _cards(desk: Desk, options: argparse.Namespace) -> None:
    from partnerdesk.exchange import vcard_writing
    from partnerdesk.office import cards, listed
    from partnerdesk.store.listing import Listing

    if listed.register_called(desk, options.register) != "persons":
        raise Refused(N_("Only people can be saved as contact cards."))
    wanted = Listing("persons", text=options.search)
    found = desk.read(_actor(desk, options), lambda look: cards.shown(look, wanted)).result()
    vcard_writing.save(found, options.out, options.vcard)


def _print(options: argparse.Namespace, words: Words) -> int:
    from partnerdesk.office import contents, producing
    from partnerdesk.office.printing import Asked

    password = _new_password(words) if options.encrypt else ""
    with _opened(options) as desk:
        words = _spoken(options, words)
        actor = _actor(desk, options)
        try:
            entry = contents.paper(options.paper)
        except KeyError:
            raise Refused(N_("There is no paper called “{name}”."), name=options.paper) from None
        record = _found(desk, options, entry.of, options.number) if entry.of else None
        report = producing.paper(desk, actor, Asked(options.paper, record, options.language or words.language),
                                 options.out, password)
    return _reported(report, options.out, words)


def _packet(options: argparse.Namespace, words: Words) -> int:
    from partnerdesk.office import producing

    password = _new_password(words) if options.encrypt else ""
    with _opened(options) as desk:
        words = _spoken(options, words)
        meeting = _found(desk, options, "meetings", options.meeting)
        report = producing.packet(desk, _actor(desk, options), meeting, options.language or words.language, options.out,
                                  password)
    return _reported(report, options.out, words)


def _backup(options: argparse.Namespace, words: Words) -> None:
    from partnerdesk.office.printing import the_office

    with _opened(options) as desk:
        words = _spoken(options, words)
        folder = options.to
        if folder is None:
            chosen = desk.read(_actor(desk, options), lambda look: the_office(look).backup_folder).result()
            if not chosen:
                raise Refused(N_("No backup folder has been chosen. Name one with --to."))
            folder = Path(chosen)
        made = desk.back_up(folder).result()
    print(words("Backed up and verified: {path}", path=made))


def _restore(options: argparse.Namespace, words: Words) -> None:
    from partnerdesk.store import restore

    restore.restore(options.backup, options.desk, passphrase=_passphrase(options, words))
    print(words("The desk was brought back to {folder}.", folder=options.desk))


def _check(options: argparse.Namespace, words: Words) -> int:
    with _opened(options, write=options.reindex) as desk:
        words = _spoken(options, words)
        if options.reindex:
            _reindex(desk, options, words)
        findings = desk.check().result()
    for finding in findings:
        print(finding.said(words), file=sys.stderr)
    if findings:
        return PROBLEM
    print(words("The desk is in order."))
    return DONE


def _reindex(desk: Desk, options: argparse.Namespace, words: Words) -> None:
    from partnerdesk.store.reindexing import reindex

    count = desk.write(_actor(desk, options), lambda work: reindex(work.look)).result()
    print(words.many("The search index was made anew from {count} entry.",
                     "The search index was made anew from {count} entries.", count))


def _demo(options: argparse.Namespace, words: Words) -> int:
    from partnerdesk.office import producing, sample

    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    folder = out / "desk"
    language = options.language or CHINESE
    name = sample.OFFICE[ENGLISH if language == ENGLISH else CHINESE]
    desk = _made(folder, name, words.language, sample.PASSPHRASE, None, anywhere=True)
    try:
        _fill(desk)
        actor = desk.actor(account.name())
        meeting = desk.read(actor, sample.meeting_of_the_packet).result()
        packet = out / "packet.pdf"
        report = producing.packet(desk, actor, meeting, language, packet)
    finally:
        desk.close()
    print(words("The sample office stands in {folder}; its passphrase is “{passphrase}”.", folder=folder,
                passphrase=sample.PASSPHRASE))
    return _reported(report, packet, words)


# -- what the commands share


def _made(folder: Path, office: str, language: str, passphrase: str, clerk: str | None, *, anywhere: bool) -> Desk:
    from partnerdesk.office import contents
    from partnerdesk.store.desk import Desk

    return Desk.create(
        folder, office={"name": office, "language": language}, clerk_name=clerk or account.name(),
        account=account.name(), passphrase=passphrase, registers=contents.load_records(), anywhere=anywhere)


def _fill(desk: Desk) -> None:
    from partnerdesk.office import sample

    sample.fill(desk, desk.actor(account.name()))


def _opened(options: argparse.Namespace, write: bool = False) -> Desk:
    from partnerdesk.office import contents
    from partnerdesk.office.printing import the_office
    from partnerdesk.store.desk import Desk
    from partnerdesk.store.troubles import Held

    words = Words(_language(options))
    passphrase = _passphrase(options, words, asked=False)

    def opened(read_only: bool) -> Desk:
        return Desk.open(options.desk, passphrase=passphrase, registers=contents.load_records(), read_only=read_only,
                         account=account.name())

    held: Held | None = None
    try:
        desk = opened(read_only=False)
    except Held as elsewhere:
        if write:
            raise
        held = elsewhere
        desk = opened(read_only=True)
    if not options.language:
        office = desk.read(_actor(desk, options), lambda look: the_office(look).language).result()
        options.office_words = Words(office)
    if held is not None:
        words = _spoken(options, words)
        print(words("{holder} It is opened for reading only.", holder=held.said(words)), file=sys.stderr)
    return desk


def _actor(desk: Desk, options: argparse.Namespace) -> Any:
    return desk.actor(getattr(options, "clerk", None) or account.name())


def _passphrase(options: argparse.Namespace, words: Words, asked: bool = True) -> str | None:
    file = options.passphrase_file or os.environ.get(PASSPHRASE_FILE)
    if file:
        return Path(file).read_text(encoding="utf-8-sig").rstrip("\r\n")
    if not asked:
        return None
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(words("Recovery passphrase: "))
    raise Refused(N_("Name a file that holds the recovery passphrase with --passphrase-file."))


def _new_password(words: Words) -> str:
    """The password that a file is encrypted with; never an argument, which everybody on the computer could read."""
    from partnerdesk.paper import passwords

    if sys.stdin is not None and sys.stdin.isatty():
        password = getpass.getpass(words("Password for the file: "))
        if password != getpass.getpass(words("The same once more: ")):
            raise Refused(N_("The two passwords are not the same."))
    else:
        password = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    passwords.demand(password)
    return password


def _found(desk: Desk, options: argparse.Namespace, register: str, wanted: str | None) -> int:
    from partnerdesk.office import listed

    if not wanted:
        raise Refused(N_("Name the record by its number or its name."))
    return listed.find(desk, _actor(desk, options), register, wanted)


def _reported(report: Any, out: Path, words: Words) -> int:
    print(words.many("{file}: {count} page", "{file}: {count} pages", report.pages, file=out))
    for line in report.said(words):
        print(line, file=sys.stderr)
    return PROBLEM if report.faults else DONE


