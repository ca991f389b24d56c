"""What can be done from the desk itself."""

from coprod import post
from coprod.history.actions import note
from coprod.insight import policies
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError


def try_mail_again(actor: Actor, message: post.Outgoing) -> None:
    if not policies.can_see_mail(actor):
        raise NotAllowedError
    post.try_again(message)
    note(actor, "tried mail again", message)
