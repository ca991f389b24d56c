"""GOV.UK components: ``gov(field)`` draws any form field, ``component(...)`` any other part.

The components have a Jinja environment of their own, because they lean on missing values being
empty, which our own templates must never do (``StrictUndefined``).
Lists and the frame of a page write the same markup in plain templates: it is 20 times faster.
"""

from typing import Any

from flask import Flask
from flask_babel import gettext
from govuk_frontend_wtf import wtforms_widgets
from jinja2 import Environment, PackageLoader, PrefixLoader, select_autoescape
from markupsafe import Markup, escape
from wtforms import Field, Form, fields

from coprod.web.fields import DATE_PARTS, ParagraphsField, PartialDateField

PACKAGES = ("govuk_frontend_jinja", "govuk_frontend_wtf")

component_environment = Environment(
    loader=PrefixLoader({name: PackageLoader(name) for name in PACKAGES}),
    autoescape=select_autoescape(default=True),
    trim_blocks=True,
)


class ComponentWidget:
    """Draws a widget with the environment above and in the reader's language."""

    template: str

    def render(self, params: dict[str, Any]) -> Markup:
        attributes = params.get("attributes", {})  # required="false" would still say that it is
        params["attributes"] = {
            name: value for name, value in attributes.items() if value is not False
        }
        if params.get("errorMessage"):
            params["errorMessage"]["visuallyHiddenText"] = gettext("Error")
            message = params["errorMessage"].pop("text")
            params["errorMessage"]["html"] = escape(message)
        return Markup(component_environment.get_template(self.template).render(params=params))  # noqa: S704


class TextWidget(ComponentWidget, wtforms_widgets.GovTextInput):
    pass


class PasswordWidget(ComponentWidget, wtforms_widgets.GovPasswordInput):
    def render(self, params: dict[str, Any]) -> Markup:
        texts = {
            "showPasswordText": gettext("Show"),
            "hidePasswordText": gettext("Hide"),
            "showPasswordAriaLabelText": gettext("Show password"),
            "hidePasswordAriaLabelText": gettext("Hide password"),
            "passwordShownAnnouncementText": gettext("Your password is visible"),
            "passwordHiddenAnnouncementText": gettext("Your password is hidden"),
        }
        return super().render({**texts, **params})


class TextAreaWidget(ComponentWidget, wtforms_widgets.GovTextArea):
    pass


class RadiosWidget(ComponentWidget, wtforms_widgets.GovRadioInput):
    pass


class CheckboxesWidget(ComponentWidget, wtforms_widgets.GovCheckboxesInput):
    pass


class CheckboxWidget(ComponentWidget, wtforms_widgets.GovCheckboxInput):
    pass


class SelectWidget(ComponentWidget, wtforms_widgets.GovSelect):
    pass


class SubmitWidget(ComponentWidget, wtforms_widgets.GovSubmitInput):
    pass


class PartialDateWidget:
    """Day, month and year: the library's own date widget fails on a malformed answer."""

    def __call__(self, field: PartialDateField, **options: Any) -> Markup:
        labels = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
        wide = {"day": 2, "month": 2, "year": 4}
        params: dict[str, Any] = {
            "id": field.id,
            "namePrefix": field.name,
            "fieldset": {"legend": {"text": field.label.text, **options.get("legend", {})}},
            "items": [build_date_box(field, part, labels[part], wide[part]) for part in DATE_PARTS],
        }
        if field.description:
            params["hint"] = {"text": field.description}
        if field.errors:
            error = {"text": str(field.errors[0]), "visuallyHiddenText": gettext("Error")}
            params["errorMessage"] = error
        return render_component("date-input", "govukDateInput", params)


def build_date_box(field: PartialDateField, part: str, label: str, wide: int) -> dict[str, Any]:
    error = " govuk-input--error" if field.errors else ""
    return {
        "id": f"{field.id}-{part}",
        "name": part,
        "label": label,
        "value": field.typed[part],
        "classes": f"govuk-input--width-{wide}{error}",
        "inputmode": "numeric" if part != "month" else "text",
    }


WIDGETS: list[tuple[type[Field], Any]] = [
    (fields.RadioField, RadiosWidget()),
    (fields.SelectMultipleField, CheckboxesWidget()),
    (fields.BooleanField, CheckboxWidget()),
    (fields.SelectField, SelectWidget()),
    (fields.PasswordField, PasswordWidget()),
    (fields.TextAreaField, TextAreaWidget()),
    (fields.SubmitField, SubmitWidget()),
    (Field, TextWidget()),
]


def render_field(field: Field, **params: Any) -> Markup:
    """Draw a form field as its GOV.UK component; ``params`` are those of the component."""
    if isinstance(field, PartialDateField):
        return PartialDateWidget()(field, **params)
    widget = next(widget for kind, widget in WIDGETS if isinstance(field, kind))
    if isinstance(field, ParagraphsField):
        params.setdefault("rows", field.rows)
    return Markup(widget(field, id=field.id, required=False, params=params))  # noqa: S704


def render_component(folder: str, macro: str, params: dict[str, Any]) -> Markup:
    """Draw a component that is not a field: ``component("tag", "govukTag", {...})``."""
    path = f"govuk_frontend_jinja/components/{folder}/macro.html"
    draw: Any = getattr(component_environment.get_template(path).module, macro)
    return Markup(draw(params))  # noqa: S704


def list_form_errors(form: Form) -> list[tuple[str, str]]:
    """Return the mistakes of any form, Flask-Security's too, as (id to go to, what to do)."""
    problems: Any = getattr(form, "problems", None)
    if problems:
        errors: list[tuple[str, str]] = problems()
        return errors
    return [(field.id, str(e)) for field in form for e in field.errors[:1]]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        gov=render_field, component=render_component, list_form_errors=list_form_errors
    )
