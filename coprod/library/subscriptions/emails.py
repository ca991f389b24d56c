"""The letters to followers, and the links that every one of them carries."""

from collections.abc import Sequence

from coprod.core.values.phrases import N_
from coprod.library.subscriptions import queries
from coprod.library.subscriptions.models import Follower
from coprod.web import mailer
from coprod.web.language import translate
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, EmailItem, SubscriptionLinks, fix

MOST_ITEMS = 40
A_SEARCH = N_("what a search of this register finds")
IF_NOT_YOU = fix(
    N_("If it was not you, do nothing. You will hear no more, and we forget the address.")
)


def build_unsubscribe_links(follower: Follower) -> SubscriptionLinks:
    """Return where a follower changes and ends what comes; it stands in every letter."""
    token = queries.get_follower_token(follower)
    return SubscriptionLinks(
        mailer.build_address("library.subscriptions.own", token=token),
        mailer.build_address("library.subscriptions.stop", token=token),
    )


def drop_duplicates(items: Sequence[EmailItem]) -> list[EmailItem]:
    """Name once what two searches find."""
    return list({(item.link, translate(item.about)): item for item in items}.values())


def build_news_email(items: Sequence[EmailItem]) -> Email:
    distinct = drop_duplicates(items)
    left_out = len(distinct) - MOST_ITEMS
    more = (N_("There is more than fits in this letter. Look in the register."),)
    return Email(
        key="library.subscriptions.news",
        subject=N_("What is new in the register"),
        before=(N_("This is new among what you follow:"),),
        items=tuple(distinct[:MOST_ITEMS]),
        after=more if left_out > 0 else (),
    )


def build_confirmation_email(title: str) -> Email:
    """To an address that somebody gave: nothing comes unless whoever reads it says yes.

    ``title`` is of this register: words that were typed into a search would let anybody have us
    write anything to anybody. They stand on the page that the link leads to.
    """
    subject_title = title or translate(A_SEARCH)
    return Email(
        key="library.subscriptions.confirmation",
        subject=N_("Do you want letters from the register?"),
        before=(N_("Somebody gave this address to follow: %(title)s.", title=subject_title),),
        link_label=N_("See what it is, and say yes or no"),
        after=(IF_NOT_YOU,),
    )


LETTERS = (
    Letter(
        "library.subscriptions.news",
        Reader.FOLLOWER,
        N_("There is something new among what somebody follows"),
        lambda _title: build_news_email(()),
    ),
    Letter(
        "library.subscriptions.confirmation",
        Reader.FOLLOWER,
        N_("Somebody gives an address to follow something"),
        build_confirmation_email,
    ),
)
