"""What a moderator, an author who appeals, a lay member and a reader are asked."""

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.core.values import clock
from coprod.engagement.comments.enums import CommentKind, ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import LONGEST_BODY
from coprod.engagement.moderation.enums import AppealRuling, Outcome, ReportReason
from coprod.engagement.moderation.queries import fingerprint_comment
from coprod.engagement.moderation.rules import LONGEST_MESSAGE, Verdict
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.web.choices import EnumField
from coprod.web.fields import CheckboxesField, ChoiceField, ParagraphsField, parse_row_key
from coprod.web.forms import Form
from coprod.web.language import translate


class DecideForm(Form):
    """One comment, one decision: choose with the arrow keys, send with Enter."""

    outcome = EnumField(_l("Your decision"), Outcome, validators=[InputRequired(_l("Choose one"))])
    reasons = CheckboxesField(_l("Why?"), description=_l("The author reads what you tick."))
    route = ChoiceField(_l("Which place is better for this?"), coerce=parse_row_key)
    told = ParagraphsField(
        _l("Say more to the author (if you want to)"), longest=LONGEST_MESSAGE, rows=2
    )
    body = ParagraphsField(
        _l("The words, for edits"),
        description=_l("Take out what shows who somebody is. Never make criticism softer."),
        longest=LONGEST_BODY * 4,
        rows=6,
    )
    kind = EnumField(_l("What kind of comment it is"), CommentKind)
    asks_team = BooleanField(_l("Ask the team for an answer, whatever kind it is"))
    seen = HiddenField()

    @classmethod
    def for_comment(cls, comment: Comment) -> Self:
        form = cls.from_request(
            body=comment.words,
            seen=fingerprint_comment(comment),
            kind=comment.kind,
            asks_team=comment.wants_answer,
        )
        form.reasons.choices = [(each.value, translate(each.label)) for each in ModerationReason]
        form.route.choices = [(0, _l("None")), *list_choices(ListKind.ROUTE, clock.today())]
        return form

    def verdict(self) -> Verdict:
        return Verdict(
            outcome=self.outcome.get_choice(),
            body=self.body.data or "",
            reasons=tuple(ModerationReason(each) for each in self.reasons.data or ()),
            message_to_author=self.told.data or "",
            route_id=self.route.data or None,
            kind=self.kind.get_choice(),
            asks_team=bool(self.asks_team.data),
        )


class AppealForm(Form):
    body = ParagraphsField(
        _l("Why is the decision not right?"),
        [InputRequired(_l("Say why the decision is not right"))],
        description=_l("A lay member reads this and decides. You can ask once."),
        longest=LONGEST_MESSAGE,
    )


class RulingForm(Form):
    ruling = EnumField(
        _l("Your decision"), AppealRuling, validators=[InputRequired(_l("Choose one"))]
    )
    told = ParagraphsField(
        _l("Say to the author why"),
        [InputRequired(_l("Say why, so that the author understands"))],
        longest=LONGEST_MESSAGE,
        rows=3,
    )
    seen = HiddenField()


class ReportForm(Form):
    reason = EnumField(
        _l("What is wrong with it?"), ReportReason, validators=[InputRequired(_l("Choose one"))]
    )
    words = ParagraphsField(
        _l("Say more (you can leave this empty)"),
        description=_l("Only the moderators read it."),
        longest=LONGEST_MESSAGE,
        rows=3,
    )
