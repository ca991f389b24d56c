from collections.abc import Callable
from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.howmany import HowMany, Sureness
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import queries as register
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections import actions, queries
from coprod.register.sections.enums import SpreadStage, WorkLevel
from coprod.register.sections.rules import (
    PARTS,
    Basics,
    CuratorNotes,
    Evidence,
    Link,
    Outcome,
    People,
    Pledge,
    Session,
    Sessions,
    Working,
    Worth,
)
from tests import make

As = Callable[[Any], Any]
HOSTILE = "<svg/onload=alert(1)>{{1337*7}} ' OR 1=1 -- \u202e"
HERE = "/activities/falls-group"
NAMES = ("basics", "openness", "people", "working", "outcome", "worth", "curators")
KINDS = (Basics, Pledge, People, Working, Outcome, Worth, CuratorNotes)


def told(session: Any, kind: type[Any]) -> Any:
    session.expunge_all()
    curator = make.person(role=Role.CURATOR).actor
    return queries.read_part(register.get_activity(curator, "falls-group"), kind)


def seen(activity: Activity, kind: type[Any]) -> str:
    return compute_fingerprint((queries.read_part(activity, kind),))


SAVED: list[tuple[str, dict[str, Any], Any, str]] = [
    (
        "basics",
        {"level": "service", "stage": "pilot", "partner_names": "One\n\n Two \nOne"},
        Basics(WorkLevel.SERVICE, SpreadStage.PILOT, (), ("One", "Two")),
        "A pilot",
    ),
    (
        "openness",
        {"open_to_change": "The times", "pledge": "We will tell you", "budget_say": "no"},
        Pledge("The times", "", "We will tell you", budget_say=YesNoUnknown.NO),
        "We will tell you",
    ),
    (
        "people",
        {"took_part_how": "about", "took_part_number": "1,200", "groups": "A\nB"},
        People(HowMany(Sureness.ABOUT, 1200), groups=("A", "B")),
        "About 1,200 people",
    ),
    (
        "people",
        {"took_part_how": "unknown", "took_part_number": ""},
        People(HowMany(Sureness.UNKNOWN)),
        "Not known how many",
    ),
    ("people", {"took_part_number": "3"}, People(HowMany(Sureness.EXACT, 3)), "3 people"),
    (
        "working",
        {"shared": ["co_delivery"], "under_18s": "no"},
        Working((CycleStage.CO_DELIVERY,), YesNoUnknown.NO),
        "Delivering together",
    ),
    (
        "outcome",
        {"were_asked": "What helps?", "not_doing": "A lift", "why_not": "No money"},
        Outcome(asked="What helps?", not_doing="A lift", why_not="No money"),
        "No money",
    ),
    (
        "worth",
        {
            "recognised": "yes",
            "recognised_by": "The lunch club",
            "anyway": "A new bus",
            "led_to": "It goes on",
            "led_to_post": "The board",
            "led_to_on-year": "2026",
        },
        Worth(
            YesNoUnknown.YES,
            "The lunch club",
            anyway="A new bus",
            led_to="It goes on",
            led_to_post="The board",
            led_to_on=PartialDate(2026),
        ),
        "Residents say that they see the change",
    ),
    ("curators", {"text": "A secret"}, CuratorNotes("A secret"), "A secret"),
]


