import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.core.values.answers import CycleStage
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.engagement.comments.presenters import MOST_THREADS
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.moderation.enums import Outcome
from coprod.library.index.tasks import IndexReplica
from coprod.participation.opportunities.actions import call_off_session
from coprod.reference.lists.enums import ListKind
from coprod.reference.outlines.actions import load_outlines
from coprod.reference.outlines.rules import Outline
from coprod.register.activities.actions import change_activity
from coprod.register.activities.enums import RUNG_LABELS, Rung, Status, Zone
from coprod.register.activities.rules import (
    About,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
)
from coprod.register.review.actions import withdraw_activity
from coprod.register.sections import actions as sections
from coprod.register.sections.enums import SpreadStage
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Basics, CuratorNotes, Pledge, Working
from tests import make
from tests.engagement.commitments.make import moved, promise
from tests.participation.opportunities.make import open_session

As = Callable[[Any], Any]
SQUARE = [(0.0, 0.0), (4e3, 0.0), (4e3, 4e3), (0.0, 4e3), (0.0, 0.0)]


def published(title: str, **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def found(client: Any, address: str) -> set[str]:
    page = client.get(f"/stories{address}").text.split('id="likes"')[0]
    return {name for name in ("Alpha", "Beta", "Gamma") if f">{name}</a>" in page}


def test_words_in_the_text_find_an_entry_whatever_their_case_and_accents(
    client: Any, session: Any
) -> None:
    published("Alpha", story=Story("They met in a café."))
    published("Beta")

    assert found(client, "?q=CAFE") == {"Alpha"}
    assert found(client, "?q=cafe+met") == {"Alpha"}
    assert found(client, "?q=cafe+nowhere") == {"Alpha"}
    assert found(client, "?q=nowhere") == set()


@pytest.mark.parametrize(
    "words", ["%", "_", "((((", "[[[[", '"', "*", "' OR 1=1 --", "\x00", "~" * 5000]
)
def test_strange_words_are_only_words(client: Any, session: Any, words: str) -> None:
    published("Alpha")

    page = client.get(
        "/stories", query_string={"q": words, "page": words, "rung": words, "year": words}
    )

    assert page.status_code == 200


def test_each_filter_narrows_and_several_values_of_one_widen(client: Any, session: Any) -> None:
    north, south = (make.term(ListKind.LOCALITY, key=k, label=k) for k in ("north", "south"))
    living = make.term(ListKind.WORKSTREAM, key="living", label="Living Well")
    council = make.term(ListKind.ORGANISATION, key="council", label="The council")
    published("Alpha", placing=Placing((north.id,)), timing=Timing(PartialDate(2019)))
    published(
        "Beta", placing=Placing((south.id,)), about=About(((ListKind.WORKSTREAM, (living.id,)),))
    )
    published("Gamma", leading=Leading(council.id), promising=PromiseStatement((Rung.INFORMING,)))

    assert found(client, "?locality=north") == {"Alpha"}
    assert found(client, "?locality=north&locality=south") == {"Alpha", "Beta"}
    assert found(client, "?workstream=living") == {"Beta"}
    assert found(client, "?organisation=council") == {"Gamma"}
    assert found(client, "?promised=informing") == {"Gamma"}
    assert found(client, "?year=2019") == {"Alpha"}
    assert found(client, "?year=2019&locality=south") == set()
    assert found(client, "?rung=co_design") == set()


def test_an_old_name_still_counts_under_the_one_that_replaced_it(client: Any, session: Any) -> None:
    new = make.term(ListKind.LOCALITY, key="new", label="New name")
    old = make.term(
        ListKind.LOCALITY, key="old", label="Old name", replaced_by_id=new.id, in_use_id=new.id
    )
    published("Alpha", placing=Placing((old.id,)))

    assert found(client, "?locality=new") == {"Alpha"}
    assert "Old name" in client.get("/stories/alpha").text
    assert "New name" in client.get("/stories").text


def test_drafts_and_withdrawn_entries_are_nowhere_and_counted_nowhere(
    as_: As, client: Any, session: Any
) -> None:
    place = make.term(ListKind.LOCALITY, key="north", label="North")
    for status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.WITHDRAWN):
        make.activity(
            status=status, naming=Naming(f"Hidden {status}"), placing=Placing((place.id,))
        )

    for browser in (client, as_(Role.TEAM_MEMBER), as_(Role.CURATOR)):
        page = browser.get("/stories").text
        assert "Hidden" not in page
        assert "0 stories" in page
        assert "North" not in page


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    client: Any, session: Any, queries: list[str]
) -> None:
    place = make.term(ListKind.LOCALITY)
    for n in range(3):
        published(f"Entry {n}", placing=Placing((place.id,)))
    client.get("/stories")
    queries.clear()
    client.get("/stories")
    few = len(queries)
    for n in range(3, 25):
        published(f"Entry {n}", placing=Placing((place.id,)))
    client.get("/stories")
    queries.clear()
    client.get("/stories")

    assert len(queries) == few <= 15


