"""A provider of sign-in to test with: a real server on this machine, with a key of its own."""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

from coprod.core.values import clock

CLIENT, SECRET = "register", "a secret that only the two know"
EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Provider:
    """What the server says. Tests change ``claims``, ``key`` and ``algorithm`` to attack."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.published = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.key: Any = self.published
        self.algorithm = "RS256"
        self.pending: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {
            "sub": "person-1",
            "email": "worker@council.example",
            "email_verified": True,
            "name": "Worker, Council",
        }
        self.has_token = True

    def approve(self, address: str) -> str:
        """Let somebody in who was sent to this address; return where the browser goes then."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = secrets.token_urlsafe(8)
        self.pending[code] = asked
        back = urlsplit(asked["redirect_uri"]).path
        return f"{back}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give a token for a code, once, to whoever has the key of PKCE and our secret."""
        asked = self.pending.pop(form["code"], None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        token = {"access_token": "x", "token_type": "Bearer", "expires_in": 60}
        if self.has_token:
            token["id_token"] = self.sign({"nonce": asked["nonce"], **self.claims})
        return 200, token

    def sign(self, claims: dict[str, Any]) -> str:
        now = int(clock.now().timestamp())
        usual = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        every = {**usual, **claims}
        registry = JWSRegistry(algorithms=[self.algorithm], strict_check_header=False)
        header = {"alg": self.algorithm, "kid": "one"}
        return jwt.encode(header, every, self.key, registry=registry)

    def sign_end(self, **claims: Any) -> str:
        return self.sign({"events": {EVENT: {}}, "jti": "1", **claims})

    def describe(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }


@contextmanager
def serving() -> Iterator[Provider]:
    """Run a provider on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        if self.path == "/keys":
            self.answer(200, {"keys": [provider.published.as_dict(private=False)]})
        else:
            self.answer(200, provider.describe())

    def do_POST(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        if given != f"{CLIENT}:{SECRET}":
            self.answer(401, {"error": "invalid_client"})
            return
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        self.answer(*provider.exchange(form))

    def answer(self, status: int, body: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_args: Any) -> None:
        """Say nothing while tests run."""
