"""What a step needs and what was decided at it before: evidence, what is missing, rounds, conditions, basis."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from partnerdesk.office import contents
from partnerdesk.office.cases.course import SUBJECTS, Course, CourseStep, Decided
from partnerdesk.office.cases.records import OUTCOME_CHOICES
from partnerdesk.office.gates import Missing
from partnerdesk.office.wording import choice_label
from partnerdesk.page.context import Context
from partnerdesk.page.pieces import Card, Text, beside, button, column, plain_tip, row, tag
from partnerdesk.words import N_

_TONES = {choice.key: choice.tone for choice in OUTCOME_CHOICES}


class StepCards(QWidget):
    """The cards beside the form of a step."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        words = self.words
        self.missing = Card(words(N_("Still missing")))
        self.missing.setObjectName("missing")
        self.evidence = Card(words(N_("Evidence required")))
        self.rounds = Card(words(N_("Decided before")))
        self.rounds.setObjectName("rounds")
        self.conditions = Card(words(N_("Conditions of the case")))
        self.basis = Text(role="faint", wrap=True)
        self.setLayout(column(self.missing, self.evidence, self.conditions, self.rounds, self.basis, None, spacing=10,
                              margins=(0, 0, 4, 0)))

    def show_step(self, seen: Course, step: CourseStep) -> None:
        """Show what belongs to one step."""
        words = self.words
        self._fill(self.missing, [self._missing(seen, each) for each in step.missing])
        lines = [line.strip() for line in step.evidence.said(words).splitlines() if line.strip()]
        self._fill(self.evidence, [Text(f"· {line}", "soft", wrap=True) for line in lines])
        self._fill(self.conditions, [Text(seen.conditions, wrap=True)] if seen.conditions else [])
        done = [each for each in step.rounds if each.decided is not None]
        self._fill(self.rounds, [self._round(seen, each) for each in reversed(done)])
        self.basis.setText(beside(
            words(N_("Under {basis}"), basis=seen.basis.said(words)) if seen.basis else "",
            words(N_("version {number} of the procedure"), number=seen.edition)))
        clauses = next((each.clauses for each in contents.procedures() if each.code == seen.code), ())
        self.basis.setToolTip(", ".join(clauses))

    def _fill(self, card: Card, parts: list[QWidget]) -> None:
        while card.body.count() > 1:
            item = card.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in parts:
            card.body.addWidget(part)
        card.setVisible(bool(parts))

    def _missing(self, seen: Course, each: Missing) -> QWidget:
        """What is missing, and the way to where it is entered."""
        text = Text(each.sentence(self.words), tone="soon", wrap=True)
        if not each.register:
            return text
        way = button(self.words(N_("Open") if each.id is not None else N_("Enter it")),
                     lambda _on=False: self._go(seen, each), role="plain")
        way.setAccessibleName(f"{way.text()}: {each.said(self.words)}")
        way.setToolTip(plain_tip(self.words(contents.entry(each.register).title)))
        made = QWidget()
        across = row(text, way)
        across.setStretch(0, 1)
        made.setLayout(across)
        return made

    def _go(self, seen: Course, each: Missing) -> None:
        """Open what is to be seen to, else begin what is missing; what has no page of its own stands in the dossier."""
        if each.id is not None:
            self.context.open(each.register, each.id)
        elif contents.entry(each.register).group:
            known = seen.subject in self.context.registers[each.register].fields
            self.context.new(each.register, {seen.subject: seen.subject_id} if known else {})
        else:
            self.context.open(SUBJECTS[seen.subject], seen.subject_id)

    def _round(self, seen: Course, each: Decided) -> QWidget:
        words = self.words
        said = choice_label(OUTCOME_CHOICES, each.outcome, words)
        if each.outcome == "return" and each.back_to in [step.code for step in seen.steps]:
            said = words(N_("Returned to {step}"), step=seen.step(each.back_to).title.said(words))
        head = row(tag(said, _TONES.get(each.outcome, "")), None)
        by = Text(beside(
            words(N_("round {number}"), number=each.number), each.signer,
            words.short_day(each.decided) if each.decided is not None else "",
            words(N_("on paper")) if each.on_paper else ""), "faint", wrap=True)
        parts: list[QWidget] = [Text(text, wrap=True) for text in (
            each.opinion, words.labelled(words(N_("Conditions")), each.conditions) if each.conditions else "") if text]
        made = QWidget()
        made.setLayout(column(head, by, *parts, spacing=3))
        return made
