"""How an action, its next update and what residents say of it are asked for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coprod.accounts.users.forms import EmailField
from coprod.accounts.users.models import Person
from coprod.board.action_plan.enums import PERCENTS, ActionSource, ActionState
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.rules import LONGEST, ActionDraft, UpdateDraft
from coprod.board.meetings.models import BoardGroup
from coprod.challenges.enums import Challenge
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField, NamesField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate

STEP_NAME = "step_{}"


class ActionForm(VersionedForm):
    group_id = ChoiceField(_l("Which board is it for?"), coerce=parse_row_key)
    title = LineField(
        _l("What will be done?"),
        description=_l("So plain that anybody can tell whether it was done."),
    )
    details = ParagraphsField(
        _l("What else should people know?"), longest=LONGEST["details"], rows=3
    )
    source = EnumField(
        _l("Where does it come from?"),
        ActionSource,
        validators=[InputRequired(_l("Say where it comes from"))],
    )
    challenge = ChoiceField(_l("If it is one of the four challenges: which?"))
    source_words = LineField(
        _l("Which one, in a few words?"),
        description=_l("For example: “Comment of 2 June”, or the name of the decision."),
    )
    source_link = LineField(
        _l("The address of it, if there is one"),
        description=_l("Of a page here, such as /decisions/a-name, or a whole address."),
    )
    lead = LineField(
        _l("Which role looks after it?"),
        description=_l("Such as “Estates lead, council”. Never a name. Readers see it."),
    )
    lead_id = ChoiceField(
        _l("Who gets the letters about it?"),
        description=_l("An account. Readers do not see whose."),
        coerce=parse_row_key,
    )
    due = PartialDateField(_l("By which day?"))
    steps = NamesField(_l("Which steps are there?"), description=_l("One on a line."), rows=5)

    @classmethod
    def build(
        cls,
        groups: Sequence[BoardGroup],
        leads: Sequence[Person],
        values: Mapping[str, Any],
    ) -> Self:
        form = cls.from_request(**values)
        nobody = (0, str(_l("Choose one")))
        form.group_id.choices = [nobody, *((each.id, each.name) for each in groups)]
        named = [(each.id, each.display_name) for each in leads]
        form.lead_id.choices = [(0, str(_l("Nobody with an account"))), *named]
        challenges = [(each.value, translate(each.label)) for each in Challenge]
        form.challenge.choices = [("", str(_l("None of them"))), *challenges]
        return form

    def to_draft(self, due: date | None = None) -> ActionDraft:
        """Return what was sent. The day of an action that is there already is no part of it."""
        source = self.source.get_choice()
        is_challenge = source is ActionSource.CHALLENGE and self.challenge.data
        texts = {name: self[name].data or "" for name in TEXTS}
        return ActionDraft(
            group_id=self.group_id.data or None,
            source=source,
            due=due or self.due.require_whole_day(),
            challenge=Challenge(self.challenge.data) if is_challenge else None,
            steps=self.steps.list_names(),
            lead_id=self.lead_id.data or None,
            **texts,
        )


TEXTS = ("title", "details", "source_words", "source_link", "lead")


def get_address_values(
    parameters: Mapping[str, str], groups: Sequence[BoardGroup]
) -> dict[str, Any]:
    """Return an action as an address begins it: from a challenge, a comment or a decision."""
    texts = {
        name: parameters.get(name, "")[: LONGEST[name]]
        for name in ("title", "source_words", "source_link")
    }
    source, challenge = parameters.get("source", ""), parameters.get("challenge", "")
    slugs = {each.slug: each.id for each in groups}
    return {
        **texts,
        "source": source if source in set(ActionSource) else None,
        "challenge": challenge if challenge in set(Challenge) else "",
        "group_id": slugs.get(parameters.get("group", ""), 0),
        "lead_id": 0,
    }


def get_action_values(action: BoardAction) -> dict[str, Any]:
    return {
        **{name: getattr(action, name) for name in ("version", "group_id", *TEXTS)},
        "source": action.source.value,
        "challenge": action.challenge.value if action.challenge else "",
        "lead_id": action.lead_id or 0,
        "steps": "\n".join(each.words for each in action.steps),
    }


class UpdateForm(VersionedForm):
    """How an action stands; ``build`` adds a field for each of its steps."""

    state = EnumField(
        _l("How does it stand?"),
        ActionState,
        validators=[InputRequired(_l("Say how it stands"))],
    )
    evidence = ParagraphsField(
        _l("If it is done: what can a reader check?"),
        description=_l("For example: “The ramp is there since 3 May.”"),
        longest=LONGEST["evidence"],
        rows=3,
    )
    evidence_link = LineField(_l("A link to it, if there is one"))
    due = PartialDateField(
        _l("If it is being done: by which day?"),
        description=_l("The old day stays on the page."),
    )
    reason = ParagraphsField(
        _l("If the day moves, or it is not being done: why?"), longest=LONGEST["reason"], rows=3
    )

    @classmethod
    def build(cls, action: BoardAction) -> Self:
        names = [STEP_NAME.format(each.id) for each in action.steps]
        choices = [(percent, f"{percent}%") for percent in PERCENTS]
        fields = {
            name: ChoiceField(step.words, choices=choices, coerce=parse_row_key)
            for name, step in zip(names, action.steps, strict=True)
        }
        values = {name: step.percent for name, step in zip(names, action.steps, strict=True)}
        form_class: Any = type(cls.__name__, (cls,), fields)
        day = PartialDate.from_day(action.due)
        form: Self = form_class.from_request(
            version=action.version, state=action.state.value, due=day, **values
        )
        return form

    def to_draft(self, action: BoardAction) -> UpdateDraft:
        return UpdateDraft(
            state=self.state.get_choice(),
            due=self.due.get_whole_day(),
            reason=self.reason.data or "",
            evidence=self.evidence.data or "",
            evidence_link=self.evidence_link.data or "",
            percents={each.id: self[STEP_NAME.format(each.id)].data for each in action.steps},
        )


class AskLeadForm(Form):
    email = EmailField(
        _l("The e-mail address of whoever has this role"),
        description=_l("We send the link there, and do not keep the address."),
    )
