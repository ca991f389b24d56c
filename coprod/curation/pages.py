"""The letters that go with a decision. They name the entry, lead to it, and tell nothing else."""

from coprod.kit.phrases import N_
from coprod.web.letters import Letter


def sent_in(title: str) -> Letter:
    """To the curators: something waits."""
    return Letter(
        subject=N_("An entry is waiting to be read"),
        before=(N_("Somebody has sent in: %(title)s.", title=title),),
        link_says=N_("Read it here"),
    )


def sent_back(title: str) -> Letter:
    """To the owner. The reason is on the page, where only they and the curators can read it."""
    return Letter(
        subject=N_("Your entry needs a change before it can be public"),
        before=(
            N_("A curator has read your entry: %(title)s.", title=title),
            N_("They ask for a change first, and say why. Nothing you wrote is lost."),
        ),
        link_says=N_("Read what they ask for"),
    )


def published(title: str) -> Letter:
    return Letter(
        subject=N_("Your entry is public"),
        before=(N_("A curator has read and published your entry: %(title)s.", title=title),),
        link_says=N_("See it in the register"),
        after=(N_("Thank you. Others can now learn from it."),),
    )


def withdrawn(title: str) -> Letter:
    return Letter(
        subject=N_("Your entry is no longer public"),
        before=(N_("A curator has withdrawn your entry: %(title)s.", title=title),),
        link_says=N_("Read the reason"),
    )
