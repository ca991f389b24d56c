"""Community groups to test with, made as a curator makes them."""

from datetime import timedelta
from typing import Any

from coprod.core.database import session
from coprod.core.values import clock
from coprod.participation.directory import actions
from coprod.participation.directory.enums import ConnectorKind
from coprod.participation.directory.models import Connector, ConnectorChange
from coprod.participation.directory.rules import ConnectorConsent, ConnectorDraft, ConnectorWords
from coprod.reference.lists.enums import ListKind
from tests import make

MAILBOX = "info@example.org"


def words(**given: Any) -> ConnectorWords:
    usual: dict[str, Any] = {"email": MAILBOX}
    if "term_ids" not in given:
        usual["term_ids"] = (make.term(ListKind.GROUP).id,)
    return ConnectorWords(**{**usual, **given})


def consent(*, days: int = 300, **given: Any) -> ConnectorConsent:
    today = clock.today()
    usual = {"how": "By e-mail", "agreed_on": today, "until": today + timedelta(days=days)}
    return ConnectorConsent(**{**usual, **given})


def draft(**given: Any) -> ConnectorDraft:
    usual: dict[str, Any] = {"name": "Lunch club", "kind": ConnectorKind.ORGANISATION}
    usual["words"] = given.get("words") or words()
    usual["consent"] = given.get("consent") or consent()
    return ConnectorDraft(**{**usual, **given})


def connector(**given: Any) -> Connector:
    made = actions.add_connector(make.curator(), draft(**given))
    session.commit()
    return made


def link(connector: Connector) -> str:
    token = actions.make_link(connector)
    session.commit()
    assert token
    return token


def change(connector: Connector, **given: Any) -> ConnectorChange:
    made = actions.send_change(connector, words(**given))
    session.commit()
    return made