def test_an_entrys_page_asks_few_questions(client: Any, session: Any, queries: list[str]) -> None:
    published("Alpha", story=Story("Long", "Short"))
    client.get("/stories")  # the first search makes the index, which no page does again
    queries.clear()

    client.get("/stories/alpha")

    assert len(queries) <= 15


def test_pages_have_addresses_that_can_be_shared(client: Any, session: Any) -> None:
    for n in range(21):
        published(f"Entry {n}")

    assert "Page 1 of 2" in client.get("/stories").text
    assert "Page 2 of 2" in client.get("/stories?page=2").text
    assert client.get("/stories?page=999").status_code == 200


def test_a_very_long_title_and_a_very_long_text_are_shown(client: Any, session: Any) -> None:
    title = "Longwordwithoutspaces" * 11
    made = published(title, story=Story("# Heading\n\n" + "word " * 9000))

    page = client.get(f"/stories/{made.slug}").text

    assert title in page
    assert "<h3>Heading</h3>" in page


def test_markdown_that_bites_is_made_safe(client: Any, session: Any) -> None:
    bites = (
        "<script>x</script> [a](javascript:alert(1)) ![i](https://example.org/i.png) " + "*" * 4000
    )
    published("Alpha", story=Story(bites))

    page = client.get("/stories/alpha").text

    assert "<script>x" not in page
    assert 'href="javascript' not in page
    assert page.count("<img") == page.count('<img class="app-cover" src="/covers/')


def full(**given: Any) -> Any:
    made = published("Alpha", story=Story("Long", "Short"), **given)
    sections.write_parts(made, tuple(make.everything(made).values()))
    return make.keep(made)


def test_everything_an_entry_tells_is_on_its_page(client: Any, session: Any) -> None:
    full()

    page = client.get("/stories/alpha").text

    for words in (
        *("You will hear what we did with every idea", "by June 2026", "The times and the place"),
        *("The budget", "Head of community care", "cannot change the budget", "The board"),
        *("What would help?", "Handrails", "We fitted handrails", "No lift", "No money yet"),
        *("About 40 people", "Through the lunch club", "Men under 60", "Two residents chaired"),
        *("Bow lunch club", "Planning together", "Youth work lead", "Letters to parents"),
        *("March 2026", "A hall in Bow", "About 25 people", "A resident facilitator"),
        *("Hearing loop", "Childcare", "A film", "It has captions", "How it went"),
        *("The partner", "The allotment club", "A pilot", "A service, pathway or project"),
        "The programme",
    ):
        assert words in page, words


