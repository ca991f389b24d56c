"""Promises of docs/security.md that belong to the whole app and to no one page."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coprod.app import create_app
from coprod.core.config import HOME, Environment, MailBy, Settings
from coprod.core.database import db
from coprod.core.values.actor import Role
from tests import make

SOURCES = sorted((HOME / "coprod").rglob("*.py"))
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
ASK_OTHERS = {"urllib.request", "http.client", "requests", "httpx", "urllib3", "aiohttp", "ftplib"}
ASKS_OTHERS = {"coprod/web/openid.py": "the provider of accounts that the settings name"}
TRUSTS = {
    "coprod/web/csrf.py": "the field with the token",
    "coprod/web/failures.py": "a page that is written in the code",
    "coprod/web/fragment_cache.py": "made by a template, which escaped what it was given",
    "coprod/web/language.py": "words of ours, as Jinja does; what is put into them is escaped",
    "coprod/web/filters.py": "Markdown, after the sanitiser",
    "coprod/web/components.py": "GOV.UK components, which escape what they are given",
    "coprod/web/slots.py": "made by .html templates, which escaped what they were given",
    "coprod/library/stories/views.py": "made by a template, which escaped what it was given",
    "coprod/library/feeds/views.py": "a frame to copy, with escaped parts",
}
ESCAPES_BEFORE = {
    "coprod/exchange/library_export/tasks.py": "coprod/exchange/library_export/rules.py",
}
"""A workbook takes the same cells: they are escaped where each is made."""
WRITES_CSV = {
    "coprod/demo/feedback/rules.py",
    "coprod/exchange/library_export/tasks.py",
    "coprod/desk/audit/presenters.py",
    "coprod/exchange/imports/schemas.py",
    "coprod/exchange/imports/presenters.py",
    "coprod/web/answers.py",
}
A_YEAR = 31_536_000


@pytest.fixture(scope="module")
def in_production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give the app as it runs behind a proxy that ends TLS."""
    folder = tmp_path_factory.mktemp("production")
    app = create_app(
        Settings(
            environment=Environment.PRODUCTION,
            secret_key="not the real one: 0123456789 abcdefghij",
            public_url="https://register.example",
            data_folder=folder,
            database_url=f"sqlite:///{folder / 'coprod.db'}",
            trusted_hosts="register.example",
            proxies=1,
            mail_by=MailBy.MEMORY,
            page_cache_mb=0,
            search_folder="memory",
        )
    )
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def over_tls(app: Flask, path: str) -> Any:
    """Open a page in a new browser."""
    given = {"Host": "register.example", "X-Forwarded-Proto": "https"}
    return app.test_client().get(path, headers=given, base_url="http://register.example")


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/robots.txt"])
def test_behind_tls_browsers_are_told_to_stay_with_it_for_a_year(
    in_production: Flask, path: str
) -> None:
    said = over_tls(in_production, path).headers["Strict-Transport-Security"]

    assert int(re.findall(r"max-age=(\d+)", said)[0]) >= A_YEAR
    assert "includeSubDomains" in said


@pytest.mark.parametrize("path", ["/sign-in", "/in/bn"])
def test_behind_tls_no_cookie_travels_without_it(in_production: Flask, path: str) -> None:
    cookies = over_tls(in_production, path).headers.getlist("Set-Cookie")

    assert cookies
    for cookie in cookies:
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_behind_tls_the_session_belongs_to_one_host(in_production: Flask) -> None:
    cookies = over_tls(in_production, "/sign-in").headers.getlist("Set-Cookie")

    session_cookie = next(each for each in cookies if "session=" in each)
    assert session_cookie.startswith("__Host-session=")
    assert "Path=/" in session_cookie
    assert "Domain=" not in session_cookie


