"""Routes write their addresses late, and as Werkzeug would."""

from flask import Flask
from werkzeug.routing import Map, Rule

from coprod.web.routes import Route


def bound(rule: Rule) -> Rule:
    Map([rule])
    return rule


def test_an_address_is_as_werkzeug_writes_it() -> None:
    words = "/register/<slug>/rounds/<int:number>"
    ours, theirs = (bound(kind(words, endpoint="x")) for kind in (Route, Rule))
    values = {"slug": "a b/ü", "number": 7}

    assert ours.build(values) == theirs.build(values)
    assert ours.build({**values, "q": "ü &"}) == theirs.build({**values, "q": "ü &"})
    assert ours.build(values, append_unknown=False) == theirs.build(values, append_unknown=False)


def test_an_address_is_the_same_the_second_time() -> None:
    route = bound(Route("/register/<slug>", endpoint="x"))

    assert route.build({"slug": "one"}) == ("", "/register/one")
    assert route.build({"slug": "two"}) == ("", "/register/two")


def test_what_writes_an_address_is_made_once_and_not_before(app: Flask) -> None:
    route = bound(Route("/register/<slug>", endpoint="x"))
    before = route.__dict__["_build_unknown"]
    route.build({"slug": "one"})
    first = route.__dict__["_build_unknown"]
    route.build({"slug": "two"})

    assert first is not before
    assert route.__dict__["_build_unknown"] is first
    assert {type(rule) for rule in app.url_map.iter_rules()} == {Route}
