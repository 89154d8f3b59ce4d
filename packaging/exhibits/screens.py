"""Every page and dialog of the program, brought about as a clerk would bring it about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from exhibits.showing import BEFORE, EMPTY, MODES, SAMPLE, Gallery, Scene, Stage, plan
from partnerdesk.office import contents, sample
from partnerdesk.office.letterhead import records
from partnerdesk.shell.navigation import DUPLICATES, IMPORT, SETTINGS, TODAY
from partnerdesk.store import listing
from partnerdesk.words import CHINESE, ENGLISH

PARTNER = 2  # the partner of the sample about which there is most to tell

# A list with a row of each kind: new, there already, refused.
MEMBERS = """企业名称,统一社会信用代码,法定代表人,入盟日期,级别,口号
{known},,,2023-05-06,副理事长单位,通达四方
启东港务有限公司,,何静,2024-02-01,成员单位,
明德律师事务所,,林涛,2024-03-01,成员单位,
宏远新材股份有限公司,12345,赵薇,2024年13月1日,成员单位,
"""
FINE = """企业名称,法定代表人,入盟日期,级别
启东港务有限公司,何静,2024-02-01,成员单位
明德律师事务所,林涛,2024-03-01,成员单位
"""


async def take(gallery: Gallery) -> None:
    """Take the pictures of all scenes in each language, dress and state of the desk."""
    languages = (CHINESE,) if gallery.quick else (CHINESE, ENGLISH)
    modes = MODES[:1] if gallery.quick else MODES
    for language in languages:
        for mode in modes:
            if not gallery.quick:
                await before(gallery, language, mode)
            for desk in (EMPTY, SAMPLE):
                scenes = _scenes(desk, gallery.quick)
                wanted = [scene for name, scene in scenes.items() if gallery.wants(name)]
                if not wanted:
                    continue
                stage = await gallery.at_desk(language, mode, desk)
                for scene in wanted:
                    await scene(stage)
                    stage.window.go(TODAY)
                    await stage.settle()
                await stage.close()


def _scenes(desk: str, quick: bool) -> dict[str, Scene]:
    """The scenes of a desk by name, in the order of the menu."""
    from exhibits import ways

    registers = [entry.key for entry in contents.ENTRIES if entry.group]
    pages = [page.key for page in contents.PAGES]
    if quick:
        return {"today": today} if desk == EMPTY else {"today": today, "partners": dossier, "settings": settings}
    plain = {key: _register(key) for key in (*registers, *pages)}
    if desk == EMPTY:
        return {"today": today, **plain, "partners-new": _new("partners"), "duplicates": no_duplicates,
                "import": import_empty,
                "settings": settings, "search": search_nothing}
    return {
        "today": today, **plain,
        "partners-dossier": dossier, "partners-acts": partner_acts, "partners-table": table,
        "partners-filter": filtered, "partners-menu": menus,
        "partners-strike": strike, "partners-conflict": conflict, "partners-problems": problems,
        "meetings-workspace": workspace, "meetings-facts": meeting_facts, "meetings-new": new_meeting,
        "score_sheets-rating": rating, **ways.SCENES,
        **{f"{key}-new": _new(key) for key in registers if key != "meetings"},
        "duplicates": duplicates, "import": importing, "search": search, "settings": settings, "message": message,
        "preview": preview,
    }


# -- before there is a desk

async def before(gallery: Gallery, language: str, mode: str) -> None:
    """The first run, locking and unlocking, and a desk that somebody else has open."""
    if not (gallery.wants("first-run") or gallery.wants("unlock")):
        return
    from shutil import rmtree

    folder = gallery.folder / "first" / "PartnerDesk"
    rmtree(folder, ignore_errors=True)
    stage = gallery.stage(language, mode, BEFORE)
    await stage.program.begin(None)
    first: Any = stage.window.whole.currentWidget()
    first.plan = plan(language, folder)
    for at, name in enumerate(("language", "office", "place", "passphrase", "sample")):
        first.show_step(at)
        if name == "place":
            first.fields["folder"].line.setText(str(Path("~") / "PartnerDesk"))
        await stage.take(f"first-run-{at}-{name}")
        if name == "office":
            first.fields["office"].line.clear()
            first.go_on()
            await stage.take("first-run-1-office-missing")
            first.plan.office = plan(language, folder).office
        elif name == "place":
            first.plan.folder = str(folder)
    first.go_on()
    await stage.take("first-run-5-done")
    stage.program.enter()
    await stage.settle()

    other = gallery.stage(language, mode, BEFORE)
    await other.program.begin(folder)
    await other.take("unlock-held")
    await other.close()

    stage.window.activateWindow()
    stage.program.lock()
    await stage.take("unlock")
    locked: Any = stage.window.whole.currentWidget()
    locked.passphrase.line.setText("not the passphrase")
    locked.unlock()
    await stage.take("unlock-wrong")
    await stage.close()


# -- pages

async def today(stage: Stage) -> None:
    """What is to be done."""
    stage.window.go(TODAY)
    await stage.take("today")


def _register(key: str) -> Scene:
    async def scene(stage: Stage) -> None:
        stage.window.go(key)
        await stage.take(key)

    return scene


def _new(key: str) -> Scene:
    async def scene(stage: Stage) -> None:
        stage.window.go(key)
        await stage.settle()
        stage.window.new()
        await _pause(stage)
        if _dialogs():  # begun in a sheet, which is waited for until it is answered
            await _shot(stage, f"{key}-new")
            _dialog().reject()
            await stage.settle()
            return
        await stage.take(f"{key}-new")
        stage.page.panel.discard_changes()
        await stage.settle()

    return scene


async def rating(stage: Stage) -> None:
    """A sheet being scored, and how the candidates of its need compare."""
    stage.window.go("score_sheets")
    await stage.settle()
    stage.page.enter()
    await stage.settle()
    stage.page.panel.work.ask_rater()
    await stage.take("score_sheets-rating")
    stage.page.panel.work.ask.put_away()
    stage.page.panel.compare()
    await stage.take("score_sheets-comparison")


async def _partner(stage: Stage) -> Any:
    stage.window.open("partners", PARTNER)
    await stage.settle()
    return stage.page


async def dossier(stage: Stage) -> None:
    """A partner, part by part."""
    page = await _partner(stage)
    await stage.take("partners-dossier")
    if stage.gallery.quick:
        return
    await _tabs(stage, page.panel, "partners-dossier")


async def partner_acts(stage: Stage) -> None:
    """The sheets in which something is taken up with a partner."""
    page = await _partner(stage)
    for act in ("enter_stage", "change_representative", "hand_over", "change_relation"):
        getattr(page.panel, act)()
        await _standing(stage)
        await _shot(stage, f"partners-acts-{act.replace('_', '-')}")
        _dialog().reject()
        await stage.settle()


async def _tabs(stage: Stage, panel: Any, name: str) -> None:
    for at in range(1, panel.tabs.count()):
        panel.tabs.setCurrentIndex(at)
        part = panel.stack.currentWidget().objectName().removeprefix("tab ") or str(at)
        await stage.take(f"{name}-{part}")
    panel.tabs.setCurrentIndex(0)


async def table(stage: Stage) -> None:
    """A register as a table."""
    stage.window.go("partners")
    await stage.settle()
    stage.page._turn_view()
    stage.page.back()
    await stage.take("partners-table")
    stage.page._arrange_menu()
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    menu.setActiveAction(menu.actions()[0])
    await stage.take("partners-table-columns")
    _close_menus()
    stage.page._turn_view()


async def filtered(stage: Stage) -> None:
    """A list narrowed to nothing, and by the initials of pinyin."""
    stage.window.go("partners")
    await stage.settle()
    for text, name in (("wl", "partners-filter-initials"), ("无此单位", "partners-filter-nothing")):
        stage.page.filter.setText(text)
        await stage.take(name)
    stage.page.filter.clear()


async def menus(stage: Stage) -> None:
    """What stands behind More."""
    page = await _partner(stage)
    more = page.panel.more
    more.menu().popup(more.mapToGlobal(more.rect().bottomLeft()))
    await stage.take("partners-more")
    _close_menus()


async def strike(stage: Stage) -> None:
    """The question before an entry is struck out, and the entry afterwards."""
    page = await _partner(stage)
    page.panel.strike()
    await _standing(stage)
    await _shot(stage, "partners-strike")
    _dialog().reject()
    await stage.settle()
    stage.context.desk.write(stage.context.actor, lambda work: work.strike("seal_uses", 1, "重复登记")).result()
    stage.window.open("seal_uses", 1)
    await stage.take("seal_uses-struck")


async def conflict(stage: Stage) -> None:
    """Somebody else has saved the same field meanwhile."""
    page = await _partner(stage)
    desk, actor = stage.context.desk, stage.context.actor
    desk.write(actor, lambda work: work.save(
        listing.draft(work.look, "clerks", None, name="周以澜", account="colleague"))).result()
    page.panel.form.editors["address"].typed("临澄市望屿区汇澜路18号港务大厦12层")

    def meanwhile(work: Any) -> None:
        theirs = listing.draft(work.look, "partners", PARTNER)
        theirs["address"] = "临澄市望屿区汇澜路20号"
        work.save(theirs)

    desk.write(desk.actor("colleague"), meanwhile).result()
    await stage.settle()
    page.panel.save()
    await stage.take("partners-conflict")
    page.panel.discard_changes()
    await stage.settle()


async def no_duplicates(stage: Stage) -> None:
    """The page of the duplicates where there are none."""
    stage.window.new(DUPLICATES, {"register": "partners"})
    await stage.take("duplicates")


async def duplicates(stage: Stage) -> None:
    """Two partners that are one: compared, merged, and the merge undone; then one to be merged with a named one."""
    desk, actor = stage.context.desk, stage.context.actor

    def twin(work: Any) -> int:
        known = listing.draft(work.look, "partners", PARTNER)
        twin = listing.draft(work.look, "partners", name=f"{known['name']}（集团）", telephone="010-5550000",
                             website=known["website"], stage="active", notes="由展会名录录入。")
        return int(work.save(twin))

    made = desk.write(actor, twin).result()
    stage.window.new(DUPLICATES, {"register": "partners"})
    await stage.settle()
    await stage.take("duplicates")
    stage.page.merge()
    await stage.settle()
    await stage.take("duplicates-merged")
    stage.page.undo()
    await stage.settle()
    stage.window.new(DUPLICATES, {"register": "partners", "keep": PARTNER})
    await stage.take("duplicates-named")
    desk.write(actor, lambda work: work.strike("partners", made, "误登")).result()
    await stage.settle()


async def problems(stage: Stage) -> None:
    """A form with what has to be mended."""
    stage.window.go("partners")
    await stage.settle()
    stage.window.new()
    await stage.settle()
    panel = stage.page.panel
    panel.form.editors["name"].typed("临澄示例有限公司")
    panel.form.editors["credit_code"].typed("91350100M000100Y44")
    panel.save()
    await stage.take("partners-problems")
    panel.discard_changes()
    await stage.settle()


# -- meetings

def _meeting(look: Any) -> int:
    return sample.meeting_of_the_packet(look)


def _to_come(look: Any) -> int | None:
    from partnerdesk.office.meetings.records import Meeting

    found = records(look, Meeting, Meeting.state.in_(("called", "planned")))
    return found[0].id if found else None


async def workspace(stage: Stage) -> None:
    """Holding a meeting: with the list beside it, and with the whole width."""
    for id, name in ((stage.read(_meeting), "meetings-workspace"), (stage.read(_to_come), "meetings-to-come")):
        if id is None:
            continue
        stage.window.open("meetings", id)
        await stage.take(f"{name}-beside")
        stage.page.enter()
        await stage.take(name)
        space = stage.page.panel.workspace
        space.turn_to(2)
        await stage.take(f"{name}-item")
        space.turn_to(0)
        for place, view in ((1, "papers"), (2, "tasks")):
            space.show_view(place)
            await stage.take(f"{name}-{view}")
        space.show_view(0)
        stage.page.back()
    if stage.page.panel.onward.isHidden():
        return
    stage.page.panel.go_onward()
    await _standing(stage, needed=False)
    if _dialogs():
        await _shot(stage, "meetings-onward")
        _dialog().reject()
    await stage.settle()


async def meeting_facts(stage: Stage) -> None:
    """The entry, the lines, the files and the history of a meeting."""
    stage.window.open("meetings", stage.read(_meeting))
    await stage.settle()
    panel = stage.page.panel
    for at in range(panel.tabs.count()):
        panel.tabs.setCurrentIndex(at)
        await stage.take(f"meetings-facts-{at}")
    panel.tabs.setCurrentIndex(1)


async def new_meeting(stage: Stage) -> None:
    """The sheet that begins a meeting, with what its category brings."""
    stage.window.go("meetings")
    await stage.settle()
    stage.window.new()
    await _standing(stage)
    sheet = _dialog()
    categories = stage.read(lambda look: listing.window(look, listing.Listing("meeting_categories"), 0, 9))
    sheet.editors["category_id"].show_value(categories[0].id, categories[0].cells[0])
    sheet.propose()
    await _pause(stage)
    sheet.editors["starts"].typed("2026-12-18 9:30")
    await _shot(stage, "meetings-new")
    sheet.reject()
    await stage.settle()


# -- the rest of the window

async def import_empty(stage: Stage) -> None:
    """The first step of an import."""
    stage.window.go(IMPORT)
    await stage.take("import-1-choose")


async def importing(stage: Stage) -> None:
    """An import, step by step: with rows to decide and to mend, and one that is taken."""
    stage.window.go(IMPORT)
    await stage.take("import-1-choose")
    known = stage.read(lambda look: listing.named(look, "partners", PARTNER))
    file = stage.gallery.folder / "members.csv"
    for text, name in ((MEMBERS.format(known=known), "members"), (FINE, "fine")):
        file.write_text(text, "utf-8")
        stage.page.start_again()
        stage.page.alliance.setText("临澄湾产业联盟")
        stage.page.read_file(file)
        await stage.take(f"import-2-columns-{name}")
        stage.page.check.click()
        await stage.take(f"import-3-rows-{name}")
    stage.page.take.click()
    await stage.take("import-4-done")


async def search(stage: Stage) -> None:
    """The search with an answer, and with none."""
    await _search(stage, "江屿", "search")
    await _search(stage, "jywl", "search-initials")
    await _search(stage, "无此事项", "search-nothing")


async def search_nothing(stage: Stage) -> None:
    """The search of an empty desk."""
    await _search(stage, "江屿", "search-nothing")


async def _search(stage: Stage, text: str, name: str) -> None:
    stage.window.activateWindow()
    stage.window.look_up()
    stage.window.search.setText(text)
    await stage.take(name)
    QTest.keyClick(stage.window.search, Qt.Key.Key_Escape)


async def settings(stage: Stage) -> None:
    """The settings, and the sheet for another passphrase."""
    stage.window.go(SETTINGS)
    await stage.take("settings")
    if stage.gallery.quick:
        return
    stage.page.change_passphrase()
    await _standing(stage)
    await _shot(stage, "settings-passphrase")
    _dialog().reject()
    await stage.settle()


async def message(stage: Stage) -> None:
    """Messages above a page: something to be done first, and a job that went well."""
    stage.window.go(SETTINGS)
    await stage.settle()
    stage.page.back_up()
    await stage.take("message-soon")
    stage.page.examine()
    await stage.take("message-good")


async def preview(stage: Stage) -> None:
    """Papers before they are printed."""
    meeting = stage.read(_meeting)
    for paper, id in (("minutes", meeting), ("partner-dossier", PARTNER), ("packet", meeting)):
        stage.program.print_paper(paper, id)
        # The view paints its pages on a thread of its own.
        await stage.take(f"preview-{paper}", quiet=1.5)
        if paper == "partner-dossier":
            stage.page.save_encrypted()
            await _standing(stage)
            await _shot(stage, "preview-encrypted")
            _dialog().reject()
            await stage.settle()


# -- what stands before the window

def _dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def _dialog() -> Any:
    (found,) = _dialogs()
    return found


def _close_menus() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QMenu):
            each.close()


async def _pause(stage: Stage, seconds: float = 0.6) -> None:
    """Wait while a sheet waits for its answer, which is a job that does not end."""
    await stage.program.jobs.rest(seconds)


async def _standing(stage: Stage, *, needed: bool = True) -> None:
    for _ in range(100):
        await _pause(stage, 0.05)
        if _dialogs():
            return
    if needed:
        raise RuntimeError("the sheet does not come")


async def _shot(stage: Stage, name: str) -> None:
    await _pause(stage)
    stage.keep(name)
