"""What every answer carries."""

import gzip
import json
import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coprod.core.config import HOME
from coprod.core.values.actor import Role

OPEN = ("/", "/stories", "/ladder", "/about", "/sign-in", "/privacy", "/health", "/robots.txt")
REFUSED = ("/nowhere", "/stories/nowhere", "/in/xx")
NONCE = re.compile(r"'nonce-([^']+)'")


def policy(client: FlaskClient, path: str) -> str:
    return client.get(path).headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", OPEN + REFUSED)
def test_every_answer_says_where_it_may_load_from(client: FlaskClient, path: str) -> None:
    said = policy(client, path)

    for rule in ("default-src 'none'", "object-src 'none'", "base-uri 'none'",
                 "form-action 'self'", "frame-ancestors 'none'"):  # fmt: skip
        assert rule in said
    assert "unsafe" not in said


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_no_nonce_is_used_twice(client: FlaskClient, path: str) -> None:
    nonces = {found for _ in range(3) for found in NONCE.findall(policy(client, path))}

    assert len(nonces) == 3


@pytest.mark.parametrize("path", OPEN + REFUSED)
def test_every_answer_carries_the_other_guards(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize("path", OPEN + REFUSED)
def test_text_says_in_which_letters_it_is_written(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Content-Type"].endswith("; charset=utf-8")


@pytest.mark.parametrize("path", REFUSED)
def test_nobody_keeps_a_refusal(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/stories", "/my-work"])
def test_nobody_keeps_what_a_signed_in_person_sees(
    as_: Callable[..., FlaskClient], path: str
) -> None:
    assert as_(Role.RESIDENT).get(path).headers["Cache-Control"] == "no-store"


def test_a_visitor_s_page_is_asked_for_again(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"


def built() -> list[str]:
    manifest = HOME / "static" / "manifest.json"
    return list(json.loads(manifest.read_text()).values()) if manifest.exists() else []


@pytest.mark.skipif(not built(), reason="the look has not been built")
def test_style_and_script_are_never_taken_for_something_else(client: FlaskClient) -> None:
    for name in built():
        with client.get(f"/static/{name}") as answer:
            assert answer.status_code == 200
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.skipif(not built(), reason="the look has not been built")
@pytest.mark.parametrize("name", [name for name in built() if name.endswith((".css", ".js"))])
def test_style_and_script_travel_packed(client: FlaskClient, name: str) -> None:
    with (
        client.get(f"/static/{name}") as plain,
        client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}) as packed,
    ):
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
        assert packed.content_length == len(packed.data) < len(plain.data) / 2
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("path", ["/static/", "/static/manifest.py", "/static/../wsgi.py", "/.git"])
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.fixture
def one_host(app: Flask) -> Iterator[None]:
    before = app.extensions["settings"]
    app.extensions["settings"] = before.model_copy(update={"trusted_hosts": "register.example.org"})
    yield
    app.extensions["settings"] = before


def test_a_host_that_is_not_ours_is_refused_with_a_plain_page(
    client: FlaskClient, one_host: None
) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"]


def test_our_own_host_is_let_in(client: FlaskClient, one_host: None) -> None:
    for host in ("register.example.org", "register.example.org:8000", "REGISTER.example.org"):
        assert client.get("/about", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Original-URL", "X-Forwarded-Prefix"])
def test_what_a_client_claims_about_a_proxy_changes_nothing(
    client: FlaskClient, header: str
) -> None:
    answer = client.get("/my-work", headers={header: "evil.example"})

    assert "evil.example" not in answer.get_data(as_text=True)
    assert "evil.example" not in str(answer.headers)


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)",
     "/%5cevil.example", "\t//evil.example", "///evil.example", "http:evil.example"],
)  # fmt: skip
def test_choosing_a_language_never_leads_away(client: FlaskClient, address: str) -> None:
    assert client.get("/in/so", query_string={"next": address}).location == "/"
