"""How we ask for the words of a statement, and for what an entry has to do with one."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.enums import Direction, Kind, Strength
from coprod.outcomes.i_statements.models import Indicator, Statement
from coprod.outcomes.i_statements.rules import LONGEST, IndicatorSaid, Linking, StatementSaid
from coprod.reference.wording.forms import EffectForm as VersionForm
from coprod.web.choices import OneOf
from coprod.web.fields import Line, Paragraphs, PartialDateField, Pick, no_longer_than
from coprod.web.forms import Form
from coprod.web.language import LANGUAGES, translate

NEEDED = InputRequired(_l("Write something first"))


class SaidForm(Form):
    seen = HiddenField()
    domain = Line(_l("What is it about?"), [NEEDED, no_longer_than(LONGEST["domain"])])


class StatementForm(SaidForm):
    words = Line(_l("The statement"), [NEEDED, no_longer_than(LONGEST["words"])])
    is_confirmed = BooleanField(_l("The partnership has confirmed this wording"))

    @classmethod
    def of(cls, said: Statement | None, seen: str) -> Self:
        """Return a form with a line for each language that the register speaks."""
        lines = {
            each.code: Line(each.name, [no_longer_than(LONGEST["words"])]) for each in LANGUAGES[1:]
        }
        made: type[Self] = type("StatementForm", (cls,), dict(lines))
        if said is None:
            return made.from_request(seen=seen)
        given: dict[str, Any] = {code: said.told.get(code, "") for code in lines}
        given |= {"domain": said.domain, "words": said.words, "is_confirmed": said.is_confirmed}
        return made.from_request(seen=seen, **given)

    def said(self) -> StatementSaid:
        told = {each.code: self[each.code].data or "" for each in LANGUAGES[1:]}
        told = {code: words for code, words in told.items() if words}
        confirmed = bool(self.is_confirmed.data)
        return StatementSaid(self.domain.data or "", self.words.data or "", confirmed, told)


class IndicatorForm(SaidForm):
    label = Line(_l("What is measured?"), [NEEDED, no_longer_than(LONGEST["label"])])
    figure = Line(_l("The latest figure"), [no_longer_than(LONGEST["figure"])])
    unit = Line(_l("What is it counted in?"), [no_longer_than(LONGEST["unit"])])
    direction = OneOf(_l("Which way is better?"), Direction)
    source = Line(_l("Where does it come from?"), [NEEDED, no_longer_than(LONGEST["source"])])
    narrative = Paragraphs(
        _l("What does it tell, and what not?"), longest=LONGEST["narrative"], rows=3
    )

    @classmethod
    def of(cls, said: Indicator | None, seen: str) -> Self:
        names = ("domain", "label", "figure", "unit", "direction", "source", "narrative")
        given = {name: getattr(said, name) for name in names} if said else {}
        return cls.from_request(seen=seen, **given)

    def said(self) -> IndicatorSaid:
        names = ("domain", "label", "figure", "unit", "source", "narrative")
        direction = self.direction.chosen() or Direction.NEITHER
        return IndicatorSaid(direction=direction, **{n: self[n].data or "" for n in names})


class EffectForm(VersionForm):
    day = PartialDateField(
        _l("From which day is it used?"),
        [InputRequired(_l("Enter a day, such as 27 3 2027"))],
        description=_l("What was linked or asked before that day keeps the words of its version."),
    )


class LinkForm(Form):
    statement = Pick(_l("Which statement?"), [InputRequired(_l("Choose a statement"))])
    kind = OneOf(
        _l("What can you say about it?"),
        Kind,
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
    def among(cls, statements: Sequence[Statement]) -> Self:
        form = cls.from_request()
        named = [(each.key, translate(each.worded)) for each in statements]
        form.statement.choices = [("", str(_l("Choose from the list"))), *named]
        return form

    def linking(self) -> Linking:
        if not self.kind.data:
            raise RuleBrokenError(N_("Choose what you can say"), field="kind")
        strength = self.strength.chosen() or Strength.NOT_KNOWN
        return Linking(self.kind.chosen(), strength, self.why.data or "")
