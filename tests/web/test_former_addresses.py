"""What was mailed or printed before the addresses changed still leads to its page."""

import pytest
from flask.testing import FlaskClient

from coprod.web.former_addresses import FORMER_ADDRESSES, find_current_path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/library", "/stories"),
        ("/library/falls-group/effect", "/stories/falls-group/effect"),
        ("/library/feed.atom", "/stories/feed.atom"),
        ("/register/mine", "/my-work"),
        ("/register/minerva", "/activities/minerva"),
        ("/register/falls-group/edit/people", "/activities/falls-group/edit/people"),
        ("/assess/falls-group", "/activities/falls-group/assess"),
        ("/assess/falls-group/result/3", "/activities/falls-group/assess/result/3"),
        ("/scaling/falls-group/lineage", "/stories/falls-group/lineage"),
        ("/scaling/falls-group/kept", "/activities/falls-group/kept"),
        ("/involved/falls-group/ours", "/activities/falls-group/groups/ours"),
        ("/get-involved/calendar.ics", "/have-your-say/calendar.ics"),
        ("/insight/gaps", "/what-people-told-us/gaps"),
    ],
)
def test_each_old_address_has_its_new_one(before: str, after: str) -> None:
    assert find_current_path(before) == after


@pytest.mark.parametrize(
    "path", ["/", "/libraryx", "/stories", "/x/library", "/assess", "//library"]
)
def test_other_addresses_are_nobodys_former_ones(path: str) -> None:
    assert find_current_path(path) is None


def test_no_address_is_both_old_and_new() -> None:
    for _before, after in FORMER_ADDRESSES:
        assert find_current_path(after.format(slug="falls-group", page="use")) is None


def test_a_reader_is_led_on_with_the_query(client: FlaskClient) -> None:
    answer = client.get("/library?q=a%20b&locality=sw")
    assert (answer.status_code, answer.location) == (308, "/stories?q=a%20b&locality=sw")
    assert client.get("/library?q=x", follow_redirects=True).status_code == 200


def test_what_was_sent_goes_with_it(client: FlaskClient) -> None:
    answer = client.post("/register/log", data={"title": "Tea"})
    assert (answer.status_code, answer.location) == (308, "/activities/log")


def test_a_path_cannot_lead_to_another_site(client: FlaskClient) -> None:
    answer = client.get("/library//example.org/%0d%0aX: y")
    assert answer.status_code in {308, 404}
    assert "\n" not in (answer.location or "")
    assert (answer.location or "/stories").startswith("/stories")
