"""The command that writes the letters to those who follow something. Run it every few minutes."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import force_locale

from coprod.core.database import session
from coprod.core.values import clock
from coprod.library.subscriptions import actions, presenters, queries, rules
from coprod.library.subscriptions.emails import leaving
from coprod.library.subscriptions.models import Follow, Follower
from coprod.web import mailer

group = AppGroup("following", help="Commands about letters to those who follow something.")


@group.command("write")
@with_appcontext
def write_command() -> None:
    """Write the letters that are due: at once, or once a week, and only when there is news."""
    click.echo(f"Letters written: {write_letters()}")


def write_letters() -> int:
    """Write what is due and return how many letters that was. Asked again, it writes none.

    Each letter is kept together with the mark that it was written: a command that dies in the
    middle writes the rest when it is run again, and nothing twice.
    """
    written = 0
    with current_app.test_request_context():
        for follower_id in queries.with_confirmed():
            written += write_to(follower_id)
            session.commit()
    return written


def write_to(follower_id: int) -> int:
    follower = queries.by_id(follower_id)
    if follower is None or not follower.address:
        return 0
    with force_locale(follower.language):
        return write_news(follower, due(follower))


def due(follower: Follower) -> list[Follow]:
    now = clock.now()
    confirmed = [each for each in follower.follows if each.confirmed_at is not None]
    return [each for each in confirmed if rules.is_due(each.often, follower.told_at, now)]


def write_news(follower: Follower, follows: list[Follow]) -> int:
    """Write one letter about everything that is due; nothing new, no letter."""
    until = clock.now() - rules.SETTLES
    found = {each.id: presenters.news(each, until) for each in follows}
    items = [item for told in found.values() for item in told]
    if not items:
        return 0
    mailer.write(follower.address, presenters.letter(items), leaving=leaving(follower))
    actions.was_told(follower, [each for each in follows if found[each.id]], until)
    return 1
