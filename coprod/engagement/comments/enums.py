"""The kinds of comment, what can become of one, what looks like spam, and what we call all that."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class CommentKind(LabelledEnum):
    """What somebody wants to say."""

    WAS_THERE = "was_there", N_("I was there")
    QUESTION = "question", N_("A question")
    IDEA = "idea", N_("An idea")
    WRONG = "wrong", N_("Something is wrong here")
    THANKS = "thanks", N_("Thank you")


KINDS_THAT_ASK_FOR_ANSWER = frozenset({CommentKind.QUESTION, CommentKind.IDEA, CommentKind.WRONG})
"""Kinds that the team is asked to answer. It may answer the others too."""


class CommentState(LabelledEnum):
    WAITING = "waiting", N_("Waiting to be read")
    PUBLISHED = "published", N_("Public")
    REWORD = "reword", N_("Back with you, to be put in other words")
    HELD = "held", N_("Not public: we are looking into it with care")
    DECLINED = "declined", N_("Not public")
    PASSED_ON = "passed_on", N_("Not public: another place is better for this")
    TAKEN_BACK = "taken_back", N_("Deleted by you")


class Channel(LabelledEnum):
    """How a comment came, when its author did not type it here."""

    MEETING = "meeting", N_("Said at a meeting")
    PHONE = "phone", N_("Said on the phone")
    PAPER = "paper", N_("Written on paper")


class ModerationReason(LabelledEnum):
    """Why a moderator did not publish words as they were written."""

    NAMES = "names", N_("It names somebody, or says who they are")
    SMALL_GROUP = "small_group", N_("A time, a place or a detail shows who somebody is")
    SOMEBODY_ELSE = "somebody_else", N_("It tells somebody else’s private story")
    CONTACT = "contact", N_("It has an address, a phone number or an e-mail address")
    RUDE = "rude", N_("It insults people or uses words that hurt")
    UNCLEAR = "unclear", N_("We could not understand it")
    OFF_TOPIC = "off_topic", N_("It is not about this activity")
    SELLING = "selling", N_("It sells something")
    COMPLAINT = "complaint", N_("It could harm a complaint or a case that is under way")
    OLD = "old", N_("It is about something from long ago")
    TWICE = "twice", N_("The same words are here already")
    UNLAWFUL = "unlawful", N_("It could be against the law")


class SpamSignal(LabelledEnum):
    TRAP = "trap", N_("A box that people do not see was filled in")
    FAST = "fast", N_("It was sent faster than a person types")
    LINKS = "links", N_("It has many links")
    REPEATED = "repeated", N_("The same words were sent before")
    LISTED = "listed", N_("It has words from your list of spam words")


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
    "asked for letters about comment": Verb(N_("Asked to be written to about a comment")),
    "answered comment": Verb(N_("Answered a comment for the team")),
    "rated an answer": Verb(N_("Said whether an answer is enough")),
    "said what a comment led to": Verb(N_("Said what a comment led to")),
    "asked again for an answer": Verb(N_("Asked again for an answer")),
}
