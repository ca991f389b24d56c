"""How a mailed link stands, and what whoever opens it reads when it opens nothing any more."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class LinkState(LabelledEnum):
    """The label is for curators; the heading and the advice are for whoever has the link."""

    heading: Message
    advice: Message

    WAITING = "waiting", N_("Waits for an answer"), N_("This link works"), N_("Open it again")
    USED = (
        "used",
        N_("Answered"),
        N_("This link has been used"),
        N_("What you sent is saved. To change it, ask us for a new link."),
    )
    WITHDRAWN = (
        "withdrawn",
        N_("Taken back"),
        N_("This link was taken back"),
        N_("You need not answer. If you have a newer letter from us, use the link in that one."),
    )
    EXPIRED = (
        "expired",
        N_("Too old"),
        N_("This link is too old"),
        N_("Ask us for a new one. It comes by e-mail."),
    )
    GONE = (
        "gone",
        N_("Nothing to answer"),
        N_("There is nothing to answer now"),
        N_("What you were asked about is not here any more. You need not answer."),
    )
    UNKNOWN = (
        "unknown",
        N_("Not known"),
        N_("This link does not work"),
        N_(
            "Check that you have the whole link from the letter. If you have, ask us for a new one."
        ),
    )

    @property
    def status(self) -> int:
        """The HTTP status of the page that says so."""
        return 404 if self is LinkState.UNKNOWN else 410
