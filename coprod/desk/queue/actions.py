"""What can be done from the desk itself."""

from coprod.core import mail
from coprod.core.audit_trail.actions import record_event
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.desk.queue import policies


def try_mail_again(actor: Actor, message: mail.Outgoing) -> None:
    require(policies.can_see_mail(actor))
    mail.retry(message)
    record_event(actor, "tried mail again", message)
