"""The form for the files of an export of Polis."""

from typing import Self

from flask import request
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import MultipleFileField
from wtforms.validators import InputRequired, StopValidation

from coprod.intelligence.statements.rules import LONGEST_SOURCE
from coprod.web.fields import LineField, max_length
from coprod.web.forms import Form, clean_form_data


class ExportForm(Form):
    source = LineField(
        lazy_gettext("Who asked?"),
        [InputRequired(lazy_gettext("Say who asked")), max_length(LONGEST_SOURCE)],
        description=lazy_gettext("The organisation, as readers should see it."),
    )
    files = MultipleFileField(lazy_gettext("Choose the files of the export"))

    @classmethod
    def from_sent(cls) -> Self:
        if request.method != "POST":
            return cls(None)
        typed: MultiDict[str, object] = MultiDict(clean_form_data(request.form))
        typed.update(request.files)
        return cls(typed)

    def validate_files(self, _field: MultipleFileField) -> None:
        if not self.list_files():
            raise StopValidation(str(lazy_gettext("Choose the files first")))

    def list_files(self) -> list[tuple[str, bytes]]:
        """Return the uploaded files by name and content."""
        uploaded = [each for each in self.files.data or () if getattr(each, "filename", "")]
        for each in uploaded:
            each.seek(0)
        return [(each.filename, each.read()) for each in uploaded]
