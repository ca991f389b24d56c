"""What people are asked when they say something. Two questions; the rest may stay empty."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.validators import InputRequired

from coprod.accounts.users.forms import OptionalEmail
from coprod.accounts.users.rules import LONGEST_NAME
from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.models import Event
from coprod.engagement.comments.actions import CommentDraft, OnBehalf
from coprod.engagement.comments.enums import Channel, CommentKind
from coprod.engagement.comments.rules import LONGEST_BODY, LONGEST_CONSENT
from coprod.web.choices import EnumField
from coprod.web.fields import LineField, ParagraphsField, max_length, parse_row_key
from coprod.web.filters import say_time
from coprod.web.forms import Form
from coprod.web.language import translate


class CommentBody(ParagraphsField):
    """A box for about a thousand words. Too many are counted by the rule, in words."""

    def __init__(self, label: Any, **given: Any) -> None:
        needed = [InputRequired(lazy_gettext("Write what you want to say"))]
        super().__init__(label, needed, longest=LONGEST_BODY * 4, rows=8, **given)


class CommentForm(Form):
    kind = EnumField(
        lazy_gettext("What is it?"),
        CommentKind,
        validators=[InputRequired(lazy_gettext("Choose what it is"))],
    )
    body = CommentBody(
        lazy_gettext("What do you want to say?"),
        description=lazy_gettext("About 1,000 words at most."),
    )
    wants_answer = BooleanField(lazy_gettext("I would like an answer"))
    name = LineField(
        lazy_gettext("Name to show (you can leave this empty)"),
        [max_length(LONGEST_NAME)],
        description=lazy_gettext(
            "A first name or a nickname will do. Without one we show “A resident”."
        ),
    )

    def draft(self) -> CommentDraft:
        return CommentDraft(
            kind=self.kind.get_choice(),
            body=self.body.data or "",
            name=self.name.data or "",
            email=self.email_address(),
            wants_answer=bool(self.wants_answer.data),
        )

    def email_address(self) -> str:
        return ""


class PublicCommentForm(CommentForm):
    """For everybody. ``website`` is the trap: people do not see it, and nothing refuses it."""

    email = OptionalEmail(
        description=lazy_gettext(
            "Only to tell you what happened to your comment. Nobody else sees it."
        ),
    )
    website = StringField(lazy_gettext("Leave this box empty"))
    opened = HiddenField()

    def email_address(self) -> str:
        return self.email.data or ""

    @property
    def is_trapped(self) -> bool:
        return bool(self.website.data)


class OnBehalfForm(CommentForm):
    way = EnumField(
        lazy_gettext("How did it reach you?"),
        Channel,
        validators=[InputRequired(lazy_gettext("Choose how it reached you"))],
    )
    consent = ParagraphsField(
        lazy_gettext("How did the person agree that you send this?"),
        [InputRequired(lazy_gettext("Say how the person agreed that you send this for them"))],
        description=lazy_gettext(
            "For example: “Said yes on the phone on 3 March.” Only curators see this."
        ),
        longest=LONGEST_CONSENT,
        rows=2,
    )

    def on_behalf(self) -> OnBehalf:
        return OnBehalf(self.way.get_choice(), self.consent.data or "")


class ChangeCommentForm(Form):
    body = CommentBody(lazy_gettext("Your words"))


NO_CHANGE = "0"


class TeamAnswerForm(Form):
    body = CommentBody(
        lazy_gettext("Your answer"),
        description=lazy_gettext(
            "Say what you did with it, or why you cannot. Thank people first."
        ),
    )


class LedToForm(Form):
    step = RadioField(
        lazy_gettext("Which change did it lead to?"),
        [InputRequired(lazy_gettext("Choose one of the changes, or none"))],
        validate_choice=False,
    )

    @classmethod
    def for_changes(cls, events: list[Event], **values: Any) -> "LedToForm":
        form = cls.from_request(**values)
        choices = [
            (str(each.id), f"{translate(get_verb_text(each.verb))}, {say_time(each.at)}")
            for each in events
        ]
        form.step.choices = [*choices, (NO_CHANGE, str(lazy_gettext("None")))]
        return form

    def chosen(self) -> int | None:
        """Return the key of the change; -1, which is on no list, for what is no key."""
        try:
            return parse_row_key(self.step.data) or None
        except ValueError:
            return -1
