"""“Yes, this happened” or “Not yet”, with a token that may be sent once."""

from dataclasses import dataclass
from datetime import timedelta

from werkzeug.wrappers import Response
from wtforms import HiddenField

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.web import one_time_tokens
from coprod.web.forms import Form

REMEMBERED = timedelta(days=365)
"""So long a browser keeps the one-time token with which it answered."""
OLD_TOKEN_MESSAGE = N_("This page was open for long. Choose your answer again")
THANKS = N_("Thank you. What you said counts, and nobody sees that it was you")


@dataclass(frozen=True)
class SentAnswer:
    happened: bool
    once: str


class ResidentAnswerForm(Form):
    slip = HiddenField()
    happened = HiddenField()

    def read_answer(self, purpose: str, person_id: int | None) -> SentAnswer | None:
        """Return what was answered, or None and say in the form what to do."""
        token = one_time_tokens.read_token(self.slip.data or "", purpose)
        happened = {"yes": True, "not_yet": False}.get(self.happened.data or "")
        if token is None or happened is None:
            self.show_rule_error(RuleBrokenError(OLD_TOKEN_MESSAGE))
            return None
        return SentAnswer(happened, one_time_tokens.get_digest(token, purpose, person_id))

    def remember(self, response: Response, path: str) -> Response:
        """Let this browser know at that address that it has answered."""
        token = self.slip.data or ""
        one_time_tokens.set_cookie(response, token, path=path, lifetime=REMEMBERED)
        return response
