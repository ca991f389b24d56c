"""The job that writes the letters to those who follow something."""

from flask import current_app
from flask_babel import force_locale

from coprod.core.database import session
from coprod.core.values import clock
from coprod.library.subscriptions import actions, presenters, queries, rules
from coprod.library.subscriptions.emails import build_news_email, build_unsubscribe_links
from coprod.library.subscriptions.models import Follow, Follower
from coprod.web import mailer


def write_emails() -> int:
    """Write what is due and return how many letters that was. Asked again, it writes none.

    Each letter is committed together with the note that it was written: a command that dies in the
    middle writes the rest when it is run again, and nothing twice.
    """
    written = 0
    with current_app.test_request_context():
        for follower_id in queries.list_confirmed_ids():
            written += write_to_follower(follower_id)
            session.commit()
    return written


def write_to_follower(follower_id: int) -> int:
    follower = queries.find_by_id(follower_id)
    if follower is None or not follower.address:
        return 0
    with force_locale(follower.language):
        return write_news(follower, list_due(follower))


def list_due(follower: Follower) -> list[Follow]:
    now = clock.now()
    confirmed = [each for each in follower.follows if each.confirmed_at is not None]
    return [
        each
        for each in confirmed
        if rules.is_due(each.often, follower.get_last_sent(each.often), now)
    ]


def write_news(follower: Follower, follows: list[Follow]) -> int:
    """Write one letter about everything that is due; nothing new, no letter."""
    until = clock.now() - rules.SETTLING_TIME
    news_by_follow = {each.id: presenters.list_news(each, until) for each in follows}
    items = [item for news in news_by_follow.values() for item in news]
    if not items:
        return 0
    mailer.write_email(
        follower.address, build_news_email(items), subscription=build_unsubscribe_links(follower)
    )
    actions.record_sent(follower, [each for each in follows if news_by_follow[each.id]], until)
    return 1
