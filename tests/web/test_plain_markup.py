"""Lists and frames write the markup of GOV.UK components by hand; here it is held against them."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from flask import Flask, render_template, render_template_string

from coprod.web.components import render_component


class Outline(HTMLParser):
    """The tags with their attributes, and the words: all of a markup but its spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {(n, " ".join((v or "").split())) for n, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(" ".join(data.split()))


def outline(markup: str) -> list[object]:
    reader = Outline()
    reader.feed(markup)
    return reader.found


def boxes(markup: str) -> list[object]:
    """Return the fieldset and what is in it: around it a filter is ours."""
    found = outline(markup)
    begins = next(
        n for n, each in enumerate(found) if isinstance(each, tuple) and each[0] == "fieldset"
    )
    return found[begins : found.index("/fieldset") + 1]


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_a_filter_is_what_the_checkboxes_are(app: Flask, chosen: int) -> None:
    options = [
        SimpleNamespace(value=f"value-{n}", label=f"Label & {n}", count=n, is_chosen=n == chosen)
        for n in (1, 2)
    ]
    about = SimpleNamespace(name="group", label="Groups", options=options, is_open=bool(chosen))
    items = [
        {
            "value": each.value,
            "html": f"<span>Label &amp; {each.count}</span>"
            f" <span class='app-choices__count'>{each.count}</span>",
            "label": {"classes": "app-choices__label"},
            "checked": each.is_chosen,
            "id": f"group-{each.count}",
        }
        for each in options
    ]
    legend = {"text": "Groups", "classes": "govuk-visually-hidden"}
    with app.test_request_context():
        ours = render_template("_parts/filter.html", filter=about)
        given = {
            "name": "group",
            "classes": "govuk-checkboxes--small",
            "fieldset": {"legend": legend, "classes": "app-choices"},
            "items": items,
        }
        theirs = render_component("checkboxes", "govukCheckboxes", given)
    assert without_module(boxes(ours)) == without_module(boxes(theirs))


def without_module(found: list[object]) -> list[object]:
    """Leave out what asks for the script of the component, and its own class on the legend."""
    return [
        (each[0], {(n, v) for n, v in each[1] if n != "data-module"} - LEGEND)
        if isinstance(each, tuple)
        else each
        for each in found
    ]


LEGEND = {
    ("class", "govuk-fieldset__legend govuk-visually-hidden"),
    ("class", "govuk-visually-hidden"),
}
"""A legend that is only heard needs no class of how it looks."""


@pytest.mark.parametrize(
    ("ours", "folder", "macro", "params"),
    [
        (
            '<strong class="govuk-tag govuk-tag--yellow">Provisional</strong>',
            "tag",
            "govukTag",
            {"text": "Provisional", "classes": "govuk-tag--yellow"},
        ),
        (
            '{% from "_parts/forms.html" import back %}{{ back("/stories", "Back & on") }}',
            "back-link",
            "govukBackLink",
            {"href": "/stories", "text": "Back & on"},
        ),
    ],
)
def test_small_parts_are_what_the_components_are(
    app: Flask, ours: str, folder: str, macro: str, params: dict[str, str]
) -> None:
    with app.test_request_context():
        plain = render_template_string(ours)
        assert outline(plain) == outline(render_component(folder, macro, params))
