"""The forms for a promise, its next step, and what residents say about it."""

from collections.abc import Mapping
from typing import Self

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.engagement.commitments.rules import (
    LONGEST,
    CommitmentDraft,
    StepDraft,
)
from coprod.web.choices import EnumField
from coprod.web.fields import (
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form

POST = lazy_gettext("Which role is responsible?")
POST_HINT = lazy_gettext(
    "Write the role, such as “Head of community care”. Do not name the person."
)


class PromiseForm(Form):
    words = ParagraphsField(
        lazy_gettext("What will you do?"),
        [InputRequired(lazy_gettext("Say what you will do"))],
        description=lazy_gettext(
            "Begin with “We will”. One promise at a time, so plain that anybody can tell whether "
            "it was kept."
        ),
        longest=LONGEST["words"],
        rows=3,
    )
    request = ParagraphsField(
        lazy_gettext("What did people ask for?"),
        description=lazy_gettext(
            "In their words, if you can. Do not name people. You can leave this empty."
        ),
        longest=LONGEST["request"],
        rows=3,
    )
    source = EnumField(
        lazy_gettext("Where does it come from?"),
        CommitmentSource,
        validators=[InputRequired(lazy_gettext("Say where it comes from"))],
    )
    source_words = LineField(
        lazy_gettext("Which one?"),
        [InputRequired(lazy_gettext("Say which: when it was, or what it is called"))],
        description=lazy_gettext("For example: “The meeting on 3 May”, or the name of the board."),
    )
    post = LineField(POST, [max_length(LONGEST["post"])], description=POST_HINT)
    due = PartialDateField(
        lazy_gettext("By when?"), description=lazy_gettext("A month or a year will do.")
    )
    comment = HiddenField()

    @classmethod
    def from_address(cls, parameters: Mapping[str, str]) -> Self:
        """Return the form as an address begins it: with the comment that the promise answers."""
        if parameters.get("source") != CommitmentSource.COMMENT:
            return cls.from_request()
        return cls.from_request(
            source=CommitmentSource.COMMENT.value,
            comment=parameters.get("comment", ""),
            source_words=parameters.get("which", "")[: LONGEST["source_words"]],
        )

    def draft(self) -> CommitmentDraft:
        return CommitmentDraft(
            words=self.words.data or "",
            source=self.source.get_choice(),
            source_words=self.source_words.data or "",
            post=self.post.data or "",
            due=self.due.data,
            request=self.request.data or "",
            comment_id=self.get_comment_id(),
        )

    def get_comment_id(self) -> int | None:
        """Return the comment that it is made from. What is no key is left out."""
        try:
            return parse_row_key(self.comment.data) or None
        except ValueError:
            return None


class SeenStepForm(Form):
    """A form that remembers which step its writer had before their eyes."""

    seen = HiddenField()

    def seen_step_id(self) -> int:
        try:
            return parse_row_key(self.seen.data)
        except ValueError:
            return 0


class RewordForm(SeenStepForm, PromiseForm):
    """For a promise that no reader has seen yet."""

    @classmethod
    def for_commitment(cls, commitment: Commitment) -> Self:
        return cls.from_request(
            seen=str(commitment.newest.id),
            words=commitment.words,
            request=commitment.request,
            source=commitment.source.value,
            source_words=commitment.source_words,
            post=commitment.newest.post,
            due=commitment.due,
        )


class StepForm(SeenStepForm):
    state = EnumField(
        lazy_gettext("How is it going?"),
        CommitmentState,
        validators=[InputRequired(lazy_gettext("Say how it is going"))],
    )
    proof = ParagraphsField(
        lazy_gettext("If it is done: what can a reader check?"),
        description=lazy_gettext(
            "For example: “The bench has been outside the surgery since 3 May”."
        ),
        longest=LONGEST["proof"],
        rows=3,
    )
    proof_link = LineField(lazy_gettext("A link to it, if there is one"))
    due = PartialDateField(
        lazy_gettext("If it is planned: by when?"),
        description=lazy_gettext("The old day stays on the page."),
    )
    reason = ParagraphsField(
        lazy_gettext("If it is late or not being done: why?"), longest=LONGEST["reason"], rows=3
    )
    post = LineField(lazy_gettext("Which role says so?"), description=POST_HINT)

    @classmethod
    def for_commitment(cls, commitment: Commitment) -> Self:
        newest = commitment.newest
        return cls.from_request(
            seen=str(newest.id),
            state=newest.state.value,
            due=newest.due,
            post=newest.post,
            **(get_unread_values(newest) if commitment.unread else {}),
        )

    def draft(self) -> StepDraft:
        return StepDraft(
            state=self.state.get_choice(),
            post=self.post.data or "",
            reason=self.reason.data or "",
            due=self.due.data,
            proof=self.proof.data or "",
            proof_link=self.proof_link.data or "",
        )


def get_unread_values(step: CommitmentStep) -> dict[str, str]:
    return {"reason": step.reason, "proof": step.proof, "proof_link": step.proof_link}
