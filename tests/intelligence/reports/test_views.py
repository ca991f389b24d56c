"""The pages of reports."""

import io
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from tests.core.documents.make import build_pdf
from tests.intelligence.reports.make import report

As = Callable[..., Any]
REPORTS = "/what-people-told-us/reports"
OLD = "https://www.example.org/report/2023-06-01/gp-access"


def form(**given: str) -> dict[str, str]:
    values = {"title": "GP access", "publisher": "Healthwatch", "published-year": "2023"}
    terms = dict.fromkeys(("service_id", "locality_id", "group_id"), "0")
    return {**values, **terms, "people": "1,418", "former_addresses": OLD, **given}


def test_a_report_is_added_its_text_read_and_then_everybody_finds_it(
    as_: As, client: FlaskClient
) -> None:
    curator = as_(Role.CURATOR)
    here = curator.send(f"{REPORTS}/new", form()).location
    assert client.get(here).status_code == 404
    document = {"file": (io.BytesIO(build_pdf("Phones ring out. 3 residents")), "report.pdf")}
    read = curator.send(f"{here}/document/new", document).location
    assert read == f"{here}/read"
    page = curator.get(read).text
    assert "Phones ring out" in page
    assert "<li>3 residents</li>" in page
    version = page.partition('name="version"')[2].partition('value="')[2].partition('"')[0]
    assert curator.send(read, {"version": version}).status_code == 422
    assert curator.send(read, {"version": version, "has_read": "y"}).location == here
    shown = client.get(here).text
    assert "About 1,420" in shown
    assert "GP access" in client.get("/stories?kind=report&q=ring+OUT").text
    assert "Phones ring out" in client.get(f"{here}/text").text
    sent = client.get(f"{here}/document")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.data.startswith(b"%PDF")


def test_mistakes_are_named_beside_their_box(as_: As) -> None:
    wrong = as_(Role.CURATOR).send(f"{REPORTS}/new", form(title="", people="1,418"))
    assert wrong.status_code == 422
    assert "Say what it is called" in wrong.text
    assert "1,418" in wrong.text


def test_an_old_address_leads_to_the_report(client: FlaskClient, session: Any) -> None:
    found = report(former_addresses=(OLD,))
    here = f"{REPORTS}/{found.slug}"
    assert client.get(f"{REPORTS}/find", query_string={"address": OLD}).location == here
    assert client.get("/report/2023-06-01/gp-access").location == here
    unknown = client.get(f"{REPORTS}/find", query_string={"address": "https://example.org/x"})
    assert unknown.status_code == 404
    assert "We have no report that stood at this address" in unknown.text
    assert client.post("/report/2023-06-01/gp-access").status_code in {400, 404}


def test_nobody_but_curators_sees_what_is_not_read_yet(as_: As, client: FlaskClient) -> None:
    held = report(is_public=False, title="«Held back»", former_addresses=(OLD,))
    for reader in (client, as_(Role.RESIDENT)):
        assert "Held back" not in reader.get(REPORTS).text
        assert "Held back" not in reader.get("/stories?kind=report&q=held").text
        for page in ("", "/text", "/document"):
            assert reader.get(f"{REPORTS}/{held.slug}{page}").status_code == 404
        assert reader.get("/report/2023-06-01/gp-access").status_code == 404
    assert "Not read yet" in as_(Role.CURATOR).get(REPORTS).text


def test_a_reply_is_written_down_and_an_older_page_is_told(as_: As, client: FlaskClient) -> None:
    found = report()
    here = f"{REPORTS}/{found.slug}"
    reply = f"{here}/recommendations/{found.recommendations[0].id}"
    curator, version = as_(Role.CURATOR), str(found.version)
    words = {"words": "Answer the phone", "owner_role": "Primary care lead", "version": version}
    assert curator.send(reply, {**words, "state": "done"}).status_code == 422
    sent = curator.send(reply, {**words, "state": "done", "reply": "Two more people answer"})
    assert sent.location == here
    assert "Two more people answer" in client.get(here).text
    again = curator.send(reply, {**words, "state": "done", "reply": "Something else"})
    assert again.status_code == 409


def test_a_recommendation_is_added_and_a_mistake_opens_its_form_again(as_: As) -> None:
    found = report(recommends=False)
    here, curator = f"{REPORTS}/{found.slug}", as_(Role.CURATOR)
    assert "No recommendation has been written down" in curator.get(here).text
    wrong = curator.send(f"{here}/recommendations", {"words": "Answer the phone", "state": "done"})
    assert wrong.status_code == 422
    assert '<details class="govuk-details app-no-print" open>' in wrong.text
    words = {"words": "Answer the phone", "owner_role": "GP networks", "state": "no_reply"}
    assert curator.send(f"{here}/recommendations", words).location == here
    assert "Answer the phone" in curator.get(here).text


def test_a_report_is_taken_back_from_readers(as_: As, client: FlaskClient) -> None:
    here = f"{REPORTS}/{report().slug}"
    assert client.get(here).status_code == 200
    as_(Role.CURATOR).send(f"{here}/withdraw")
    assert client.get(here).status_code == 404


def test_the_list_has_pages(client: FlaskClient, session: Any) -> None:
    for year in range(2001, 2022):
        report(recommends=False, title=f"«Report of {year}»", published=PartialDate(year))
    first = client.get(REPORTS).text
    assert "Report of 2002" in first
    assert "Report of 2001" not in first
    assert "Page 1 of 2" in first
    assert "Report of 2001" in client.get(f"{REPORTS}?page=2").text
