"""Letters about a proposal: to the other side, and of what came of it."""

from coprod.accounts.users.models import Person
from coprod.assessment.confirmation import queries
from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.confirmation.models import Proposal
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def write_about_answer(activity: Activity, proposal: Proposal, verdict: ProposalVerdict) -> None:
    """Write to whoever proposed it; where both sides agree, to the owners as well."""
    proposer = queries.get_proposer(proposal)
    if verdict is not ProposalVerdict.AGREES:
        email = build_refusal_email(activity.title)
        write_to(proposer, email, "assessment.confirmation.confirm", activity)
        return
    for person in (proposer, *list_owners(activity)):
        email = build_confirmed_email(activity.title)
        write_to(person, email, "library.stories.activity", activity)


def write_to(person: Person, email: Email, endpoint: str, activity: Activity) -> None:
    link = mailer.build_address(endpoint, slug=activity.slug)
    mailer.write_to_others([person], email, link=link)


def build_proposal_email(title: str) -> Email:
    """To the other side: something waits for their word."""
    return Email(
        key="assessment.confirmation.proposal",
        subject=N_("A level has been proposed for an activity"),
        before=(
            N_("Somebody has proposed a level for: %(title)s.", title=title),
            N_("It is confirmed only if a curator and a lay member both agree."),
        ),
        link_label=N_("Read why, and say what you think"),
    )


def build_confirmed_email(title: str) -> Email:
    return Email(
        key="assessment.confirmation.confirmed",
        subject=N_("A level is confirmed"),
        before=(
            N_("A curator and a lay member have confirmed a level for: %(title)s.", title=title),
        ),
        link_label=N_("Read which, and why"),
    )


def build_refusal_email(title: str) -> Email:
    """To whoever proposed it."""
    return Email(
        key="assessment.confirmation.refusal",
        subject=N_("A level you proposed is not confirmed"),
        before=(N_("The other side does not agree about: %(title)s.", title=title),),
        link_label=N_("Read why"),
    )


LETTERS = (
    Letter(
        "assessment.confirmation.proposal",
        Reader.DECIDER,
        N_("A level is proposed"),
        build_proposal_email,
    ),
    Letter(
        "assessment.confirmation.confirmed",
        Reader.OWNERS,
        N_("A level is confirmed"),
        build_confirmed_email,
    ),
    Letter(
        "assessment.confirmation.refusal",
        Reader.AUTHOR,
        N_("A level that was proposed is not confirmed"),
        build_refusal_email,
    ),
)
