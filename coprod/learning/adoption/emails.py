"""Letters about what was adopted: questions, and how it went."""

from collections.abc import Iterator

from coprod.core.values.phrases import N_, Message
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix


def build_follow_up_email(title: str, source: str) -> Email:
    return Email(
        key="learning.adoption.follow-up",
        subject=N_("How did it go?"),
        before=(
            N_("Some months ago you started: %(title)s.", title=title),
            N_("You took it from: %(source)s. Did it carry on, change, or stop?", source=source),
        ),
        link_label=N_("Say how it went"),
        after=(
            N_(
                "We show your answer with the source. If your work stopped, that helps other "
                "teams most."
            ),
        ),
    )


def build_question_email(title: str, words: str, reply_to: str) -> Email:
    """To the team: what somebody asks. Their address is there only when they said so."""
    answer = fix(N_("They would like an answer at: %(address)s", address=reply_to))
    nobody = fix(N_("They did not leave an address, so you cannot answer them."))
    return Email(
        key="learning.adoption.question",
        subject=N_("Somebody has asked about your activity"),
        before=(
            N_("Somebody has a question about: %(title)s.", title=title),
            *split_paragraphs(words),
        ),
        link_label=N_("See your activity"),
        after=(answer if reply_to else nobody,),
    )


def split_paragraphs(words: str) -> Iterator[Message]:
    """Yield each paragraph of somebody's words, as it was written."""
    lines = (line for line in words.splitlines() if line.strip())
    yield from (Message("%(words)s", {"words": line}) for line in lines)


LETTERS = (
    Letter(
        "learning.adoption.follow-up",
        Reader.OWNERS,
        N_("Some months after an activity was started from another"),
        lambda title: build_follow_up_email(title, title),
    ),
    Letter(
        "learning.adoption.question",
        Reader.OWNERS,
        N_("Somebody asks the team of an activity a question"),
        lambda title: build_question_email(title, "", ""),
    ),
)
