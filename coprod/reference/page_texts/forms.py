"""How we ask for the words of a page."""

from typing import Self

from flask_babel import lazy_gettext
from wtforms import HiddenField

from coprod.core.values.text import one_line
from coprod.reference.page_texts import rules
from coprod.reference.page_texts.enums import PageText
from coprod.reference.page_texts.rules import NewWords
from coprod.reference.wording.forms import build_why_box
from coprod.web.fields import LineField, ParagraphsField
from coprod.web.forms import Form


class PageTextForm(Form):
    """The words of one page in one language. ``seen`` marks what the writer was shown."""

    seen = HiddenField()

    @classmethod
    def for_text(cls, page_text: PageText, text: str, seen: str) -> Self:
        """Return a form with a box that fits the text, and one for the reason below it."""
        boxes = {
            "words": LineField(lazy_gettext("The words"))
            if page_text.is_line
            else ParagraphsField(
                lazy_gettext("The words"),
                description=lazy_gettext(
                    "An empty line begins a paragraph, ## a heading, - a line of a list. "
                    "[words](https://example.org) is a link, and **words** are bold."
                ),
                longest=rules.get_longest(page_text),
                rows=20,
            ),
            "why": build_why_box(),
        }
        form_class: type[Self] = type("PageTextForm", (cls,), boxes)
        return form_class.from_request(seen=seen, data={"words": text})

    def read_words(self, page_text: PageText, language: str) -> NewWords:
        typed = (self["words"].data or "").strip()
        text = one_line(typed) if page_text.is_line else typed
        return NewWords(language, text, self["why"].data or "")