def test_notes_for_curators_are_read_by_the_owner_and_curators_alone(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    full_owner = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Beta"))
    sections.write_parts(full_owner, (CuratorNotes("The landlord is nervous"),))
    make.keep(full_owner)

    for browser in (client, as_(Role.TEAM_MEMBER), as_(owner), as_(Role.CURATOR)):
        assert "nervous" not in browser.get("/stories/beta").text
        assert found(browser, "?q=nervous") == set()
    assert as_(Role.TEAM_MEMBER).get("/activities/beta").status_code == 403
    for browser in (as_(owner), as_(Role.CURATOR)):
        assert "The landlord is nervous" in browser.get("/activities/beta").text


def test_a_strand_is_linked_from_its_programme_when_the_reader_may_see_it(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    whole = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Alpha"))
    for name, status in (("Beta", Status.PUBLISHED), ("Gamma", Status.DRAFT)):
        strand = make.activity(owner=owner, status=status, naming=Naming(name))
        sections.write_parts(strand, (Basics(programme_id=whole.id),))
        make.keep(strand)

    public = client.get("/stories/alpha").text
    assert "/stories/beta" in public
    assert "Gamma" not in public
    assert "/stories/gamma" in as_(owner).get("/stories/alpha").text
    assert "/stories/alpha" in client.get("/stories/beta").text


def test_a_full_entrys_page_asks_no_more_than_15_questions(
    as_: As, client: Any, session: Any, queries: list[str]
) -> None:
    owner = make.person()
    made = full(owner=owner)
    make.rating(made)
    strand = make.activity(owner=owner, status=Status.PUBLISHED)
    sections.write_parts(strand, (Basics(programme_id=made.id),))
    make.keep(strand)
    client.get("/stories")  # the first search makes the index, which no page does again

    for browser in (client, as_(make.keep(owner)), as_(Role.CURATOR)):
        queries.clear()
        browser.get("/stories/alpha")
        assert len(queries) <= 15, "\n".join(queries)


def test_the_words_of_the_sections_find_an_entry(client: Any, session: Any) -> None:
    full()

    for words in ("handrails", "lunch+club", "hearing+loop", "allotment", "the+board"):
        assert found(client, f"?q={words}") == {"Alpha"}, words
    assert found(client, "?q=nervous") == set()


def test_a_question_in_a_sentence_finds_and_says_why(client: Any, session: Any) -> None:
    published("Alpha", story=Story("We were paying residents for their time."))
    published("Beta", telling=Telling("A choir."))

    page = client.get("/stories?q=how+do+we+pay+residents+fairly").text

    assert found(client, "?q=how+do+we+pay+residents+fairly") == {"Alpha"}
    assert "<mark>residents</mark>" in page
    assert "Without: fairly" in page


def test_a_slip_is_put_right_with_a_link(client: Any, session: Any) -> None:
    published("Alpha", story=Story("Handrails were fitted"))

    page = client.get("/stories?q=handrials&year=2026").text

    assert "Did you mean" in page
    assert "q=handrails" in page
    assert "year=2026" in page


def test_where_nothing_is_found_the_page_leads_on(client: Any, session: Any) -> None:
    published("Alpha", story=Story("Handrails were fitted"))

    page = client.get("/stories?q=handrails&year=1999").text
    assert "Clear the filters: 1 result" in page
    page = client.get("/stories?q=handr").text
    assert "q=handrails" in page
    assert "/contact" in page


def test_results_can_be_sorted_by_date_and_the_address_says_so(client: Any, session: Any) -> None:
    published("Alpha", story=Story("handrails handrails handrails"))
    published("Beta", story=Story("many other words, and handrails once"))

    best = client.get("/stories?q=handrails").text
    newest = client.get("/stories?q=handrails&sort=newest").text

    assert best.index(">Alpha</a>") < best.index(">Beta</a>")
    assert newest.index(">Beta</a>") < newest.index(">Alpha</a>")
    assert 'name="sort" value="newest"' in newest


def test_stage_method_group_and_what_was_shared_narrow_too(client: Any, session: Any) -> None:
    jury = make.term(ListKind.METHOD, key="jury", label="Citizens’ jury")
    carers = make.term(ListKind.GROUP, key="carers", label="Carers")
    about = About(((ListKind.METHOD, (jury.id,)), (ListKind.GROUP, (carers.id,))))
    alpha = published("Alpha", about=about)
    sections.write_parts(
        alpha, (Basics(stage=SpreadStage.PILOT), Working(shared=(CycleStage.CO_PLANNING,)))
    )
    make.rating(make.keep(alpha))
    published("Beta")

    for asked in ("method=jury", "group=carers", "stage=pilot", "co_stage=co_planning"):
        assert found(client, f"?{asked}") == {"Alpha"}, asked
    page = client.get("/stories").text
    assert "Citizens’ jury" in page
    assert "A pilot" in page
    assert 'name="zone"' in page


def test_what_left_the_index_late_is_not_shown(
    client: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = published("Alpha", story=Story("Handrails"))
    assert found(client, "?q=handrails") == {"Alpha"}
    monkeypatch.setattr(IndexReplica, "catch_up", lambda _self, **_how: None)

    withdraw_activity(make.person(role=Role.CURATOR).actor, made, "It was entered twice")
    make.keep(made)

    assert found(client, "?q=handrails") == set()
    assert "Handrails" not in client.get("/stories?q=handrails").text


def test_while_there_is_no_index_the_database_gives_a_plain_list(
    client: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make.term(ListKind.LOCALITY, key="north", label="North")
    alpha = published("Alpha", placing=Placing((place.id,)), timing=Timing(PartialDate(2019)))
    sections.write_parts(
        alpha, (Basics(stage=SpreadStage.PILOT), Working(shared=(CycleStage.CO_PLANNING,)))
    )
    make.rating(make.keep(alpha))
    published("Beta")
    make.activity(naming=Naming("Gamma"))
    monkeypatch.setattr(IndexReplica, "ask", lambda *_asked, **_how: None)

    assert "We are getting the search ready" in client.get("/stories").text
    assert found(client, "") == {"Alpha", "Beta"}
    assert found(client, "?q=beta+residents") == {"Beta"}
    for asked in (
        *("locality=north", "stage=pilot", "co_stage=co_planning", "year=2019"),
        *("zone=shared_power&year=2019", "kind=entry&year=2019"),
    ):
        assert found(client, f"?{asked}") in ({"Alpha"}, set()), asked
        assert client.get(f"/stories?{asked}").status_code == 200
    assert found(client, "?stage=pilot") == {"Alpha"}
    assert found(client, "?co_stage=co_planning") == {"Alpha"}
    assert found(client, "?rung=coercion") == set()


def test_hidden_words_lead_nowhere(client: Any, session: Any) -> None:
    published("Alpha")
    make.activity(naming=Naming("Xylophones"))
    make.activity(status=Status.WITHDRAWN, naming=Naming("Zeppelins"))

    for typed in ("xylophnes", "xylophone", "zeppelns", "zeppelin"):
        page = client.get(f"/stories?q={typed}").text.casefold()
        assert "did you mean" not in page
        assert "xylophones" not in page
        assert "zeppelins" not in page


def test_entries_are_narrowed_by_the_confirmed_level_alone(client: Any, session: Any) -> None:
    assert "curator and a lay member confirmed" not in client.get("/stories").text
    first, second, third = published("Alpha"), published("Beta"), published("Gamma")
    make.confirmed_proposal(make.rating(first), Rung.CONSULTATION)
    make.proposal(make.rating(second), Rung.CONSULTATION)
    make.confirmed_proposal(make.rating(third), Rung.CONSULTATION)

    assert found(client, "?confirmed=consultation") == {"Alpha", "Gamma"}
    make.withdraw(session.merge(third))

    assert found(client, "?confirmed=consultation") == {"Alpha"}
    shown = client.get("/stories").text
    assert "The level that a curator and a lay member confirmed" in shown
    box = shown.split('name="confirmed"')[1]
    assert '<span>Consultation</span> <span class="app-choices__count">1</span>' in box
    assert shown.count('name="confirmed"') == 1


def test_a_draft_is_not_found_by_any_level_with_the_index_or_without(
    client: Any, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, draft = published("Alpha"), make.activity(naming=Naming("Beta"))
    make.confirmed_proposal(make.rating(shown), Rung.CONSULTATION)
    make.rating(draft)

    for rung in Rung:
        assert found(client, f"?confirmed={rung.key}") <= {"Alpha"}
    monkeypatch.setattr(IndexReplica, "get_current_index", lambda *_asked, **_how: None)
    assert found(client, "?confirmed=consultation&sort=newest") == {"Alpha"}
    assert found(client, "?confirmed=engagement&sort=newest") == set()


def test_the_first_screen_says_what_one_can_do_and_no_form_is_made_for_who_reads(
    client: Any, session: Any
) -> None:
    published("Alpha", telling=Telling("A choir of neighbours sings on Fridays. It has a budget."))

    page = client.get("/stories/alpha")

    first = page.text.split('id="story"')[0]
    assert "A choir of neighbours sings on Fridays.</p>" in first
    assert "It has a budget." in page.text.split('id="story"')[1]
    for words in ("Say something", "I was there", "Follow"):
        assert words in first, words
    assert "/stories/alpha?say=was_there#say" in first
    assert 'name="csrf_token"' not in page.text
    assert "Set-Cookie" not in page.headers


def test_the_form_opens_in_the_story_with_what_was_chosen(
    as_: As, client: Any, session: Any
) -> None:
    made = published("Alpha")

    for browser in (client, as_(Role.RESIDENT)):
        page = browser.get("/stories/alpha?say=was_there").text
        form = page.split('id="say"')[1].split("</form>")[0]
        assert f'action="/comments/on/entry/{made.slug}/write"' in form
        assert 'value="was_there" checked' in form
        assert "You need no account" in form
    strange = client.get("/stories/alpha?say=%3Cscript%3E").text
    assert "<script>" not in strange.split("<main")[1]
    assert " checked" not in strange.split('id="say"')[1].split("</form>")[0]


def test_a_draft_has_nothing_to_say_something_with(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, naming=Naming("Alpha"))

    page = as_(owner).get("/stories/alpha?say=yes").text

    assert 'id="say"' not in page
    assert "Say something" not in page


def test_while_residents_can_rate_it_who_was_there_is_led_to_the_questions(
    client: Any, session: Any
) -> None:
    made = published("Alpha")
    opened = make.resident_round(made)

    page = client.get("/stories/alpha").text

    assert page.count(f'href="/rate/{opened.key}"') == 2
    assert "Seven questions, three minutes" in page


def test_the_log_has_a_page_of_its_own(as_: As, client: Any, session: Any) -> None:
    owner = make.person()
    published("Alpha", owner=owner)
    make.activity(owner=owner, naming=Naming("Beta"))

    assert "app-steps" not in client.get("/stories/alpha").text
    assert 'href="/stories/alpha/log"' in client.get("/stories/alpha").text
    log = client.get("/stories/alpha/log").text
    assert "<strong>Published</strong>" in log
    assert client.get("/stories/beta/log").status_code == 404
    assert "app-steps" in as_(owner).get("/stories/beta/log").text


def test_the_team_sees_changes_that_it_has_not_sent_and_readers_do_not(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    made = published("Alpha", owner=owner)
    unsent = "You have changes that readers do not see yet"
    assert unsent not in as_(owner).get("/stories/alpha").text

    seen = compute_fingerprint((read_part(made, Telling),))
    change_activity(make.owner(made), made, Telling("Quagga"), seen=seen)
    session.commit()

    page = as_(owner).get("/stories/alpha").text
    assert unsent in page
    assert "Quagga" not in page
    for browser in (client, as_(Role.TEAM_MEMBER), as_(Role.CURATOR)):
        assert unsent not in browser.get("/stories/alpha").text


def test_what_changed_is_told_by_promises_where_the_team_told_nothing(
    client: Any, session: Any
) -> None:
    made = published("Alpha")
    promised = promise(made, words="We will fit handrails", request="Handrails, please")
    moved(promised, CommitmentState.MADE)

    story = client.get("/stories/alpha").text
    page = story.split('id="changed"')[1].split("</section>")[0]

    assert "</span> Kept</strong>" in story.split('id="promised"')[1]
    assert "You said" in page
    assert "Handrails, please" in page
    assert "We did" in page
    assert "We will fit handrails" in page


def test_the_filters_have_a_page_of_their_own_that_keeps_the_words(
    client: Any, session: Any
) -> None:
    place = make.term(ListKind.LOCALITY, key="north", label="North")
    published("Alpha", placing=Placing((place.id,)), story=Story("Handrails"))
    published("Beta", story=Story("Handrails"))

    page = client.get("/stories?q=handrails&locality=north&show=filters").text

    assert '<input type="hidden" name="q" value="handrails">' in page
    assert '<span>North</span> <span class="app-choices__count">1</span>' in page
    assert 'value="north" checked' in page
    assert ">1 story</a>" in page
    assert ">Alpha</a>" not in page
    assert 'href="/stories?q=handrails">Clear all</a>' in page


def test_a_map_says_where_the_stories_of_a_search_are_and_keeps_the_words(
    client: Any, session: Any
) -> None:
    assert "no map of this place" in client.get("/stories?show=map").text
    term = make.term(ListKind.LOCALITY, key="north", label="North")
    load_outlines(make.curator(), [Outline("North", [SQUARE])])
    published("Alpha", placing=Placing((term.id,)), story=Story("Handrails"))
    published("Beta", placing=Placing((term.id,)))

    page = client.get("/stories?q=handrails&show=map").text

    assert "show=map" in client.get("/stories?q=handrails").text
    assert "show=map" not in client.get("/stories?q=handrails&kind=decision").text
    link = (
        '<a class="govuk-link app-wrap" lang="en" href="/stories?q=handrails&amp;locality=north">'
    )
    assert f"{link}North</a> <strong>1</strong>" in page


def test_a_card_says_what_people_could_change_and_what_one_can_do_now(
    client: Any, session: Any
) -> None:
    open_to_all, closed = published("Alpha"), published("Beta")
    for each in (open_to_all, closed):
        sections.write_parts(each, (Pledge(open_to_change="<b>The times</b>"),))
        make.rating(make.keep(each))
    make.resident_round(open_to_all)
    make.close_round(make.resident_round(closed))

    page = client.get("/stories").text

    assert page.count("People could change:") == 2
    assert "&lt;b&gt;The times" in page
    assert page.count("Were you there? Until") == 1
    cards = page.split('class="app-items"')[1].split("</ol>")[0]
    assert not [rung for rung in Rung if RUNG_LABELS[rung].text in cards]
    assert not [zone for zone in Zone if zone.label.text in cards]


def test_the_way_to_all_comments_stands_where_the_story_does_not_have_them_all(
    as_: As, session: Any
) -> None:
    activity = published("Alpha")
    link = f'href="/comments/on/entry/{activity.slug}"'

    for words in ("The hall was cold", "It begins too late"):
        make.comment(activity, words, outcome=Outcome.PUBLISH)
    assert link not in as_(None).get("/stories/alpha").text

    for n in range(MOST_THREADS):
        make.comment(activity, f"One more: {n}", outcome=Outcome.PUBLISH)
    assert link in as_(None).get("/stories/alpha").text


@pytest.mark.parametrize("with_index", [True, False])
def test_stories_are_narrowed_to_those_in_which_one_can_take_part_now(
    client: Any, session: Any, monkeypatch: pytest.MonkeyPatch, with_index: bool
) -> None:
    alpha, beta, gamma = published("Alpha"), published("Beta"), published("Gamma")
    make.close_round(make.resident_round(gamma))
    session_to_come = open_session(alpha)
    make.resident_round(beta)
    if not with_index:
        monkeypatch.setattr(IndexReplica, "ask", lambda *_asked, **_how: None)

    assert found(client, "?now=people") == {"Alpha"}
    assert found(client, "?now=views") == {"Beta"}
    assert found(client, "?now=people&now=views") == {"Alpha", "Beta"}
    assert found(client, "?now=people&q=beta") == set()
    assert found(client, "?now=whatever") == {"Alpha", "Beta", "Gamma"}

    call_off_session(make.owner(alpha), session_to_come)
    make.keep(session_to_come)
    assert found(client, "?now=people") == set()


def test_each_way_to_take_part_is_counted_among_what_was_found(client: Any, session: Any) -> None:
    for title in ("Alpha", "Beta"):
        make.resident_round(published(title))
    open_session(published("Gamma"))

    page = " ".join(re.sub(r"<[^>]+>", " ", client.get("/stories?q=alpha").text).split())

    assert "Can I take part? Asking for views now 1" in page
    assert "Open to new people" not in page
