"""How we ask for the words of a statement, and for what an entry has to do with one."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
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
from coprod.web.choices import OneOf
from coprod.web.fields import Line, Paragraphs, PartialDateField, Pick, no_longer_than
from coprod.web.forms import Form
from coprod.web.language import LANGUAGES, translate

NEEDED = InputRequired(_l("Write something first"))


class ContentForm(Form):
    seen = HiddenField()
    domain = Line(_l("What is it about?"), [NEEDED, no_longer_than(LONGEST["domain"])])


class StatementForm(ContentForm):
    words = Line(_l("The statement"), [NEEDED, no_longer_than(LONGEST["words"])])
    is_confirmed = BooleanField(_l("The partnership has confirmed this wording"))

    @classmethod
    def build(cls, statement: Statement | None, seen: str) -> Self:
        """Return a form with a line for each language that the register speaks."""
        lines = {
            each.code: Line(each.name, [no_longer_than(LONGEST["words"])]) for each in LANGUAGES[1:]
        }
        form_class: type[Self] = type("StatementForm", (cls,), dict(lines))
        if statement is None:
            return form_class.from_request(seen=seen)
        values: dict[str, Any] = {code: statement.told.get(code, "") for code in lines}
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
    label = Line(_l("What is measured?"), [NEEDED, no_longer_than(LONGEST["label"])])
    figure = Line(_l("The latest figure"), [no_longer_than(LONGEST["figure"])])
    unit = Line(_l("What is it counted in?"), [no_longer_than(LONGEST["unit"])])
    direction = OneOf(_l("Which way is better?"), Direction)
    source = Line(_l("Where does it come from?"), [NEEDED, no_longer_than(LONGEST["source"])])
    narrative = Paragraphs(
        _l("What does it tell, and what not?"), longest=LONGEST["narrative"], rows=3
    )

    @classmethod
    def build(cls, indicator: Indicator | None, seen: str) -> Self:
        names = ("domain", "label", "figure", "unit", "direction", "source", "narrative")
        values = {name: getattr(indicator, name) for name in names} if indicator else {}
        return cls.from_request(seen=seen, **values)

    def to_content(self) -> IndicatorContent:
        names = ("domain", "label", "figure", "unit", "source", "narrative")
        direction = self.direction.chosen() or Direction.NEITHER
        return IndicatorContent(direction=direction, **{n: self[n].data or "" for n in names})


class StatementEffectForm(EffectForm):
    day = PartialDateField(
        _l("From which day is it used?"),
        [InputRequired(_l("Enter a day, such as 27 3 2027"))],
        description=_l("What was linked or asked before that day keeps the words of its version."),
    )


class LinkForm(Form):
    statement = Pick(_l("Which statement?"), [InputRequired(_l("Choose a statement"))])
    kind = OneOf(
        _l("What can you say about it?"),
        LinkKind,
        validators=[InputRequired(_l("Choose what you can say"))],
    )
    strength = OneOf(
        _l("How much do you think the work contributed?"),
        Strength,
        default=Strength.NOT_KNOWN.value,
    )
    why = Paragraphs(
        _l("Why do you think so?"),
        [InputRequired(_l("Say why you think so. Readers see it beside the statement"))],
        description=_l(
            "What else was going on, what you saw, and what you cannot know. Do not name people."
        ),
        longest=LONGEST["why"],
        rows=4,
    )

    @classmethod
    def build(cls, statements: Sequence[Statement]) -> Self:
        form = cls.from_request()
        named = [(each.key, translate(each.worded)) for each in statements]
        form.statement.choices = [("", str(_l("Choose from the list"))), *named]
        return form

    def to_details(self) -> LinkDetails:
        if not self.kind.data:
            raise RuleBrokenError(N_("Choose what you can say"), field="kind")
        strength = self.strength.chosen() or Strength.NOT_KNOWN
        return LinkDetails(self.kind.chosen(), strength, self.why.data or "")
