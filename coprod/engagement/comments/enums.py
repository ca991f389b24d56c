"""The kinds of comment, what can become of one, what looks like spam, and what we call all that."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Kind(StrEnum):
    """What somebody wants to say."""

    WAS_THERE = "was_there"
    QUESTION = "question"
    IDEA = "idea"
    WRONG = "wrong"
    THANKS = "thanks"

    @property
    def label(self) -> Message:
        return KIND_LABELS[self]


KIND_LABELS: dict[Kind, Message] = {
    Kind.WAS_THERE: N_("I was there"),
    Kind.QUESTION: N_("A question"),
    Kind.IDEA: N_("An idea"),
    Kind.WRONG: N_("Something is wrong here"),
    Kind.THANKS: N_("Thank you"),
}
ASK_FOR_AN_ANSWER = frozenset({Kind.QUESTION, Kind.IDEA, Kind.WRONG})
"""Kinds that the team is asked to answer. It may answer the others too."""


class State(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    REWORD = "reword"
    HELD = "held"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> Message:
        return STATE_LABELS[self]


STATE_LABELS: dict[State, Message] = {
    State.WAITING: N_("Waiting to be read"),
    State.PUBLISHED: N_("Public"),
    State.REWORD: N_("Back with you, to be put in other words"),
    State.HELD: N_("Not public: we are looking into it with care"),
    State.DECLINED: N_("Not public"),
    State.PASSED_ON: N_("Not public: another place is better for this"),
    State.TAKEN_BACK: N_("Deleted by you"),
}


class Way(StrEnum):
    """How a comment came, when its author did not type it here."""

    MEETING = "meeting"
    PHONE = "phone"
    PAPER = "paper"

    @property
    def label(self) -> Message:
        return WAY_LABELS[self]


WAY_LABELS: dict[Way, Message] = {
    Way.MEETING: N_("Said at a meeting"),
    Way.PHONE: N_("Said on the phone"),
    Way.PAPER: N_("Written on paper"),
}


class Reason(StrEnum):
    """Why a moderator did not publish words as they were written."""

    NAMES = "names"
    SMALL_GROUP = "small_group"
    SOMEBODY_ELSE = "somebody_else"
    CONTACT = "contact"
    RUDE = "rude"
    UNCLEAR = "unclear"
    OFF_TOPIC = "off_topic"
    SELLING = "selling"
    COMPLAINT = "complaint"
    OLD = "old"
    TWICE = "twice"
    UNLAWFUL = "unlawful"

    @property
    def label(self) -> Message:
        return REASON_LABELS[self]


REASON_LABELS: dict[Reason, Message] = {
    Reason.NAMES: N_("It names somebody, or says who they are"),
    Reason.SMALL_GROUP: N_("A time, a place or a detail shows who somebody is"),
    Reason.SOMEBODY_ELSE: N_("It tells somebody else’s private story"),
    Reason.CONTACT: N_("It has an address, a phone number or an e-mail address"),
    Reason.RUDE: N_("It insults people or uses words that hurt"),
    Reason.UNCLEAR: N_("We could not understand it"),
    Reason.OFF_TOPIC: N_("It is not about this activity"),
    Reason.SELLING: N_("It sells something"),
    Reason.COMPLAINT: N_("It could harm a complaint or a case that is under way"),
    Reason.OLD: N_("It is about something from long ago"),
    Reason.TWICE: N_("The same words are here already"),
    Reason.UNLAWFUL: N_("It could be against the law"),
}


class Mark(StrEnum):
    TRAP = "trap"
    FAST = "fast"
    LINKS = "links"
    REPEATED = "repeated"
    LISTED = "listed"

    @property
    def label(self) -> Message:
        return MARK_LABELS[self]


MARK_LABELS: dict[Mark, Message] = {
    Mark.TRAP: N_("A box that people do not see was filled in"),
    Mark.FAST: N_("It was sent faster than a person types"),
    Mark.LINKS: N_("It has many links"),
    Mark.REPEATED: N_("The same words were sent before"),
    Mark.LISTED: N_("It has words from your list of spam words"),
}
A_RESIDENT = N_("A resident")
THE_TEAM = N_("The team")
SOMEBODY = N_("Somebody")
AUDIT_VERBS: dict[str, Verb] = {
    "wrote comment": Verb(N_("Wrote a comment")),
    "typed comment": Verb(N_("Typed a comment for somebody else")),
    "let comment through": Verb(N_("Published a comment of somebody who is trusted")),
    "changed comment": Verb(N_("Put a comment in other words")),
    "took back comment": Verb(N_("Deleted a comment of their own")),
    "claimed comment": Verb(N_("Took a comment into their account")),
    "answered comment": Verb(N_("Answered a comment for the team")),
    "said what a comment led to": Verb(N_("Said what a comment led to")),
    "asked again for an answer": Verb(N_("Asked again for an answer")),
}