@pytest.mark.parametrize("path", ["/", "/api/v1/entries", "/stories/feed", "/health", "/nowhere"])
def test_no_other_site_is_let_in_because_it_asks(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Origin": "https://evil.example"}).headers

    assert "evil" not in str(headers)
    assert headers.get("Access-Control-Allow-Credentials") is None
    assert headers.get("Access-Control-Allow-Origin", "*") == "*"


def test_no_template_says_that_its_words_are_safe() -> None:
    trusting = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\(")

    assert [str(p.relative_to(HOME)) for p in TEMPLATES if trusting.search(p.read_text())] == []


def test_made_html_is_trusted_in_a_few_known_places() -> None:
    trusting = {p for p in SOURCES if re.search(r"\bMarkup\(", p.read_text())}

    assert {str(path.relative_to(HOME)) for path in trusting} == set(TRUSTS)


def test_a_template_has_an_ending_that_is_escaped() -> None:
    """Flask escapes by the ending of a name: another ending would let everything through."""
    drawn = re.compile(r"""["'][\w/.-]+\.(?:html|txt|xml|j2|jinja)["']""")
    endings = {
        found.strip("\"'").rsplit(".", 1)[1]
        for path in SOURCES
        for found in drawn.findall(path.read_text())
    }

    assert endings - {"html", "xml", "txt"} == set()
    assert list((HOME / "templates").rglob("*.j2")) == []


def test_the_server_fetches_no_address_that_somebody_gives_it() -> None:
    """It has nothing to fetch with: mail, the store of files and sign-in go to set addresses."""
    asking = {str(path.relative_to(HOME)) for path in SOURCES if imported(path) & ASK_OTHERS}

    assert asking == set(ASKS_OTHERS)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_every_file_for_spreadsheets_takes_formulas_out() -> None:
    writing = {p for p in SOURCES if "csv.writer" in p.read_text()}

    assert {str(path.relative_to(HOME)) for path in writing} == WRITES_CSV
    for path in writing:
        escaping = HOME / ESCAPES_BEFORE.get(str(path.relative_to(HOME)), path)
        assert re.search(r"escape_cell\(", escaping.read_text()), path


def test_what_people_type_about_themselves_never_stands_in_an_address() -> None:
    """A form that is sent by an address holds only what one searches by."""
    forms = re.compile(r"<form(?![^>]*method=\"post\")[^>]*>.*?</form>", re.S)
    asked = re.compile(r"name=\"(?:email|password|code|name|phone|contact|csrf_token)\"")

    found = [
        str(p) for p in TEMPLATES for form in forms.findall(p.read_text()) if asked.search(form)
    ]
    assert found == []


def test_no_address_has_a_part_for_an_e_mail_or_a_word_of_somebody(app: Flask) -> None:
    private = {"email", "password", "name_of_person", "phone", "code_sent"}

    assert [str(r) for r in app.url_map.iter_rules() if r.arguments & private] == []


def test_what_happened_is_logged_without_secrets(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    person = make.person(role=Role.RESIDENT)
    capsys.readouterr()

    typed = {"email": person.email, "password": "a secret word\r\nevent=joined"}
    client.send("/sign-in", typed)  # type: ignore[attr-defined]
    client.get("/account", query_string={"token": "s3cr3t"})
    written = capsys.readouterr().out

    assert "route=/sign-in status=422" in written
    assert "route=/account status=" in written
    for secret in (str(person.email), "secret word", "s3cr3t", "event=joined"):
        assert secret not in written


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_no_odd_method_is_answered(client: FlaskClient, method: str) -> None:
    assert client.open("/", method=method).status_code in {400, 405}


def test_a_hundred_thousand_fields_are_refused_soon(client: FlaskClient) -> None:
    begun = time.monotonic()

    answer = client.send("/sign-in", {f"f{n}": "x" for n in range(100_000)})  # type: ignore[attr-defined]

    assert answer.status_code == 413
    assert time.monotonic() - begun < 10


def test_thousands_of_parts_are_refused(client: FlaskClient) -> None:
    parts = {f"part{n}": "x" for n in range(2_000)}

    answer = client.post("/sign-in", data=parts, content_type="multipart/form-data")

    assert answer.status_code == 413
