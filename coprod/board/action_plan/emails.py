"""The letter that asks the lead of an action how it stands."""

from datetime import date

from coprod.board.mailed_links.rules import find_answer_day
from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.web.filters import say_date
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix


def build_lead_question(title: str, answer_by: date) -> Email:
    return Email(
        key="board.action_plan.lead",
        subject=N_("How does this action stand?"),
        before=(
            N_("The role that you have looks after an action of a board: %(title)s.", title=title),
            N_(
                "Please say by %(day)s how it stands, and what people can check.",
                day=say_date(answer_by),
            ),
            fix(N_("Everybody reads what you write, as the words of the role. Name nobody.")),
        ),
        link_label=N_("Say how it stands"),
        after=(fix(N_("The link is for you alone, and works once. We do not keep your address.")),),
    )


LETTERS = (
    Letter(
        "board.action_plan.lead",
        Reader.LEADER,
        N_("A curator asks the lead of an action how it stands"),
        lambda title: build_lead_question(title, find_answer_day(clock.today())),
    ),
)
