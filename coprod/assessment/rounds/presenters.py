"""The letters about another round. They name the entry and nobody who asked."""

from coprod.assessment.rounds.enums import Cause
from coprod.core.values.phrases import N_
from coprod.web.letters import Letter


def reminder(title: str, causes: list[Cause]) -> Letter:
    """Tell the owners why it is time: all of it in one letter."""
    return Letter(
        subject=N_("Is it time to assess this again?"),
        before=(
            N_("This is about your entry: %(title)s.", title=title),
            *(cause.said for cause in causes),
            N_("A new round shows what has changed. The earlier ones stay as they are."),
        ),
        link_says=N_("Assess it again"),
    )


def asked(title: str) -> Letter:
    """To the owners and the curators."""
    return Letter(
        subject=N_("A resident asks for another assessment"),
        before=(
            N_("A resident or lay member asks how things are now with: %(title)s.", title=title),
            N_("The team decides when it assesses again. Readers see that it was asked."),
        ),
        link_says=N_("Look at the entry"),
    )