@pytest.mark.parametrize(("name", "sent", "part", "shown"), SAVED)
def test_each_section_is_saved_on_its_own_and_shown(
    as_: As, session: Any, name: str, sent: dict[str, Any], *, part: Any, shown: str
) -> None:
    owner = make.person()
    made = make.activity(owner=owner)
    browser = as_(owner)
    assert "Nothing yet" in browser.get(HERE).text
    assert browser.get(f"{HERE}/{name}").status_code == 200

    answer = browser.send(f"{HERE}/{name}", {"seen": seen(made, type(part)), **sent})

    assert (answer.status_code, answer.location) == (303, HERE)
    assert told(session, type(part)) == part
    assert shown in browser.get(HERE).text
    assert browser.get(f"{HERE}/{name}").status_code == 200


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("basics", {"level": "magic"}, "Choose from the list"),
        ("basics", {"partners": ["99999"]}, "Choose from the list"),
        ("basics", {"partner_names": "x" * 300}, "Shorten each name"),
        ("basics", {"partner_names": "\n".join(map(str, range(101)))}, "Name 100 or fewer"),
        ("basics", {"programme": "No such"}, "There is no activity with that name"),
        ("basics", {"programme": "/stories/falls-group"}, "cannot be part of itself"),
        ("openness", {"pledge": "x" * 501}, "Shorten this to 500"),
        ("openness", {"hear_back-month": "3"}, "Enter the year"),
        ("people", {"took_part_how": "exact"}, "Enter how many in numbers"),
        ("people", {"took_part_number": "some"}, "Enter how many in numbers"),
        ("people", {"took_part_number": "9" * 7}, "That is too many"),
        ("people", {"took_part_number": "-1"}, "Enter how many in numbers"),
        ("people", {"took_part_how": "unknown", "took_part_number": "5"}, "You wrote a number"),
        ("working", {"shared": ["nothing"]}, "Choose from the list"),
        ("outcome", {"not_doing": "A lift"}, "Say why it is not being done"),
        ("worth", {"recognised": "yes"}, "Say which residents see it"),
        ("worth", {"recognised": "maybe"}, "Choose from the list"),
        ("worth", {"worth": "It was"}, "Say what would have happened anyway"),
        ("worth", {"anyway": "A bus", "worth": "It was"}, "Say what got worse"),
        ("worth", {"led_to": "It goes on"}, "Say which role or board decided"),
        ("worth", {"led_to_on-month": "3"}, "Enter the year"),
        (
            "worth",
            {"led_to": "On", "led_to_post": "Board", "led_to_link": "javascript:alert(1)"},
            "whole address",
        ),
        ("sessions/add", {}, "Say something about it"),
        ("sessions/add", {"offered": ["7"]}, "Choose from the list"),
        ("evidence/add", {"address": "https://example.org"}, "Say what it is called"),
        ("evidence/add", {"title": "T", "address": "javascript:alert(1)"}, "whole address"),
        ("evidence/add", {"title": "T", "address": "https://[oops"}, "whole address"),
        ("evidence/add", {"title": "T", "address": "https://me:pw@example.org"}, "whole address"),
        (
            "evidence/add",
            {"title": "T", "address": "https://example.org", "is_film": "y"},
            "captions or a transcript",
        ),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_kept(
    as_: As, session: Any, name: str, sent: dict[str, Any], said: str
) -> None:
    owner = make.person()
    made = make.activity(owner=owner)
    kinds = dict(zip(NAMES, KINDS, strict=True))
    mark = seen(made, kinds[name]) if name in kinds else ""

    answer = as_(owner).send(f"{HERE}/{name}", {"seen": mark, **sent})

    assert answer.status_code == 422
    assert said in answer.text
    assert "<title>Error: " in answer.text
    session.expunge_all()
    assert all(told(session, kind) == kind() for kind in PARTS)


@pytest.mark.parametrize("name", [*NAMES, "sessions/add", "evidence/add"])
def test_hostile_and_huge_words_are_words_or_are_refused(as_: As, session: Any, name: str) -> None:
    owner = make.person()
    make.activity(owner=owner)
    browser = as_(owner)
    boxes = [
        *("partner_names", "open_to_change", "found", "missing", "roles", "groups", "were_asked"),
        *("said", "did", "text", "place", "run_by", "title", "shows", "pledge", "decided_by"),
        *("level", "stage", "took_part_how", "under_18s", "film_words", "shared", "address"),
        *("recognised", "recognised_by", "recognised_link", "anyway", "harder", "worth", "led_to"),
        *("worth_link", "led_to_post", "led_to_on-year", "led_to_link"),
        *("held-year", "hear_back-day", "seen", "programme", "offered"),
    ]
    for text in (HOSTILE, "x" * 300_000, "\x00", "9" * 5000):
        answer = browser.send(f"{HERE}/{name}", dict.fromkeys(boxes, text))
        assert answer.status_code in {303, 409, 413, 422}, text[:20]
        assert "<svg/onload" not in answer.text
        assert "9359" not in answer.text


