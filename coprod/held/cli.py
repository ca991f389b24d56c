"""Commands about words that wait."""

from flask.cli import AppGroup, with_appcontext

from coprod.db import session
from coprod.held import actions

group = AppGroup("held", help="Commands about words that were typed and not saved.")


@group.command("tidy")
@with_appcontext
def tidy() -> None:
    """Forget words that have waited for 90 days. Run it once a day."""
    actions.tidy()
    session.commit()
