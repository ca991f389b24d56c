from typing import Any

from flask.testing import FlaskClient

from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.conftest import sent_statements
from tests.engagement.commitments.make import promise

PAGE = "/how-we-are-doing"


def activity(title: str) -> Any:
    return make.activity(naming=Naming(title), status=Status.PUBLISHED)


def test_everybody_reads_how_we_are_doing_from_the_menu(client: FlaskClient) -> None:
    assert PAGE in client.get("/").text
    text = client.get(PAGE).text
    for heading in (
        "Is power shared more than before?",
        "The four challenges",
        "What people say about their lives",
        "Did we keep our promises?",
        "What people told us",
        "Who have we not heard from?",
        "Money and time",
    ):
        assert heading in text
    assert "No promise is written down yet" in text
    assert "That does not mean it was free" in text


def test_three_sentences_stand_first_and_fit_one_page_with_the_numbers(
    client: FlaskClient,
) -> None:
    activity("A walk")
    for address in (PAGE, f"{PAGE}/one-page"):
        text = client.get(address).text
        for words in ("Better:", "Worse:", "We do not know:", "Nobody has been asked yet"):
            assert words in text
        assert "activities rated by residents" in text
    assert f'href="{PAGE}/one-page"' in client.get(PAGE).text


def test_what_somebody_wrote_cannot_break_the_page(client: FlaskClient) -> None:
    promise(activity("Bread"), words="<script>alert(1)</script> " + "w" * 200)
    text = client.get(PAGE).text
    assert "<script>alert" not in text


def test_the_page_asks_the_database_no_more_often_for_more_activities(
    client: FlaskClient,
) -> None:
    def count() -> int:
        with sent_statements() as statements:
            assert client.get(PAGE).status_code == 200
        return len(statements)

    make.confirmed_proposal(make.rating(activity("One")), Rung.CO_DESIGN)
    promise(activity("Two"))
    few = count()
    for number in range(6):
        promise(activity(f"More {number}"))
    make.confirmed_proposal(make.rating(activity("Other")), Rung.CONSULTATION)
    assert count() == few
