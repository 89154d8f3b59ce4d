"""One case beside the list of cases: its lane above everything, the step that is worked on, its facts and files."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.office.cases.acting import cancel, decide, resume, suspend
from partnerdesk.office.cases.course import SUBJECTS, Course, CourseStep, course, usual_signer
from partnerdesk.office.cases.pages.deciding import KEYS, DecisionForm
from partnerdesk.office.cases.pages.lane import StepLane, due_said, state_said
from partnerdesk.office.cases.pages.opening import start_case
from partnerdesk.office.cases.pages.step import StepCards
from partnerdesk.office.departments import DEPARTMENTS
from partnerdesk.office.wording import choice_label
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.dialogs import ask, ask_reason
from partnerdesk.page.files_panel import FilesPanel
from partnerdesk.page.form import Form
from partnerdesk.page.history_panel import HistoryPanel
from partnerdesk.page.jobs import slot
from partnerdesk.page.loading import Loaded
from partnerdesk.page.pieces import Card, OneLine, Scroll, Text, beside, button, column, on_button, row, shortcut
from partnerdesk.page.record_panel import RecordPanel
from partnerdesk.page.register_page import RegisterPage
from partnerdesk.problems import Problem, Unsaved
from partnerdesk.record.draft import Draft
from partnerdesk.record.standing import State, precedents
from partnerdesk.store import drafts
from partnerdesk.words import N_

# What may be changed by hand: how the case stands follows from what is decided.
_ROWS = (("opened", "alliance_id"), ("reason",), ("remarks",))


class CasePanel(RecordPanel):
    """A case: what it is about, its lane, and below it the step that is open, decided by Ctrl+1 to Ctrl+5."""

    def _make_parts(self) -> None:
        super()._make_parts()
        context, words = self.context, self.words
        self.form.deleteLater()
        self.form = Form(context, self.register, _ROWS)
        self.form.changed.connect(self._typed)
        self.form.save_wanted.connect(self.save)
        self.form.at_end.connect(self.keep.setFocus)
        self.course: Course | None = None
        self.at = ""  # code of the step that is shown
        self.going_in = False  # the keyboard goes to the form of the open step once it is there
        self.lane = StepLane(words)
        self.lane.chosen.connect(self.show_step)
        self.cards = StepCards(context)
        self.decision = DecisionForm(context)
        self.decision.decided.connect(self.decide)
        self.about = button("", self._open_subject, role="plain", name="subject of the case")
        self.rest = button(words(N_("Suspend")), self.suspend, name="suspend")
        self.go_on = button(words(N_("Resume")), self.resume, role="main", name="resume")
        self.end = button(words(N_("Cancel the case")), self.cancel, role="danger", name="cancel case")
        self.files = FilesPanel(context, self.key)
        self.history = HistoryPanel(context, self.key)
        self.lines = {}
        for outcome, keys in KEYS.items():
            shortcut(self, keys, lambda outcome=outcome: self.decision.press(outcome))
        context.listen(self, self._told)

    def _lay_out(self) -> None:
        words = self.words
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(row(self.subject, self.tags, None, spacing=8))
        under = row(self.about, self.below, spacing=4)
        under.setStretch(1, 1)
        head.addLayout(under)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addLayout(head, 1)
        for each in (self.print, self.more):
            across.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(across)
        outer.addWidget(self.lane)
        outer.addWidget(self.tabs)
        outer.addWidget(self.stack, 1)
        self.add_tab(words(N_("Step")), self._work())
        self.add_tab(words(N_("About the case")), self._entry())
        at = self.add_tab(words(N_("Files")), self.files)
        self.files.counted.connect(
            lambda count: self.tabs.setTabText(at, f"{words(N_('Files'))} {count or ''}".strip()))
        self.add_tab(words(N_("History")), self.history)
        foot = row(self.state, self.discard, self.keep)
        foot.setStretch(0, 1)
        outer.addLayout(foot)
        self._show_state()

    def _work(self) -> QWidget:
        """The form of the step at the left; at the right what it needs and what was decided before."""
        self.step_card = Card(" ")
        self.step_card.setObjectName("step card")
        self.facts = OneLine(role="faint")
        self.said = Text(role="soft", wrap=True)
        self.step_card.body.addWidget(self.facts)
        self.step_card.body.addWidget(self.said)
        self.step_card.body.addWidget(self.decision)
        inner = QWidget()
        inner.setLayout(column(self.step_card, None, margins=(0, 0, 4, 0)))
        left = Scroll(inner)
        made = QWidget()
        both = row(column(left, self.decision.acts, spacing=8), Scroll(self.cards), spacing=12)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        made.setLayout(both)
        return made

    def _entry(self) -> QWidget:
        card = Card()
        card.body.addWidget(self.form)
        inner = QWidget()
        self.above = QVBoxLayout(inner)
        self.above.setContentsMargins(0, 0, 4, 0)
        self.above.setSpacing(8)
        self.above.addWidget(card)
        self.above.addLayout(row(self.rest, self.go_on, self.end, None))
        self.above.addStretch(1)
        return Scroll(inner)

    # -- what is shown

    def _show(self, loaded: Loaded) -> None:
        super()._show(loaded)
        if loaded.draft.id is not None:
            self.read_course(loaded.draft.id)

    def _below(self, loaded: Loaded) -> str:
        """Nothing until the case has been read with its steps."""
        return super()._below(loaded) if loaded.struck or loaded.draft.new else ""

    @slot(superseding="course", quiet=True)
    async def read_course(self, id: int) -> None:
        """Read the case with its steps and show the one that is open."""
        context, today = self.context, self.context.today
        seen = await context.jobs.done(context.desk.read(context.actor, lambda look: course(look, id, today)))
        if self.loaded is None or self.loaded.draft.id != id:
            return
        other = self.course is None or self.course.id != id
        self.course = seen
        self._show_head(seen)
        codes = [step.code for step in seen.steps]
        waiting = [step.code for step in seen.open]
        moved = self.at not in codes or (self.at not in waiting and bool(waiting))
        if other or moved:
            self.at = waiting[0] if waiting else next(
                (step.code for step in reversed(seen.steps) if step.last is not None), codes[0] if codes else "")
        await self._show_at()

    def _show_head(self, seen: Course) -> None:
        words, today = self.words, self.context.today
        self.subject.setText(seen.title.said(words))
        self.about.setText(on_button(seen.about.said(words)))
        self.about.setAccessibleName(words(N_("Open {subject}"), subject=seen.about.said(words)))
        self.about.setVisible(bool(seen.about))
        opened = words(N_("opened on {day}"), day=words.short_day(seen.opened))
        waits = [choice_label(DEPARTMENTS, key, words) for key in dict.fromkeys(step.department for step in seen.open)]
        parts = [words(N_("waits for {departments}"), departments=words.listed(waits)) if waits else ""]
        if seen.due is not None:
            said = N_("due on {day}, counted by weekdays only") if seen.provisional else N_("due on {day}")
            parts.append(words(said, day=words.near_day(seen.due, today)))
        parts += [seen.stopped, seen.alliance.said(words), opened]
        if not seen.struck:
            self.below.setText(beside(*parts))
        may = seen.under_way and not self.context.desk.read_only
        self.rest.setVisible(may and seen.state == "running")
        self.go_on.setVisible(may and seen.state == "suspended")
        self.end.setVisible(may)
        self.lane.show_course(seen, today, self.at)

    @slot(superseding="step", quiet=True)
    async def show_step(self, code: str) -> None:
        """Show one step below the lane."""
        self.decision.flush()
        self.at = code
        self.tabs.setCurrentIndex(0)
        await self._show_at()

    async def _show_at(self) -> None:
        seen, context, words = self.course, self.context, self.words
        if seen is None or not self.at:
            return
        step = seen.step(self.at)
        self.lane.show_course(seen, context.today, self.at)
        heading = step.title.said(words)
        self.step_card.heading.setText(heading)
        self.step_card.setAccessibleName(heading)
        self.facts.setText(self._beside(step, seen))
        self.cards.show_step(seen, step)
        may = step in seen.open and not context.desk.read_only
        self.decision.setVisible(may)
        self.said.setVisible(not may)
        if not may:
            self.decision.forget()
            self.said.setText(self._why_closed(step, seen))
            return
        place, department = self.decision.place(step.present.id if step.present else None), step.department

        def read(look: Any) -> tuple[Draft | None, str]:
            return drafts.kept(look.session, context.actor, place), usual_signer(look, department)

        kept, signer = await context.jobs.done(context.desk.read(context.actor, read))
        self.decision.show_step(seen, step, kept, signer)
        if self.going_in:
            self.going_in = False
            self.decision.editors["opinion"].setFocus(Qt.FocusReason.TabFocusReason)

    def _beside(self, step: CourseStep, seen: Course) -> str:
        words = self.words
        parts = [choice_label(DEPARTMENTS, step.department, words)]
        if step.days:
            parts.append(words.many("{count} working day", "{count} working days", step.days))
        parts.append(due_said(step, seen, self.context.today, words)[0])
        if len(step.rounds) > 1:
            parts.append(words(N_("round {number}"), number=len(step.rounds)))
        if step.optional:
            parts.append(words(N_("may be left out")))
        return beside(*parts)

    def _why_closed(self, step: CourseStep, seen: Course) -> str:
        words = self.words
        if step.last is not None and not step.returned:
            return words(N_("This step has been decided: {outcome}."),
                         outcome=state_said(step, seen, self.context.today, words)[0].lstrip("✓—✕ "))
        if seen.state == "suspended":
            return words(N_("The case is suspended. Resume it under “About the case”."))
        if not seen.under_way:
            return words(N_("The case ended before this step was decided."))
        before = [each.title.said(words) for each in seen.steps if each.code in _wanted(seen, step)]
        return words(N_("Begins when this is decided: {steps}."), steps=words.listed(before))

    def _told(self, changed: Any) -> None:
        """Whatever is entered anywhere may be what a step was missing."""
        if self.loaded is not None and self.loaded.draft.id is not None and changed.ids:
            self.read_course(self.loaded.draft.id)

    def _open_subject(self) -> None:
        if self.course is not None:
            self.context.open(SUBJECTS[self.course.subject], self.course.subject_id)

    def flush(self) -> None:
        super().flush()
        self.decision.flush()

    def _turn(self, at: int) -> None:
        super()._turn(at)
        # What is decided is entered by its outcome; there is nothing else to save beside it.
        for each in (self.state, self.keep):
            each.setVisible(at == 1)
        self.discard.setVisible(at == 1 and self.dirty)

    def _show_state(self, typing: bool = False) -> None:
        super()._show_state(typing)
        if self.tabs.currentIndex() != 1:
            self.discard.hide()

    # -- what is done

    @slot(superseding="decide")
    async def decide(self, outcome: str) -> None:
        """Enter the outcome of the step that is shown; whoever refuses is asked once more, for it ends the case."""
        seen, decision = self.course, self.decision.decision(outcome)
        if seen is None or decision is None:
            return
        context, words, code = self.context, self.words, self.at
        step = seen.step(code)
        if decision.day > context.today:
            # What the step has to wait for would count as come.
            self.decision.say([Problem("decided", N_("This day has not come yet."))])
            return
        if outcome == "refuse" and not await ask(
                self, context.jobs, words, words(N_("Refuse at the step “{step}”?"), step=step.title.said(words)),
                words(N_("Refuse")), detail=words(N_("The case ends with that, and the partner enters the stage that "
                                                     "follows. The last step can be undone.")), danger=True):
            return
        place = self.decision.place(step.present.id if step.present else None)

        def job(work: Any) -> None:
            decide(work, seen.id, code, decision)
            drafts.forget(work.session, context.actor, place)

        self.decision.hold(True)
        try:
            await context.jobs.finished(context.desk.write(context.actor, job))
        except Unsaved as unsaved:
            self.decision.hold(False)
            self.decision.say(unsaved.problems)
            return
        self.decision.forget()
        self.at, self.going_in = "", True
        await self.read_course(seen.id)

    @slot(superseding="stop")
    async def suspend(self) -> None:
        """Let the case rest, for a reason."""
        words = self.words
        reason = await ask_reason(self, self.context.jobs, words, words(N_("Suspend the case?")),
                                  words(N_("Suspend")), detail=words(N_("Nothing falls due until it is resumed.")))
        if reason is not None:
            await self._do(lambda work, id, day: suspend(work, id, day, reason))

    @slot(superseding="stop")
    async def resume(self) -> None:
        """Go on with the case; the days of what is open are counted anew."""
        await self._do(resume)

    @slot(superseding="stop")
    async def cancel(self) -> None:
        """End the case without an outcome, for a reason."""
        words = self.words
        reason = await ask_reason(
            self, self.context.jobs, words, words(N_("Cancel the case?")), words(N_("Cancel the case")), danger=True,
            detail=words(N_("It ends without an outcome. What was decided stays on record.")))
        if reason is not None:
            await self._do(lambda work, id, day: cancel(work, id, day, reason))

    async def _do(self, act: Any) -> None:
        context, seen, today = self.context, self.course, self.context.today
        if seen is not None:
            await context.jobs.finished(context.desk.write(context.actor, lambda work: act(work, seen.id, today)))


def _wanted(seen: Course, step: CourseStep) -> tuple[str, ...]:
    """The codes of the steps that have to be decided before a step and are not."""
    return tuple(code for code in precedents(seen.rules)[step.code] if seen.step(code).state in (
        State.WAITING, State.OPEN))


class CasesPage(RegisterPage):
    """The register of cases with the lane and the open step of each beside its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "cases", CasePanel)
        self.panel.setMinimumWidth(theme.px(520))

    def new(self, given: dict[str, Any] | None = None) -> None:
        """Begin a procedure; a case comes with its first step, never by itself."""
        self.begin_case(given if isinstance(given, dict) else {})

    @slot(superseding="new")
    async def begin_case(self, given: dict[str, Any]) -> None:
        """Ask which procedure and about what, and go to the case that was opened."""
        subject = next((name for name in SUBJECTS if given.get(name)), "")
        made = await start_case(self, self.context, subject, given.get(subject) if subject else None,
                                given.get("code", ""))
        if made is not None:
            self.reload_all()
            assert isinstance(self.panel, CasePanel)
            self.panel.going_in = True
            self.open(made)

    def enter(self) -> None:
        super().enter()
        panel = self.panel
        assert isinstance(panel, CasePanel)
        if panel.decision.isVisible():
            panel.decision.editors["opinion"].setFocus(Qt.FocusReason.TabFocusReason)
        elif panel.lane.boxes:
            panel.lane.boxes[0].setFocus(Qt.FocusReason.TabFocusReason)


def build(context: Context) -> QWidget:
    """The page of the cases."""
    return CasesPage(context)
