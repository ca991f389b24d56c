"""Letters about learning records: they lead to the record and tell nothing of it."""

from coprod.core.values.phrases import N_, Message
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def build_email(name: str, subject: Message, message: Message, link_text: Message) -> Email:
    return Email(
        key=f"learning.records.{name}", subject=subject, before=(message,), link_label=link_text
    )


SENT_IN = build_email(
    "sent-in",
    N_("A learning record is waiting to be read"),
    N_("Somebody has written down what was learned. It is waiting for a curator."),
    N_("Read it here"),
)
SENT_BACK = build_email(
    "sent-back",
    N_("Your learning record needs a change before it can be public"),
    N_("A curator has read it and asks for a change first. Nothing you wrote is lost."),
    N_("Read what they ask for"),
)
PUBLISHED = build_email(
    "published",
    N_("Your learning record is public"),
    N_("A curator has read and published it. Thank you: others can now learn from it."),
    N_("See it"),
)


LETTERS = (
    Letter(
        SENT_IN.key, Reader.CURATORS, N_("A learning record is sent in"), lambda _title: SENT_IN
    ),
    Letter(
        SENT_BACK.key, Reader.AUTHOR, N_("A learning record is sent back"), lambda _title: SENT_BACK
    ),
    Letter(
        PUBLISHED.key, Reader.AUTHOR, N_("A learning record is published"), lambda _title: PUBLISHED
    ),
)
