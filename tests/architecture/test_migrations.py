"""The tables that the migrations make are those that the models describe, up and down."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Select, inspect, select, text

from coprod.app import create_app
from coprod.core.config import HOME
from coprod.core.database import Base, db
from coprod.exchange.feedback_imports.models import FeedbackComment
from coprod.intelligence.feedback.models import Insight
from coprod.library.stories.presenters import parse_search
from coprod.library.subscriptions.presenters import format_search
from tests.conftest import settings


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """Give an app with a database of its own that holds nothing."""
    given = settings("migrations")
    if given.database.startswith("sqlite"):
        given = given.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'empty.db'}"})
    app = create_app(given)
    with app.app_context():
        db.metadata.drop_all(db.engine)
        yield app
        db.session.remove()
        command.downgrade(config(), "base")
        db.engine.dispose()


def config() -> Config:
    return Config(toml_file=str(HOME / "pyproject.toml"))


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_up_down_and_up_again_ends_where_the_models_are(empty: Flask) -> None:
    command.upgrade(config(), "head")
    assert differences() == []
    command.downgrade(config(), "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    command.upgrade(config(), "head")
    assert differences() == []


def upgrade_with(since: str, *statements: str) -> None:
    """Upgrade a database that held some rows when it stood at a migration."""
    command.upgrade(config(), since)
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    command.upgrade(config(), "head")


def rows(query: str | Select[Any]) -> list[tuple[Any, ...]]:
    wanted = text(query) if isinstance(query, str) else query
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(wanted)]


def differences() -> list[Any]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return list(compare_metadata(context, Base.metadata))


def test_what_is_there_already_survives_a_migration(empty: Flask) -> None:
    """A table that SQLite makes anew must not take with it the rows that refer to it."""
    upgrade_with("0001", *AN_ENTRY)

    assert rows("SELECT count(*) FROM activity_promise") == [(1,)]
    [dated] = rows("SELECT checked_on, review_by FROM activity")
    assert [str(day) for day in dated] == ["2026-03-01", "2027-03-01"]


def test_feedback_that_readers_see_goes_on_to_be_seen(empty: Flask) -> None:
    upgrade_with("0007", *FEEDBACK)

    told = {"people": 9, "comments": 40, "positive": 20, "neutral": 10, "negative": 10}
    released = [{**told, "counted_in": "comments"}]
    assert rows(select(Insight.released).order_by(Insight.id)) == [(released,), ([],)]


def test_who_followed_a_search_for_entries_is_told_of_entries_alone(empty: Flask) -> None:
    upgrade_with("0008", *FOLLOWED)

    searches = [search for (search,) in rows("SELECT search FROM follow ORDER BY id")]
    kept = ["q=tea+time&kind=entry&locality=bow", "kind=entry", "kind=decision", ""]
    assert searches == kept
    assert [format_search(parse_search(parse_qs(each))) for each in searches] == kept
    since = rows("SELECT published_at FROM collection ORDER BY id")
    assert [str(day)[:10] for (day,) in since] == ["2026-04-01", "None"]


def test_a_private_link_of_an_earlier_version_is_kept_until_it_is_encrypted(empty: Flask) -> None:
    command.upgrade(config(), "0018")
    with db.engine.begin() as connection:
        connection.execute(text(FOLLOWED[len(AN_ENTRY)]))

    command.upgrade(config(), "0023")

    with db.engine.connect() as connection:
        row = connection.execute(text("SELECT encrypted_token, token_hash FROM follower")).one()
    assert tuple(row) == ("n", "t")


def test_notes_wait_to_be_read_unless_their_level_was_confirmed(empty: Flask) -> None:
    upgrade_with("0012", *ASSESSED)

    assert rows("SELECT rating_id, person_id FROM rating_notes_reading") == [(1, 1)]


def test_what_a_source_told_of_a_person_is_hidden_until_somebody_was_asked(empty: Flask) -> None:
    upgrade_with("0012", *AN_ENTRY[:2], *TOLD_BY_SOURCE)

    assert rows("SELECT label, audience FROM activity_fact ORDER BY id") == [
        ("Number of residents", "not_answered"),
        ("Cost", "not_answered"),
        ("Colour", "everybody"),
    ]


def test_names_that_an_earlier_import_dropped_are_not_placed(empty: Flask) -> None:
    upgrade_with("0012", AN_ENTRY[0], *COUNTED)

    comments = rows(select(FeedbackComment.unplaced).order_by(FeedbackComment.id))
    assert comments == [({"group": ""},), (None,)]
    assert rows(select(Insight.unplaced).order_by(Insight.id)) == [({"group": 1},), ({},)]


def test_the_note_of_a_hidden_payment_is_no_longer_searched(empty: Flask) -> None:
    """What is searched was worked out when an entry was saved, and told the notes then."""
    upgrade_with("0018", *AN_ENTRY[:2], *PAID)

    assert rows("SELECT more_words, search_words FROM activity_text") == [
        ("by letter 60 people by bus", "a by letter 60 people by bus")
    ]


PAID = (
    """INSERT INTO activity_text (id, activity_id, body, learned, search_words, more_words) VALUES
    (1, 1, '', '', 'a by letter for the chair of bow 60 people by bus',
    'by letter for the chair of bow 60 people by bus')""",
    """INSERT INTO activity_detail (id, activity_id, partner_names, open_to_change, not_open,
    pledge, decided_by, found, missing, roles, shared_planning, shared_decision, shared_delivery,
    shared_evaluation, safeguarding_role, consent_route, asked, said, did, not_doing, why_not,
    curator_notes) VALUES (1, 1, '', '', '', '', '', 'By letter', '', '', false, false, false,
    false, '', '', '', '', '', '', '', '')""",
    """INSERT INTO activity_cost (id, detail_id, number, category, timing, accepted, "after", note)
    VALUES (1, 1, 1, 'involvement_payment', 'actual', 3, '', 'For the Chair, of Bow'),
    (2, 1, 2, 'involvement_payment', 'actual', 60, '', '60 people'),
    (3, 1, 3, 'venue', 'actual', NULL, '', 'by bus')""",
)
TOLD_BY_SOURCE = (
    """INSERT INTO activity_source (id, activity_id, name, key, address, licence, taken_on)
    VALUES (1, 1, 'a', '1', '', '', '2026-01-01')""",
    """INSERT INTO activity_fact (id, activity_id, label, value, note) VALUES
    (1, 1, 'Number of residents', '4 (two men two women)', ''), (2, 1, 'Cost', '£1250.50', ''),
    (3, 1, 'Colour', 'red', '')""",
)
COUNTED = (
    """INSERT INTO feedback_file (id, person_id, file_name, token, encoding, sheet, header_row,
    chosen, report, state, created_at, changed_at) VALUES (1, 1, 'a.csv', 'a', '', 0, 1, '{}',
    '{"unknown": {"group": {"Bangladeshi": 1}}}', 'counted', '2026-04-01', '2026-04-01'),
    (2, 1, 'b.csv', 'b', '', 0, 1, '{}', '{}', 'counted', '2026-04-01', '2026-04-01')""",
    """INSERT INTO feedback_comment (id, file_id, source, key, said_on, person_mark, text) VALUES
    (1, 1, 'a', 'x', '2026-02-01', '', ''), (2, 2, 'b', 'y', '2026-02-01', '', '')""",
    """INSERT INTO insight_summary (id, source, starts, ends, elsewhere, comments, counted_in,
    narrative, method, address, is_public, is_counted, created_at, changed_at) VALUES
    (1, 'a', '2026-01-01', '2026-03-31', '', 1, 'comments', '', '', '', true, true, '2026-04-01',
    '2026-04-01'), (2, 'b', '2026-01-01', '2026-03-31', '', 1, 'comments', '', '', '', true, true,
    '2026-04-01', '2026-04-01')""",
)
FEEDBACK = (
    """INSERT INTO insight_summary (id, source, starts, ends, elsewhere, people, comments, positive,
    neutral, negative, counted_in, narrative, method, address, is_public, is_counted, created_at,
    changed_at) VALUES (1, 'a', '2026-01-01', '2026-03-31', '', 9, 40, 20, 10, 10, 'comments',
    '', '', '', true, false, '2026-04-01', '2026-04-01'), (2, 'b', '2026-01-01', '2026-03-31', '',
    9, 40, 20, 10, 10, 'comments', '', '', '', false, false, '2026-04-01', '2026-04-01')""",
)
AN_ENTRY = (
    """INSERT INTO person (id, email, name, role, created_at, changed_at, active, fs_uniquifier,
    mf_recovery_codes) VALUES (1, 'a@example.org', 'A', 'resident', '2026-01-01', '2026-01-01',
    true, 'x', '[]')""",
    """INSERT INTO activity (id, slug, title, summary, status, led_by_name, place_words,
    is_ongoing, nothing_promised, owner_id, published_at, withdrawn_reason, created_at, changed_at)
    VALUES (1, 'a', 'A', '', 'published', '', '', false, false, 1, '2026-03-01', '', '2026-01-01',
    '2026-01-01')""",
    "INSERT INTO activity_promise (id, activity_id, rung, words) VALUES (1, 1, 6, '')",
)
FOLLOWED = (
    *AN_ENTRY,
    """INSERT INTO follower (id, email, nonce, token_hash, language, created_at, changed_at)
    VALUES (1, 'a@example.org', 'n', 't', 'en', '2026-04-01', '2026-04-01')""",
    """INSERT INTO follow (id, follower_id, activity_id, search, often, told_until, created_at,
    changed_at) VALUES
    (1, 1, NULL, 'q=tea+time&locality=bow', 'weekly', '2026-04-01', '2026-04-01', '2026-04-01'),
    (2, 1, NULL, '', 'weekly', '2026-04-01', '2026-04-01', '2026-04-01'),
    (3, 1, NULL, 'kind=decision', 'weekly', '2026-04-01', '2026-04-01', '2026-04-01'),
    (4, 1, 1, '', 'weekly', '2026-04-01', '2026-04-01', '2026-04-01')""",
    """INSERT INTO collection (id, slug, title, introduction, is_public, created_at, changed_at)
    VALUES (1, 'a', 'A', '', true, '2026-04-01', '2026-04-01'),
    (2, 'b', 'B', '', false, '2026-04-01', '2026-04-01')""",
)
ASSESSED = (
    *AN_ENTRY,
    """INSERT INTO rating (id, activity_id, person_id, begun_at, submitted_at, round, correction,
    rule_version, framework_version, is_provisional, is_evidenced) VALUES
    (1, 1, 1, '2026-04-01', '2026-04-01', 'start', '', 1, 1, false, true),
    (2, 1, 1, '2026-05-01', '2026-05-01', 'end', '', 1, 1, false, true)""",
    """INSERT INTO confirmation_proposal (id, activity_id, rating_id, person_id, side, rung, reason,
    at) VALUES (1, 1, 1, 1, 'curator', 5, '', '2026-04-02'),
    (2, 1, 2, 1, 'curator', 5, '', '2026-05-02')""",
    """INSERT INTO confirmation_answer (id, proposal_id, person_id, verdict, words, at) VALUES
    (1, 1, 1, 'agrees', '', '2026-04-03'), (2, 2, 1, 'disagrees', '', '2026-05-03')""",
)
