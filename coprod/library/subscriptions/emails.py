"""What every letter to a follower carries."""

from coprod.library.subscriptions import queries
from coprod.library.subscriptions.models import Follower
from coprod.web import mailer
from coprod.web.mailer import SubscriptionLinks


def build_unsubscribe_links(follower: Follower) -> SubscriptionLinks:
    """Return where a follower changes and ends what comes; it stands in every letter."""
    token = queries.get_link_token(follower)
    return SubscriptionLinks(
        mailer.build_address("library.subscriptions.own", token=token),
        mailer.build_address("library.subscriptions.stop", token=token),
    )
