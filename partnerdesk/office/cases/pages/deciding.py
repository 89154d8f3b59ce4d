"""The form of an open step: opinion, conditions, signature and day, and a button for each outcome."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from partnerdesk.office.cases.acting import Decision
from partnerdesk.office.cases.course import Course, CourseStep
from partnerdesk.office.cases.records import OUTCOME_CHOICES
from partnerdesk.page import theme
from partnerdesk.page.context import Context
from partnerdesk.page.editor import Editor
from partnerdesk.page.editors import editor_for
from partnerdesk.page.jobs import slot
from partnerdesk.page.pieces import Box, Flow, Text, button, column, holder, row
from partnerdesk.page.waiting import Rest
from partnerdesk.problems import Problem
from partnerdesk.record.draft import Draft
from partnerdesk.record.standing import behind
from partnerdesk.store import drafts
from partnerdesk.words import N_

KEEP_AFTER = 1000  # milliseconds after the last key until what is typed is kept as a draft
KEYS = {outcome: f"Ctrl+{number}" for number, outcome in enumerate(
    ("pass", "conditional", "return", "refuse", "not-applicable"), 1)}
_FIELDS = ("opinion", "conditions", "signer", "decided", "on_paper", "scan")
_ROLES = {"pass": "main", "refuse": "danger"}
_SHORT = {"return": N_("Send back")}  # what a button says in fewer words


class DecisionForm(QWidget):
    """What somebody decides at one step; `decided` tells the outcome whose button was pressed.

    What is typed and not decided yet is kept as a draft, so that neither a crash nor a look elsewhere loses it.
    """

    decided = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        words, fields = self.words, context.registers["case_steps"].fields
        self.editors: dict[str, Editor] = {name: editor_for(fields[name], context) for name in _FIELDS}
        self.back_to = Box()
        self.back_to.setObjectName("back_to")
        self.back_to.setAccessibleName(words(N_("Returned to the step")))
        back = Text(words(N_("If returned, to the step")), "faint")
        back.setBuddy(self.back_to)
        self.back = holder(column(back, self.back_to, spacing=3))
        self.problem = Text(role="problem", wrap=True)
        self.problem.setObjectName("problem of outcome")
        self.problem.hide()
        self.buttons: dict[str, QPushButton] = {}
        acts = Flow(8)
        for choice in OUTCOME_CHOICES:
            label = words(_SHORT.get(choice.key, choice.label))
            made = button(f"{label}  {KEYS[choice.key]}",
                          lambda _on=False, outcome=choice.key: self.press(outcome), role=_ROLES.get(choice.key, ""),
                          name=f"outcome {choice.key}")
            made.setAccessibleName(label)
            self.buttons[choice.key] = made
            acts.addWidget(made)
        signed = row(self.editors["signer"], self.editors["decided"], spacing=14)
        signed.setStretch(0, 2)
        signed.setStretch(1, 3)
        paper = row(self.editors["on_paper"], self.editors["scan"], spacing=14)
        paper.setStretch(0, 2)
        paper.setStretch(1, 3)
        for name, high in (("opinion", 60), ("conditions", 40)):
            self.editors[name].input.setFixedHeight(theme.px(high))
        self.setLayout(column(self.editors["opinion"], self.editors["conditions"], signed, paper, self.back, spacing=8))
        # They stay in sight below the form, however far it is scrolled.
        self.acts = holder(column(self.problem, holder(acts), spacing=6))
        self._keep_rest = Rest(self, KEEP_AFTER, self._keep)
        self._round: int | None = None
        self._step: CourseStep | None = None
        for editor in self.editors.values():
            editor.changed.connect(self._typed)
        for name in ("signer", "decided"):
            line: Any = self.editors[name].input
            line.returnPressed.connect(lambda name=name: self._go_on(name))

    # -- what a page uses

    def show_step(self, course: Course, step: CourseStep, kept: Draft | None, signer: str) -> None:
        """Show the form of an open step, with what was typed the last time, else with who usually signs."""
        present = step.present
        fresh = present is None or present.id != self._round
        self._step, self._round = step, present.id if present is not None else None
        self.acts.show()
        for key, made in self.buttons.items():
            made.setVisible(step.allows(key))
        self._offer_ways_back(course, step)
        if not fresh:
            return
        self.say([])
        values = kept.values if kept is not None else {}
        for name, editor in self.editors.items():
            usual = {"signer": signer, "decided": self.context.today}.get(name)
            editor.show_value(values.get(name, usual))
        if (back := self.back_to.findData(values.get("back_to"))) >= 0:
            self.back_to.setCurrentIndex(back)
        self.editors["conditions"].setVisible(step.allows("conditional"))

    def forget(self) -> None:
        """Nothing is shown any more; the next step comes with its own values."""
        self.flush()
        self._round, self._step = None, None
        self.acts.hide()

    def hold(self, held: bool) -> None:
        """Keep no draft while the decision itself is being entered; go on where it could not be."""
        if held:
            self._keep_rest.stop()
        else:
            self._keep_rest.start()

    def _offer_ways_back(self, course: Course, step: CourseStep) -> None:
        chosen = self.back_to.currentData()
        self.back_to.clear()
        ways = behind(course.rules, step.code)
        for code in ways:
            title = course.step(code).title.said(self.words)
            shown = self.words(N_("{step} (once more)"), step=title) if code == step.code else title
            self.back_to.addItem(shown, code)
        at = self.back_to.findData(chosen)
        self.back_to.setCurrentIndex(at if at >= 0 else max(len(ways) - 2, 0))
        self.back.setVisible(step.allows("return"))

    @property
    def composing(self) -> bool:
        return any(editor.composing for editor in self.editors.values())

    def decision(self, outcome: str) -> Decision | None:
        """What stands in the form, as a decision; nothing where a field cannot be read, which is then said there."""
        wrong = [editor for editor in self.editors.values() if not editor.check()]
        if wrong:
            wrong[0].setFocus()
            return None
        values = {name: editor.reading().value for name, editor in self.editors.items()}
        return Decision(
            outcome, values["decided"] or self.context.today, values["signer"] or "", values["opinion"] or "",
            values["conditions"] or "", self.back_to.currentData() or "" if outcome == "return" else "",
            bool(values["on_paper"]), values["scan"])

    def say(self, problems: list[Problem]) -> None:
        """Show each problem at its field; what concerns the outcome stands above the buttons."""
        for name, editor in self.editors.items():
            editor.show_problem("\n".join(each.said(self.words) for each in problems if each.field == name))
        others = [each.said(self.words) for each in problems if each.field not in self.editors]
        self.problem.setText("\n".join(others))
        self.problem.setVisible(bool(others))
        first = next((each.field for each in problems if each.field in self.editors), None)
        if first is not None:
            self.editors[first].setFocus()

    def press(self, outcome: str) -> None:
        """Press the button of an outcome, where the step provides for it."""
        if not self.composing and self._step is not None and self._step.allows(outcome) and self.isVisible():
            self.decided.emit(outcome)

    # -- what is typed and not decided yet

    @staticmethod
    def place(round_id: int | None) -> str:
        """Where the draft of a round is kept."""
        return f"decision:{round_id}"

    def flush(self) -> None:
        """Keep at once what waits to be kept."""
        self._keep_rest.flush()

    def _typed(self) -> None:
        self.problem.hide()
        self._keep_rest.start()

    def _keep(self) -> None:
        """Take down what stands here at once: the form may turn to another step in the same breath."""
        if self.composing:
            self._keep_rest.start()
            return
        if self._round is None or self.context.desk.read_only:
            return
        context, place = self.context, self.place(self._round)
        readings = {name: editor.reading() for name, editor in self.editors.items()}
        values = {name: read.value for name, read in readings.items()
                  if read.problem is None and read.value not in (None, "", False)}
        copy = Draft("case_steps", self._round, 0, {}, {**values, "back_to": self.back_to.currentData()})
        self._kept(context.desk.write(
            context.actor, lambda work: drafts.keep(work.session, context.actor, place, copy)))

    @slot(quiet=True)
    async def _kept(self, kept: Future[None]) -> None:
        await self.context.jobs.finished(kept)

    def _go_on(self, name: str) -> None:
        order = [*self.editors]
        self.editors[order[order.index(name) + 1]].setFocus()
