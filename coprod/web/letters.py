"""The kinds of letters: what an administrator reads of each, and how one of it is built."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.web.mailer import Email


class Reader(LabelledEnum):
    """To whom letters go."""

    ADMINISTRATORS = "administrators", N_("Administrators")
    ASKER = "asker", N_("Whoever asked for it")
    AUTHOR = "author", N_("Whoever wrote it")
    CURATORS = "curators", N_("Curators")
    DECIDER = "decider", N_("Whoever decides")
    FOLLOWER = "follower", N_("Whoever follows something")
    GROUP = "group", N_("The group that is named")
    INVITED = "invited", N_("Whoever is invited")
    LEADER = "leader", N_("Whoever has the role that is asked")
    LAY_MEMBERS = "lay members", N_("Lay members")
    OWNERS = "owners", N_("Those who look after the activity")
    OWNERS_AND_CURATORS = (
        "owners and curators",
        N_("Those who look after the activity, and curators"),
    )
    QUOTED = "quoted", N_("The person who is quoted")
    PERSON = "person", N_("The person whose account it is")
    SAFEGUARDING = "safeguarding", N_("The safeguarding contact")


@dataclass(frozen=True)
class Letter:
    """One kind of letter: who gets it and when. ``build`` makes one about a title."""

    key: str
    reader: Reader
    occasion: Message
    build: Callable[[str], Email]


@dataclass(frozen=True)
class LetterGroup:
    """The letters of one area, under the name that an administrator knows it by."""

    title: Message
    letters: Sequence[Letter]
