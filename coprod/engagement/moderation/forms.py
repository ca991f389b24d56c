"""What a moderator, an author who appeals, a lay member and a reader are asked."""

from collections.abc import Mapping, Sequence
from typing import Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.core.values import clock
from coprod.core.values.phrases import Message
from coprod.engagement.comments.enums import CommentKind
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import LONGEST_BODY
from coprod.engagement.moderation.enums import AppealRuling, ReportReason
from coprod.engagement.moderation.queries import fingerprint_comment
from coprod.engagement.moderation.rules import LONGEST_MESSAGE
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.reviews.forms import VerdictForm
from coprod.reviews.rules import Decision
from coprod.web.choices import EnumField
from coprod.web.fields import ChoiceField, ParagraphsField, parse_row_key
from coprod.web.forms import Form


class CommentVerdictForm(VerdictForm):
    """What a moderator is asked besides the decision."""

    body = ParagraphsField(
        lazy_gettext("The words, for edits"),
        description=lazy_gettext(
            "Take out what shows who somebody is. Never make criticism softer."
        ),
        longest=LONGEST_BODY * 4,
        rows=6,
    )
    kind = EnumField(lazy_gettext("What kind of comment it is"), CommentKind)
    asks_team = BooleanField(lazy_gettext("Ask the team for an answer, whatever kind it is"))
    route = ChoiceField(lazy_gettext("Which place is better for this?"), coerce=parse_row_key)

    @classmethod
    def for_comment(
        cls,
        comment: Comment,
        decisions: Sequence[Decision],
        reasons: Mapping[str, Message],
        *,
        is_fresh: bool,
    ) -> Self:
        form = cls.for_review(
            decisions,
            reasons,
            is_fresh=is_fresh,
            body=comment.words,
            seen=fingerprint_comment(comment),
            kind=comment.kind,
            asks_team=comment.wants_answer,
        )
        form.route.choices = [
            (0, lazy_gettext("None")),
            *list_choices(ListKind.ROUTE, clock.today()),
        ]
        if comment.is_official:  # an official answer has a kind of its own
            del form["kind"], form["asks_team"]
        return form

    def get_extra(self) -> Mapping[str, object]:
        extra = {"body": self.body.data or "", "route": self.route.data or None}
        if "kind" not in self:
            return extra
        return {**extra, "kind": self.kind.get_choice(), "asks_team": bool(self.asks_team.data)}


class AppealForm(Form):
    body = ParagraphsField(
        lazy_gettext("Why is the decision not right?"),
        [InputRequired(lazy_gettext("Say why the decision is not right"))],
        description=lazy_gettext("A lay member reads this and decides. You can ask once."),
        longest=LONGEST_MESSAGE,
    )


class RulingForm(Form):
    ruling = EnumField(
        lazy_gettext("Your decision"),
        AppealRuling,
        validators=[InputRequired(lazy_gettext("Choose one"))],
    )
    message_to_author = ParagraphsField(
        lazy_gettext("Say to the author why"),
        [InputRequired(lazy_gettext("Say why, so that the author understands"))],
        longest=LONGEST_MESSAGE,
        rows=3,
    )
    seen = HiddenField()


class ReportForm(Form):
    reason = EnumField(
        lazy_gettext("What is wrong with it?"),
        ReportReason,
        validators=[InputRequired(lazy_gettext("Choose one"))],
    )
    words = ParagraphsField(
        lazy_gettext("Say more (you can leave this empty)"),
        description=lazy_gettext("Only the moderators read it."),
        longest=LONGEST_MESSAGE,
        rows=3,
    )