def test_the_second_writer_of_a_section_sees_both_and_can_save_over(as_: As, session: Any) -> None:
    owner = make.person()
    made = make.activity(owner=owner)
    mark = seen(made, Outcome)
    actions.change_parts(owner.actor, made, Outcome(asked="First words"), seen=mark)
    make.keep(made)
    browser = as_(owner)

    late = browser.send(f"{HERE}/outcome", {"were_asked": "Second words", "seen": mark})

    assert late.status_code == 409
    assert "First words" in late.text
    assert "Second words" in late.text
    assert told(session, Outcome).asked == "First words"
    now = compute_fingerprint((Outcome(asked="First words"),))
    assert f'value="{now}"' in late.text
    saved = browser.send(f"{HERE}/outcome", {"were_asked": "Both", "seen": now})
    assert saved.status_code == 303


def test_sessions_are_added_changed_and_removed_on_pages_of_their_own(
    as_: As, session: Any
) -> None:
    loop = make.term(ListKind.SUPPORT, label="Hearing loop")
    owner = make.person()
    make.activity(owner=owner)
    browser = as_(owner)
    browser.get(f"{HERE}/sessions/add")
    first = {"held-year": "2026", "meeting": "online", "used": [str(loop.id)], "independent": "yes"}
    assert browser.send(f"{HERE}/sessions/add", first).status_code == 303
    assert browser.send(f"{HERE}/sessions/add", {"place": "A hall"}).status_code == 303
    rows = told(session, Sessions).rows
    assert len(rows) == 2
    assert rows[0].offered_ids == rows[0].used_ids == (loop.id,)
    assert "Used: Hearing loop" in browser.get(HERE).text

    assert "Hearing loop" in browser.get(f"{HERE}/sessions/1").text
    mark = compute_fingerprint((rows[0],))
    changed = {"place": "A park", "meeting": "in_person", "seen": mark}
    assert browser.send(f"{HERE}/sessions/1", changed).status_code == 303
    late = browser.send(f"{HERE}/sessions/1", {"place": "A boat", "seen": mark})
    assert late.status_code == 409
    assert "A park" in late.text
    assert "A boat" in late.text


def test_a_session_is_removed_after_asking(as_: As, session: Any) -> None:
    owner = make.person()
    made = make.activity(owner=owner)
    rows = (Session(number=1, place="A park"), Session(number=2, place="A hall"))
    actions.write_parts(made, (Sessions(rows),))
    make.keep(made)
    browser = as_(owner)

    assert "A hall" in browser.get(f"{HERE}/sessions/2/remove").text
    gone = browser.send(f"{HERE}/sessions/2/remove", {"seen": compute_fingerprint((rows[1],))})

    assert gone.status_code == 303
    assert told(session, Sessions).rows == rows[:1]


def test_evidence_is_added_and_changed(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner)
    browser = as_(owner)
    film = {
        "title": "Our film",
        "address": "https://example.org/film",
        "is_film": "y",
        "film_words": "transcript",
    }

    assert browser.send(f"{HERE}/evidence/add", film).status_code == 303

    row = told(session, Evidence).rows[0]
    assert (row.title, row.film_words) == ("Our film", "transcript")
    plain = {**film, "is_film": "", "seen": compute_fingerprint((row,))}
    assert browser.send(f"{HERE}/evidence/1", plain).status_code == 303
    assert told(session, Evidence).rows == (Link(1, "Our film", "https://example.org/film"),)


