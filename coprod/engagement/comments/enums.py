"""The kinds of comment, what can become of one, what looks like spam, and what we call all that."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class CommentKind(StrEnum):
    """What somebody wants to say."""

    WAS_THERE = "was_there"
    QUESTION = "question"
    IDEA = "idea"
    WRONG = "wrong"
    THANKS = "thanks"

    @property
    def label(self) -> Message:
        return COMMENT_KIND_LABELS[self]


COMMENT_KIND_LABELS: dict[CommentKind, Message] = {
    CommentKind.WAS_THERE: N_("I was there"),
    CommentKind.QUESTION: N_("A question"),
    CommentKind.IDEA: N_("An idea"),
    CommentKind.WRONG: N_("Something is wrong here"),
    CommentKind.THANKS: N_("Thank you"),
}
KINDS_THAT_ASK_FOR_ANSWER = frozenset({CommentKind.QUESTION, CommentKind.IDEA, CommentKind.WRONG})
"""Kinds that the team is asked to answer. It may answer the others too."""


class CommentState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    REWORD = "reword"
    HELD = "held"
    DECLINED = "declined"
    PASSED_ON = "passed_on"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> Message:
        return COMMENT_STATE_LABELS[self]


COMMENT_STATE_LABELS: dict[CommentState, Message] = {
    CommentState.WAITING: N_("Waiting to be read"),
    CommentState.PUBLISHED: N_("Public"),
    CommentState.REWORD: N_("Back with you, to be put in other words"),
    CommentState.HELD: N_("Not public: we are looking into it with care"),
    CommentState.DECLINED: N_("Not public"),
    CommentState.PASSED_ON: N_("Not public: another place is better for this"),
    CommentState.TAKEN_BACK: N_("Deleted by you"),
}


class Channel(StrEnum):
    """How a comment came, when its author did not type it here."""

    MEETING = "meeting"
    PHONE = "phone"
    PAPER = "paper"

    @property
    def label(self) -> Message:
        return CHANNEL_LABELS[self]


CHANNEL_LABELS: dict[Channel, Message] = {
    Channel.MEETING: N_("Said at a meeting"),
    Channel.PHONE: N_("Said on the phone"),
    Channel.PAPER: N_("Written on paper"),
}


class ModerationReason(StrEnum):
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
        return MODERATION_REASON_LABELS[self]


MODERATION_REASON_LABELS: dict[ModerationReason, Message] = {
    ModerationReason.NAMES: N_("It names somebody, or says who they are"),
    ModerationReason.SMALL_GROUP: N_("A time, a place or a detail shows who somebody is"),
    ModerationReason.SOMEBODY_ELSE: N_("It tells somebody else’s private story"),
    ModerationReason.CONTACT: N_("It has an address, a phone number or an e-mail address"),
    ModerationReason.RUDE: N_("It insults people or uses words that hurt"),
    ModerationReason.UNCLEAR: N_("We could not understand it"),
    ModerationReason.OFF_TOPIC: N_("It is not about this activity"),
    ModerationReason.SELLING: N_("It sells something"),
    ModerationReason.COMPLAINT: N_("It could harm a complaint or a case that is under way"),
    ModerationReason.OLD: N_("It is about something from long ago"),
    ModerationReason.TWICE: N_("The same words are here already"),
    ModerationReason.UNLAWFUL: N_("It could be against the law"),
}


class SpamSignal(StrEnum):
    TRAP = "trap"
    FAST = "fast"
    LINKS = "links"
    REPEATED = "repeated"
    LISTED = "listed"

    @property
    def label(self) -> Message:
        return SPAM_SIGNAL_LABELS[self]


SPAM_SIGNAL_LABELS: dict[SpamSignal, Message] = {
    SpamSignal.TRAP: N_("A box that people do not see was filled in"),
    SpamSignal.FAST: N_("It was sent faster than a person types"),
    SpamSignal.LINKS: N_("It has many links"),
    SpamSignal.REPEATED: N_("The same words were sent before"),
    SpamSignal.LISTED: N_("It has words from your list of spam words"),
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
