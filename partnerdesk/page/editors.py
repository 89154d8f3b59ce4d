"""One editor for every kind of field."""

from __future__ import annotations

from typing import Any

from partnerdesk.page.choice_editors import ChoiceEditor, SeveralEditor, YesNoEditor
from partnerdesk.page.context import Context
from partnerdesk.page.day_editors import AppointmentEditor, DayEditor, MomentEditor
from partnerdesk.page.editor import Editor
from partnerdesk.page.file_editor import FileEditor
from partnerdesk.page.link_editors import LinkEditor, LinksEditor
from partnerdesk.page.number_editors import AmountEditor, NumberEditor
from partnerdesk.page.prose_editor import ProseEditor
from partnerdesk.page.text_editors import LongTextEditor, TextEditor
from partnerdesk.record.fields import Field, Kind

_EDITORS: dict[Kind, type[Editor]] = {
    Kind.TEXT: TextEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.DAY: DayEditor,
    Kind.MOMENT: MomentEditor,
    Kind.APPOINTMENT: AppointmentEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.SEVERAL: SeveralEditor,
    Kind.AMOUNT: AmountEditor,
    Kind.NUMBER: NumberEditor,
    Kind.PERCENTAGE: NumberEditor,
    Kind.POINTS: NumberEditor,
    Kind.YES_NO: YesNoEditor,
    Kind.LINK: LinkEditor,
    Kind.LINKS: LinksEditor,
    Kind.FILE: FileEditor,
}


def editor_for(field: Field, context: Context, **how: Any) -> Editor:
    """The editor of a field, with its label, its check and its help; found by the field's name."""
    if field.rich:
        return ProseEditor(field, context, **how)
    return _EDITORS[field.kind](field, context, **how)
