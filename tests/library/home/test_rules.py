from datetime import UTC, datetime, timedelta

from coprod.library.home.rules import format_security_contact


def test_a_contact_for_weaknesses_ends_within_a_year_at_a_midnight() -> None:
    now = datetime(2026, 11, 30, 21, 57, tzinfo=UTC)
    text = format_security_contact("a b@example.org", "https://example.org/x", now)
    lines = dict(line.split(": ", 1) for line in text.splitlines())

    assert lines["Contact"] == "mailto:a%20b@example.org"
    assert lines["Expires"] == "2027-02-28T00:00:00Z"
    assert timedelta() < datetime.fromisoformat(lines["Expires"]) - now < timedelta(days=366)
