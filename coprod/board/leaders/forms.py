"""How a role, what it is asked to sign, and its answer are asked for."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from coprod.accounts.users.forms import EmailField
from coprod.board.leaders.enums import CanChange, Power, SignatureAnswer
from coprod.board.leaders.models import LeaderRole
from coprod.board.leaders.rules import (
    LONGEST,
    LONGEST_POWER,
    POWER_WORDS,
    PowerAnswer,
    Powers,
    RoleDraft,
    SignableText,
    SigningDraft,
)
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, parse_row_key
from coprod.web.forms import Form


class LimitsField(ParagraphsField):
    """A few words beside a power."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, longest=LONGEST_POWER, rows=2, **options)


def read_powers(form: Any) -> Powers:
    return {
        power: PowerAnswer(
            form[power.value].get_choice(), form[POWER_WORDS.format(power.value)].data or ""
        )
        for power in Power
    }


class RoleForm(VersionedForm):
    name = LineField(
        _l("What is the role called?"),
        description=_l("Such as “Director of commissioning”. Never a person’s name."),
    )
    organisation_id = ChoiceField(_l("In which organisation is it?"), coerce=parse_row_key)
    budget = EnumField(_l("The budget: can this role change it?"), CanChange)
    budget_words = LimitsField(
        _l("The budget: within which limits?"),
        description=_l("For example: “Up to £50,000 a year, for community services.”"),
    )
    contract = EnumField(_l("Contracts: can this role change them?"), CanChange)
    contract_words = LimitsField(_l("Which contracts, and within which limits?"))
    rule = EnumField(_l("Rules: can this role change them?"), CanChange)
    rule_words = LimitsField(_l("Which rules, and within which limits?"))
    is_closed = BooleanField(_l("This role is no more. What it signed stays in sight"))

    @classmethod
    def build(
        cls, organisations: Sequence[tuple[int, str]], role: LeaderRole | None = None
    ) -> Self:
        form = cls.from_request(**(get_role_values(role) if role else {"organisation_id": 0}))
        choices = [*organisations]
        if role and role.organisation_id not in dict(choices):
            choices.append((role.organisation_id, role.organisation.label))
        form.organisation_id.choices = [(0, str(_l("Choose one"))), *choices]
        return form

    def to_draft(self) -> RoleDraft:
        return RoleDraft(
            name=self.name.data or "",
            organisation_id=self.organisation_id.data or None,
            powers=read_powers(self),
            is_closed=bool(self.is_closed.data),
        )


def get_role_values(role: LeaderRole) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(role, name) for name in ("version", "name", "organisation_id")
    }
    for power, given in role.powers.items():
        values[power.value] = given.answer.value if given.answer else None
        values[POWER_WORDS.format(power.value)] = given.words
    return {**values, "is_closed": role.closed_on is not None}


class SubjectForm(Form):
    """Which page is meant; it is sent by GET."""

    about = LineField(
        _l("The address of a promise, a decision or an action"),
        description=_l("Copy it from the top of your browser, or write it as /promises/12."),
    )


class AskForm(Form):
    role_id = ChoiceField(_l("Which role is to sign?"), coerce=parse_row_key)
    words = ParagraphsField(
        _l("The words that the role is to sign"),
        description=_l("So plain that anybody can tell what is meant. Everybody reads them."),
        longest=LONGEST["words"],
        rows=4,
    )
    email = EmailField(
        _l("The e-mail address of whoever has this role"),
        description=_l("We send the link there, and do not keep the address."),
    )

    @classmethod
    def build(cls, roles: Sequence[LeaderRole], *, slug: str, has_words: bool) -> Self:
        """Build the form with the role of an address chosen; a subject has words of its own."""
        chosen = next((each.id for each in roles if each.slug == slug), 0)
        form = cls.from_request(role_id=chosen)
        named = [(each.id, f"{each.name}, {each.organisation.label}") for each in roles]
        form.role_id.choices = [(0, str(_l("Choose one"))), *named]
        if not has_words:
            del form.words
        return form

    def get_words(self) -> str:
        return str(self["words"].data or "") if "words" in self else ""


class SignForm(Form):
    seen = HiddenField()
    answer = EnumField(_l("Does this role sign these words?"), SignatureAnswer)
    budget = EnumField(_l("If you sign: can you change the budget for this?"), CanChange)
    budget_words = LimitsField(_l("The budget: how far, or why not?"))
    contract = EnumField(_l("If you sign: can you change the contract for this?"), CanChange)
    contract_words = LimitsField(_l("The contract: how far, or why not?"))
    rule = EnumField(_l("If you sign: can you change the rules for this?"), CanChange)
    rule_words = LimitsField(_l("The rules: how far, or why not?"))
    reason = ParagraphsField(
        _l("If you do not sign: why not?"),
        description=_l("Curators read this. Readers do not."),
        longest=LONGEST["reason"],
        rows=3,
    )

    @classmethod
    def build(cls, text: SignableText) -> Self:
        return cls.from_request(seen=text.fingerprint)

    def to_draft(self) -> SigningDraft:
        return SigningDraft(
            answer=self.answer.get_choice(),
            seen=self.seen.data or "",
            powers=read_powers(self),
            reason=self.reason.data or "",
        )