@pytest.mark.parametrize(
    "address", ["sessions/1", "sessions/1/remove", "evidence/7", "sessions/0", "outcome/add"]
)
def test_a_row_that_is_not_there_is_not_found(as_: As, session: Any, address: str) -> None:
    owner = make.person()
    make.activity(owner=owner)

    assert as_(owner).get(f"{HERE}/{address}").status_code == 404
    assert as_(owner).send(f"{HERE}/{address}", {"place": "x"}).status_code in {404, 405}


@pytest.mark.parametrize("address", [*NAMES, "sessions/add", "evidence/add"])
def test_only_the_owner_fills_in_sections(as_: As, client: Any, session: Any, address: str) -> None:
    make.activity()

    for who, answer in ((Role.TEAM_MEMBER, 404), (Role.CURATOR, 403)):
        assert as_(who).get(f"{HERE}/{address}").status_code == answer
        assert as_(who).send(f"{HERE}/{address}", {}).status_code == answer
    assert client.get(f"{HERE}/{address}").status_code == 303


def test_a_programme_is_found_by_its_name_or_its_address(as_: As, session: Any) -> None:
    owner = make.person()
    made = make.activity(owner=owner)
    programme = make.register_entry(made)
    mark = seen(made, Basics)
    browser = as_(owner)
    sent = browser.send(f"{HERE}/basics", {"seen": mark, "programme": "the PROGRAMME"})
    assert sent.status_code == 303
    assert told(session, Basics).programme_id == programme.id
    assert 'value="The programme"' in browser.get(f"{HERE}/basics").text

    mark = compute_fingerprint((told(session, Basics),))
    address = f"http://localhost/stories/{programme.slug}?from=here"
    sent = browser.send(f"{HERE}/basics", {"seen": mark, "programme": address})
    assert sent.status_code == 303
    assert told(session, Basics).programme_id == programme.id


def test_the_pages_of_the_owner_ask_few_questions(
    as_: As, session: Any, queries: list[str]
) -> None:
    owner = make.person()
    made = make.activity(owner=owner, status=Status.DRAFT)
    actions.write_parts(made, tuple(make.everything(made).values()))
    make.keep(made)
    browser = as_(owner)
    for address in ("", "/basics", "/sessions/1", "/sessions/1/remove", "/outcome"):
        queries.clear()
        assert browser.get(HERE + address).status_code == 200
        assert len(queries) <= 15, address


def test_a_programme_that_shares_its_name_is_kept_when_the_section_is_saved_again(
    as_: As, session: Any
) -> None:
    owner = make.person()
    made = make.activity(owner=owner)
    first, second = make.register_entry(made), make.register_entry(made)
    browser = as_(owner)
    mark = seen(made, Basics)
    twice = browser.send(f"{HERE}/basics", {"seen": mark, "programme": "The programme"})
    assert "More than one activity has that name" in twice.text
    browser.send(f"{HERE}/basics", {"seen": mark, "programme": second.slug})
    now = compute_fingerprint((told(session, Basics),))

    again = browser.send(f"{HERE}/basics", {"seen": now, "programme": "The programme"})

    assert again.status_code == 303
    assert told(session, Basics).programme_id == second.id != first.id


def test_six_kinds_of_help_stand_open_and_the_others_behind_more(as_: As, session: Any) -> None:
    supports = [make.term(ListKind.SUPPORT, label=f"Help {n}", position=n) for n in range(9)]
    owner = make.person()
    make.activity(owner=owner)
    browser = as_(owner)

    fresh = browser.get(f"{HERE}/sessions/add").text
    sent = browser.send(
        f"{HERE}/sessions/add", {"place": "A hall", "offered": [str(supports[8].id)]}
    )
    changed = browser.get(f"{HERE}/sessions/1").text

    first, more = fresh.split("Which help to take part was offered?", 1)[1].split("<details", 1)
    assert sent.status_code == 303
    assert (first.count('name="offered"'), more.split("</details>")[0].count('name="offered"')) == (
        6,
        3,
    )
    assert "<details open" not in fresh.replace(' class="govuk-details"', "")
    assert "<details open" in changed.replace(' class="govuk-details"', "")
