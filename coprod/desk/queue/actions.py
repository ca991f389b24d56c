"""What can be done from the desk itself."""

from coprod.core import mail
from coprod.core.audit_trail.actions import record_event
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError
from coprod.desk.queue import policies


def try_mail_again(actor: Actor, message: mail.Outgoing) -> None:
    if not policies.can_see_mail(actor):
        raise NotAllowedError
    mail.retry(message)
    record_event(actor, "tried mail again", message)
