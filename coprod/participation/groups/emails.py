"""The letters to groups, to owners and to curators."""

from datetime import date

from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.participation.groups.models import Consent
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

EXAMPLE_GROUP = N_("Tenants of the estate")
WHAT_A_GROUP_CAN_DO = fix(
    N_(
        "You can confirm it, correct it or dispute it, and you can ask us not to publish "
        "your name. Readers see your answer, and your own words only if you agree to that."
    )
)


def build_question(group: str, title: str, answer_by: date) -> Email:
    """Ask a group how it is named. The link is for the group alone."""
    return Email(
        key="participation.groups.question",
        subject=N_("Is what we say about your group right?"),
        before=(
            N_("%(group)s is named in: %(title)s.", group=group, title=title),
            WHAT_A_GROUP_CAN_DO,
            N_("Please answer by %(day)s. You can still answer later.", day=say_date(answer_by)),
        ),
        link_label=N_("Read what it says and answer"),
        after=(
            fix(N_("The link is for your group. We do not keep your address.")),
            N_("If you do not know this group, you need not do anything."),
        ),
    )


def build_group_answered(title: str) -> Email:
    """To the owners and the curators."""
    return Email(
        key="participation.groups.group-answered",
        subject=N_("A named group has answered"),
        before=(N_("A group that is named in %(title)s has said how it sees that.", title=title),),
        link_label=N_("Read it"),
    )


def build_name_unwanted(title: str) -> Email:
    """To the owners and the curators: the name goes, or somebody says why it stays."""
    return Email(
        key="participation.groups.name-unwanted",
        subject=N_("A group asks us not to publish its name"),
        before=(
            N_("A group that is named in %(title)s asks us not to publish its name.", title=title),
            N_("Take the name out. A curator who keeps it says why."),
        ),
        link_label=N_("See which group it is"),
    )


def build_group_claimed(title: str) -> Email:
    """To the curators: somebody without a link says that a group is theirs."""
    return Email(
        key="participation.groups.group-claimed",
        subject=N_("Somebody says: this is our group"),
        before=(
            N_("Somebody has written about a group that is named in: %(title)s.", title=title),
            N_("Ask them back in a way that you know belongs to the group, then decide."),
        ),
        link_label=N_("Read it and decide"),
    )


def build_consent_ended(title: str) -> Email:
    """To the owners and the curators. What it was for is hidden already."""
    return Email(
        key="participation.groups.consent-ended",
        subject=N_("A consent has ended"),
        before=(
            N_("Somebody’s consent to a story or a picture has ended, on: %(title)s.", title=title),
            fix(N_("What rested on it is hidden already. Do not use it anywhere else either.")),
        ),
        link_label=N_("See what was hidden"),
    )


def write_consent_ended(consent: Consent) -> None:
    email, slug = build_consent_ended(consent.activity.title), consent.activity.slug
    write_to_owners(consent.activity, email, "library.stories.activity", slug=slug)
    write_to_curators(email, "library.stories.activity", slug=slug)


LETTERS = (
    Letter(
        "participation.groups.question",
        Reader.GROUP,
        N_("An activity names the group"),
        lambda title: build_question(translate(EXAMPLE_GROUP), title, clock.today()),
    ),
    Letter(
        "participation.groups.group-answered",
        Reader.OWNERS_AND_CURATORS,
        N_("A group answers"),
        build_group_answered,
    ),
    Letter(
        "participation.groups.name-unwanted",
        Reader.OWNERS_AND_CURATORS,
        N_("A group asks not to be named"),
        build_name_unwanted,
    ),
    Letter(
        "participation.groups.group-claimed",
        Reader.CURATORS,
        N_("Somebody says that a group is theirs"),
        build_group_claimed,
    ),
    Letter(
        "participation.groups.consent-ended",
        Reader.OWNERS_AND_CURATORS,
        N_("A consent to a story or a picture ends"),
        build_consent_ended,
    ),
)
