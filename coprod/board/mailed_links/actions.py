"""Making, using and taking back a mailed link."""

from coprod.board.mailed_links.models import MailedLink
from coprod.core.keyring import create_private_link, hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_


def open_link(actor: Actor, link: MailedLink) -> str:
    """Give a link its token, and return the token for the letter."""
    token = create_private_link().token
    link.token_hash, link.requested_by_id = hash_token(token), actor.require_id()
    link.requested_on = clock.today()
    return token


def use_link(link: MailedLink) -> None:
    """Use a link up. Whoever was first has answered."""
    if not link.is_waiting:
        raise RuleBrokenError(N_("This link has been used, taken back, or is too old"))
    link.used_at = clock.now()


def withdraw_link(link: MailedLink) -> None:
    """Take a link back; one that is back already stays so."""
    link.withdrawn_at = link.withdrawn_at or clock.now()
