"""The form that every other form grows from: it explains a broken rule beside its field."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

import wtforms
from flask import g, request
from flask_babel import LazyString
from werkzeug.datastructures import MultiDict
from wtforms import Field

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.text import clean
from coprod.web.language import translate

T = TypeVar("T")


class Form(wtforms.Form):
    """A form whose words are cleaned before they are looked at.

    CSRF is checked at the door (``web.csrf``) and is no matter of the form's.
    """

    @classmethod
    def from_request(cls, **options: Any) -> Self:
        """Return the form with what was sent, or with words that were typed before and wait."""
        typed = request.form if request.method == "POST" else g.get("typed_before")
        return cls(clean_form_data(typed) if typed is not None else None, **options)

    @contextmanager
    def catching_rule_errors(self) -> Iterator[None]:
        """Show a rule broken inside the block as an error, on its field if there is one."""
        try:
            yield
        except RuleBrokenError as broken:
            self.show_rule_error(broken)

    def show_rule_error(self, broken: RuleBrokenError) -> None:
        if broken.field in self:
            add_error(self[broken.field], translate(broken.message))
        else:
            self.form_errors = [*self.form_errors, translate(broken.message)]

    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong, as (id of the box to go to, what to do), in the form's order."""
        problems = [("", str(text)) for text in self.form_errors]
        for field in self:
            problems += [(get_focus_id(field), str(text)) for text in field.errors[:1]]
        return problems


def clean_form_data(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return what was typed without the characters that no database or page can hold."""
    return MultiDict([(name, clean(value)) for name, value in typed.items(multi=True)])


def add_error(field: Field, message: str | LazyString) -> None:
    field.errors = [*field.errors, str(message)]


def get_focus_id(field: Field) -> str:
    """Return the id of the first box of a field, for the link in the summary of mistakes."""
    return str(getattr(field, "focus_id", field.id))


def require_value(value: T | None) -> T:
    """Return a value that the form has already checked is there."""
    if value is None:
        raise RuntimeError("asked for the data of a form that is not valid")
    return value
