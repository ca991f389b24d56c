"""Making community groups up by the actions that curators use."""

from collections.abc import Iterable, Iterator

from coprod.core.values.actor import Actor
from coprod.core.values.errors import require_found
from coprod.demo.connectors.rules import MadeUpConnector
from coprod.demo.examples.actions import pretend_day
from coprod.participation.directory.actions import add_connector
from coprod.participation.directory.enums import CONNECTOR_LISTS
from coprod.participation.directory.rules import ConnectorConsent, ConnectorDraft, ConnectorWords
from coprod.reference.lists.queries import find_term


def make_connectors(curator: Actor, connectors: Iterable[MadeUpConnector]) -> None:
    for made_up in connectors:
        with pretend_day(made_up.consented_on):
            add_connector(curator, build_draft(made_up))


def build_draft(made_up: MadeUpConnector) -> ConnectorDraft:
    return ConnectorDraft(
        made_up.name,
        made_up.kind,
        ConnectorWords(
            about=made_up.about,
            how_to_ask=made_up.how_to_ask,
            capacity=made_up.capacity,
            email=made_up.email,
            page=made_up.page,
            term_ids=tuple(find_term_ids(made_up)),
        ),
        ConnectorConsent(made_up.consent_how, made_up.consented_on, made_up.consent_until),
        made_up.other_names,
    )


def find_term_ids(made_up: MadeUpConnector) -> Iterator[int]:
    for name, listing in CONNECTOR_LISTS.items():
        for key in getattr(made_up, name):
            yield require_found(find_term(listing, key)).id
