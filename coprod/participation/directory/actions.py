"""Keeping the directory. Curators do; a group sends changes to its own page by a mailed link."""

import secrets

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import ConflictError, require, require_found
from coprod.participation.directory import policies, queries, rules
from coprod.participation.directory.enums import CONNECTOR_LISTS
from coprod.participation.directory.models import Connector, ConnectorChange, ConnectorText
from coprod.participation.directory.rules import ConnectorDraft, ConnectorWords
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import get_term

FIXED_SLUGS = frozenset({"new", "ours"})


def add_connector(actor: Actor, draft: ConnectorDraft) -> Connector:
    require(policies.can_keep(actor))
    connector = Connector(slug=choose_slug(Connector.slug, draft.name, FIXED_SLUGS), terms=[])
    set_draft(connector, draft)
    session.add(connector)
    session.flush()
    record_event(actor, "added a community group", connector, is_public=True)
    return connector


def change_connector(
    actor: Actor, connector: Connector, draft: ConnectorDraft, *, seen: int
) -> None:
    """Change all that is known of a group. With a new consent, one that was taken off is back."""
    require(policies.can_keep(actor))
    require(seen == connector.version, ConflictError)
    set_draft(connector, draft)
    connector.version += 1
    session.flush()
    record_event(actor, "changed a community group", connector, is_public=True)


def set_draft(connector: Connector, draft: ConnectorDraft) -> None:
    rules.check_draft(draft, clock.today())
    set_words(connector, draft.words)
    connector.name, connector.other_names = draft.name, list(draft.other_names)
    connector.kind = require_found(draft.kind)
    set_consent(connector, draft.consent)


def set_consent(connector: Connector, consent: rules.ConnectorConsent) -> None:
    """Take a consent down. One that began after the group was taken off puts it back."""
    agreed_on, until = require_found(consent.agreed_on), require_found(consent.until)
    if until != connector.consent_until:
        connector.reminded_on = None
    connector.consent_how = consent.how
    connector.consented_on, connector.consent_until = agreed_on, until
    if connector.taken_off_on and agreed_on >= connector.taken_off_on:
        connector.taken_off_on = None


def set_words(connector: Connector, words: ConnectorWords) -> None:
    copy_words(connector, words)
    connector.terms = list_terms(words.term_ids)


def copy_words(target: ConnectorText, words: ConnectorWords) -> None:
    for name in ("about", "how_to_ask", "capacity", "email", "page"):
        setattr(target, name, getattr(words, name))


def list_terms(term_ids: tuple[int, ...]) -> list[Term]:
    """Return the lines that were ticked; one of another list is not found here."""
    terms = [get_term(term_id) for term_id in dict.fromkeys(term_ids)]
    require(all(term.listing in CONNECTOR_LISTS.values() for term in terms))
    return terms


def take_off(actor: Actor, connector: Connector) -> None:
    """Show a group no more, from now on: by a curator, or by the group with its link."""
    require(policies.can_keep(actor))
    end_listing(actor, connector)


def take_off_by_link(connector: Connector) -> None:
    end_listing(VISITOR, connector)


def end_listing(actor: Actor, connector: Connector) -> None:
    connector.taken_off_on, connector.token_hash, connector.link_until = clock.today(), None, None
    connector.version += 1
    if change := queries.find_change(connector):
        session.delete(change)
    session.flush()
    record_event(actor, "took off a community group", connector, is_public=True)


def make_link(connector: Connector) -> str | None:
    """Make the link for a group's own mailbox, or nothing where one went there today."""
    require(connector.is_listed and connector.email)
    last_day = clock.today() + rules.LINK_DAYS
    if connector.link_until == last_day:
        return None
    token = secrets.token_urlsafe(32)
    connector.token_hash, connector.link_until = hash_token(token), last_day
    session.flush()
    record_event(VISITOR, "sent a community group its link", connector)
    return token


def send_change(connector: Connector, words: ConnectorWords) -> ConnectorChange:
    """Take in what a group writes of itself. What it sent before, and nobody read, goes."""
    rules.check_words(words, connector.name)
    list_terms(words.term_ids)
    change = queries.find_change(connector) or ConnectorChange(connector=connector)
    copy_words(change, words)
    change.term_ids, change.sent_at = list(words.term_ids), clock.now()
    session.add(change)
    session.flush()
    record_event(VISITOR, "a community group wrote", connector)
    return change


def accept_change(actor: Actor, change: ConnectorChange) -> None:
    require(policies.can_keep(actor))
    connector = change.connector
    words = get_words(change, tuple(change.term_ids))
    rules.check_words(words, connector.name)
    set_words(connector, words)
    connector.version += 1
    session.delete(change)
    session.flush()
    record_event(actor, "took a community group's words", connector, is_public=True)


def decline_change(actor: Actor, change: ConnectorChange) -> None:
    require(policies.can_keep(actor))
    session.delete(change)
    record_event(actor, "declined a community group's words", change.connector)


def get_words(source: ConnectorText, term_ids: tuple[int, ...]) -> ConnectorWords:
    names = ("about", "how_to_ask", "capacity", "email", "page")
    return ConnectorWords(**{name: getattr(source, name) for name in names}, term_ids=term_ids)
