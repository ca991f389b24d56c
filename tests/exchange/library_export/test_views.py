"""The page of the files: what was made, when, and for whom."""

from html import unescape
from typing import Any

from coprod.core.values.actor import Role
from coprod.exchange.library_export.enums import ExportKind
from coprod.register.activities.enums import Status
from tests import make
from tests.conftest import forget
from tests.exchange.library_export.make import make_files

PAGE = "/export"


def test_a_visitor_takes_what_was_made(client: Any, session: Any) -> None:
    make.activity(status=Status.PUBLISHED)
    assert "There is no file yet" in client.get(PAGE).text
    make_files()

    page = client.get(PAGE).text
    answer = client.get(f"{PAGE}/files/library.zip")

    assert "Cite this" in page
    assert "Make new files" not in page
    assert "1 rows" in page
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="library-20')
    assert client.get(f"{PAGE}/files/nonsense.csv").status_code == 404


def test_the_codebook_is_a_page(client: Any, session: Any) -> None:
    page = unescape(client.get(f"{PAGE}/codebook").text)

    assert "people_took_part_about" in page
    assert "people_took_part_exact" not in page
    assert "Rounded to the nearest 5" in page


def test_curators_ask_for_their_own(client: Any, as_: Any, session: Any) -> None:
    make.activity(status=Status.PUBLISHED)
    curator = as_(Role.CURATOR)
    assert curator.send(f"{PAGE}/curators").status_code == 303
    assert "New files are being made" in curator.get(f"{PAGE}/curators").text
    make_files(ExportKind.CURATORS)
    forget()

    address = f"{PAGE}/curators/files/activities.csv"
    assert "people_took_part_exact" in curator.get(address).text
    for role in (Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER):
        assert as_(role).get(address).status_code == 403
        assert as_(role).send(PAGE).status_code == 403
    assert client.get(address).status_code in {302, 303, 401}
    assert "exact" not in client.get(f"{PAGE}/files/activities.csv").text
