from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import require_found
from coprod.participation.directory.queries import find_change
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.participation.directory import make as directory
from tests.participation.groups import make as groups
from tests.reviews import make as reviews

As = Callable[[Any], Any]
HERE = "/community-groups"


def day(name: str, days: int) -> dict[str, str]:
    date = clock.today() + timedelta(days=days)
    return {
        f"{name}-day": str(date.day),
        f"{name}-month": str(date.month),
        f"{name}-year": str(date.year),
    }


def typed(term_id: int, **given: str) -> dict[str, str]:
    usual = {
        "name": "Tea morning",
        "kind": "organisation",
        "reaches": str(term_id),
        "email": "Info@example.org",
        "consent_how": "«By letter»",
        **day("consented_on", 0),
        **day("consent_until", 300),
    }
    return {**usual, **given}


def test_a_curator_adds_a_group_and_everybody_reads_it(as_: As, client: Any) -> None:
    mothers = make.term(ListKind.GROUP, label="«Mothers»")
    curator = as_(Role.CURATOR)
    page = curator.send(f"{HERE}/new", typed(mothers.id, how_to_ask="Come to tea")).location
    assert page.endswith(f"{HERE}/tea-morning")
    text = client.get(page).text
    for words in ("Tea morning", "«Mothers»", "Come to tea", "info@example.org", "Everywhere here"):
        assert words in text
    assert "«By letter»" not in text
    assert "«By letter»" in curator.get(page).text


def test_mistakes_stand_beside_their_box(as_: As) -> None:
    term = make.term(ListKind.GROUP)
    sent = typed(term.id, email="amina.yusuf@example.org", about="«typed words»")
    wrong = as_(Role.CURATOR).send(f"{HERE}/new", sent)
    assert wrong.status_code == 422
    assert "looks like the address of one person" in wrong.text
    assert "«typed words»" in wrong.text


def test_the_question_is_answered_in_words(client: Any) -> None:
    somali = make.term(ListKind.LANGUAGE, label="Somali")
    east, west = make.term(label="South East"), make.term(label="South West")
    listed = directory.words(term_ids=(somali.id, east.id))
    directory.connector(name="Tea morning", words=listed)
    found = client.get(f"{HERE}?language={somali.id}&place={east.id}").text
    assert "1 group could help" in found
    assert "1 of them was never asked yet." in found
    nothing = client.get(f"{HERE}?language={somali.id}&place={west.id}").text
    assert "No group on this list could help yet" in nothing
    assert "Tea morning" not in nothing
    assert "Tea morning" in client.get(f"{HERE}?language=x&place=99999999999999999999").text


def test_a_story_that_names_a_group_is_listed_with_what_it_says(client: Any) -> None:
    activity = groups.named()
    groups.spoken(activity)
    made = directory.connector(name=groups.GROUP)
    text = client.get(f"{HERE}/{made.slug}").text
    assert f"/stories/{activity.slug}" in text
    assert "Disputed by the group" in text
    assert "never asked yet" not in client.get(HERE).text


def test_the_file_holds_what_everybody_sees_whoever_asks(as_: As) -> None:
    directory.connector(name="=Tea", consent=directory.consent(how="«letter»"))
    as_(Role.CURATOR).send(f"{HERE}/{directory.connector(name='Gone').slug}/take-off")
    text = as_(Role.CURATOR).get(f"{HERE}/file.csv").text
    assert "'=Tea" in text
    assert "Never asked yet" in text
    assert "«letter»" not in text
    assert "Gone" not in text


def test_the_link_goes_to_the_mailbox_of_the_page_once_a_day(client: Any, session: Any) -> None:
    group = directory.connector()
    for _ in range(2):
        assert client.send(f"{HERE}/{group.slug}/link").status_code == 303
    letter = session.scalars(select(Outgoing)).one()
    assert letter.recipient == directory.MAILBOX
    own = f"{HERE}/ours/" + letter.text.partition(f"{HERE}/ours/")[2].split()[0]
    assert "noindex" in client.get(own).headers["X-Robots-Tag"]


def test_a_group_writes_by_its_link_and_a_curator_reads_it_first(as_: As, client: Any) -> None:
    group = directory.connector()
    own = f"{HERE}/ours/{directory.link(group)}"
    sent = {"reaches": str(group.terms[0].id), "email": directory.MAILBOX, "about": "«We cook»"}
    assert client.send(own, {**sent, "email": ""}).status_code == 422
    assert client.send(own, sent).status_code == 303
    assert "A curator has not decided" in client.get(own).text
    assert "«We cook»" not in client.get(f"{HERE}/{group.slug}").text
    change, curator = require_found(find_change(group)), as_(Role.CURATOR)
    assert "«We cook»" in curator.get(reviews.address_of(change)).text
    assert reviews.send(curator, change, "take").status_code == 303
    assert "«We cook»" in client.get(f"{HERE}/{group.slug}").text
    assert find_change(group) is None


def test_a_group_takes_itself_off_by_its_link(client: Any) -> None:
    group = directory.connector()
    own = f"{HERE}/ours/{directory.link(group)}"
    assert client.send(f"{own}/take-off").status_code == 303
    assert client.get(own).status_code == 404
    assert client.get(f"{HERE}/{group.slug}").status_code == 404
    assert find_change(group) is None


def test_no_link_goes_for_a_group_that_has_no_mailbox(client: Any) -> None:
    words = directory.words(email="", page="https://example.org")
    group = directory.connector(words=words)
    assert "Send us the link" not in client.get(f"{HERE}/{group.slug}").text
    assert client.send(f"{HERE}/{group.slug}/link").status_code == 403


def test_one_search_in_words_answers_whom_it_reaches_and_where(client: Any, session: Any) -> None:
    south = make.term(ListKind.LOCALITY, key="se", label="South East")
    north = make.term(ListKind.LOCALITY, key="nw", label="North West")
    somali = make.term(ListKind.LANGUAGE, key="somali", label="Somali")
    directory.connector(
        name="Tea for mothers", words=directory.words(term_ids=(south.id, somali.id))
    )
    directory.connector(
        name="Mothers far away", words=directory.words(term_ids=(north.id, somali.id))
    )
    directory.connector(name="Chess club", words=directory.words(term_ids=(south.id,)))

    asked = "Who could help us reach Somali mothers in the South East?"
    page = client.get("/community-groups", query_string={"q": asked}).text
    assert "Tea for mothers" in page
    assert "1 group could help" in page
    assert f'<option value="{south.id}" selected>' in page
    assert "None of them has all" not in page
    file = client.get("/community-groups/file.csv", query_string={"q": asked}).text
    assert "Tea for mothers" in file
    assert "Chess club" not in file

    partly = client.get("/community-groups?q=Somali+fishermen").text
    assert "None of them has all of your words" in partly
    assert "Chess club" not in partly
    assert "No group on this list" in client.get("/community-groups?q=%3Cb%3Efishermen").text
