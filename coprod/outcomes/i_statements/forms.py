"""How we ask for the words of a statement, and for what an activity has to do with one."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.enums import Direction, LinkKind, Strength
from coprod.outcomes.i_statements.models import Indicator, Statement
from coprod.outcomes.i_statements.rules import (
    LONGEST,
    IndicatorContent,
    LinkDetails,
    StatementContent,
)
from coprod.reference.wording.forms import EffectForm
from coprod.web.choices import EnumField
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, PartialDateField, max_length
from coprod.web.forms import Form
from coprod.web.language import LANGUAGES, translate

NEEDED = InputRequired(lazy_gettext("Write something first"))


class ContentForm(Form):
    seen = HiddenField()
    domain = LineField(lazy_gettext("What is it about?"), [NEEDED, max_length(LONGEST["domain"])])


class StatementForm(ContentForm):
    words = LineField(lazy_gettext("The statement"), [NEEDED, max_length(LONGEST["words"])])
    is_confirmed = BooleanField(lazy_gettext("The partnership has confirmed this wording"))

    @classmethod
    def build(cls, statement: Statement | None, seen: str) -> Self:
        """Return a form with a line for each language that the register speaks."""
        lines = {
            each.code: LineField(each.name, [max_length(LONGEST["words"])])
            for each in LANGUAGES[1:]
        }
        form_class: type[Self] = type("StatementForm", (cls,), dict(lines))
        if statement is None:
            return form_class.from_request(seen=seen)
        values: dict[str, Any] = {code: statement.translations.get(code, "") for code in lines}
        values |= {
            "domain": statement.domain,
            "words": statement.words,
            "is_confirmed": statement.is_confirmed,
        }
        return form_class.from_request(seen=seen, **values)

    def to_content(self) -> StatementContent:
        translations = {each.code: self[each.code].data or "" for each in LANGUAGES[1:]}
        translations = {code: words for code, words in translations.items() if words}
        confirmed = bool(self.is_confirmed.data)
        return StatementContent(
            self.domain.data or "", self.words.data or "", confirmed, translations
        )


class IndicatorForm(ContentForm):
    label = LineField(lazy_gettext("What is measured?"), [NEEDED, max_length(LONGEST["label"])])
    figure = LineField(lazy_gettext("The latest figure"), [max_length(LONGEST["figure"])])
    unit = LineField(lazy_gettext("What is it counted in?"), [max_length(LONGEST["unit"])])
    direction = EnumField(lazy_gettext("Which way is better?"), Direction)
    source = LineField(
        lazy_gettext("Where does it come from?"), [NEEDED, max_length(LONGEST["source"])]
    )
    narrative = ParagraphsField(
        lazy_gettext("What does it show, and what does it not show?"),
        longest=LONGEST["narrative"],
        rows=3,
    )

    @classmethod
    def build(cls, indicator: Indicator | None, seen: str) -> Self:
        names = ("domain", "label", "figure", "unit", "direction", "source", "narrative")
        values = {name: getattr(indicator, name) for name in names} if indicator else {}
        return cls.from_request(seen=seen, **values)

    def to_content(self) -> IndicatorContent:
        names = ("domain", "label", "figure", "unit", "source", "narrative")
        direction = self.direction.get_choice() or Direction.NEITHER
        return IndicatorContent(direction=direction, **{n: self[n].data or "" for n in names})


class StatementEffectForm(EffectForm):
    day = PartialDateField(
        lazy_gettext("From which day is it used?"),
        [InputRequired(lazy_gettext("Enter a day, such as 27 3 2027"))],
        description=lazy_gettext(
            "What was linked or asked before that day keeps the words of its version."
        ),
    )


class LinkForm(Form):
    statement = ChoiceField(
        lazy_gettext("Which statement?"), [InputRequired(lazy_gettext("Choose a statement"))]
    )
    kind = EnumField(
        lazy_gettext("What can you say about it?"),
        LinkKind,
        validators=[InputRequired(lazy_gettext("Choose what you can say"))],
    )
    strength = EnumField(
        lazy_gettext("How much do you think the work contributed?"),
        Strength,
        default=Strength.NOT_KNOWN.value,
    )
    why = ParagraphsField(
        lazy_gettext("Why do you think so?"),
        [InputRequired(lazy_gettext("Say why you think so. Readers see it beside the statement"))],
        description=lazy_gettext(
            "What else was going on, what you saw, and what you cannot know. Do not name people."
        ),
        longest=LONGEST["why"],
        rows=4,
    )

    @classmethod
    def build(cls, statements: Sequence[Statement]) -> Self:
        form = cls.from_request()
        named = [(each.key, translate(each.worded)) for each in statements]
        form.statement.choices = [("", str(lazy_gettext("Choose from the list"))), *named]
        return form

    def to_details(self) -> LinkDetails:
        if not self.kind.data:
            raise RuleBrokenError(N_("Choose what you can say"), field="kind")
        strength = self.strength.get_choice() or Strength.NOT_KNOWN
        return LinkDetails(self.kind.get_choice(), strength, self.why.data or "")
