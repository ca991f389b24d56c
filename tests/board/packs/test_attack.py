"""Attack: nothing that is held back is in a pack, in a pair of packs, or in a file of one."""

import re
from typing import Any

from flask.testing import FlaskClient

from coprod.board.packs import presenters, queries
from coprod.core.values.howmany import HowMany, Sureness
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.rules import PaymentCounts, People
from tests import make
from tests.board.packs import make as packs
from tests.engagement.commitments.make import unread
from tests.intelligence.feedback.make import insight
from tests.register.sections.make import costs, line, pounds

HELD = ("Unmistakable", "£1,237", "£413", "1,237")
ENDS = ("", "/summary", "/figures", "/changes")


def people(title: str, number: int) -> Any:
    made = make.activity(naming=Naming(title), status=Status.PUBLISHED)
    make.correct(made, People(took_part=HowMany(Sureness.EXACT, number)))
    return made


def hold_back() -> None:
    """Make one of each thing that readers may not see."""
    public = people("A lunch club", 47)
    make.activity(naming=Naming("Unmistakable draft"), status=Status.DRAFT)
    make.activity(naming=Naming("Unmistakable and sent in"), status=Status.SUBMITTED)
    make.withdraw(make.activity(naming=Naming("Unmistakable, gone"), status=Status.PUBLISHED))
    unread(public, words="Unmistakable promise that nobody has read")
    make.record(status=Status.RETURNED, next_team="Unmistakable lesson, sent back")
    make.record(status=Status.WITHDRAWN, next_team="Unmistakable lesson, withdrawn")
    make.decision(sign=False, title="Unmistakable decision")
    insight(41, 0, 59, people=90, source="Unmistakable source", is_public=False)
    paid = {"category": CostCategory.INVOLVEMENT_PAYMENT, "paid": PaymentCounts(3, 3, 0)}
    costs(public, line(1, amount=pounds(1237), **paid), line(2, amount=pounds(50)))


def read_all(client: FlaskClient, slug: str) -> str:
    pack = queries.get_pack_by_id(find(slug).id)
    ends = [*ENDS, *(f"/figures/{key.value}" for key in queries.list_figure_keys(pack))]
    texts = [client.get(f"/board/packs/{slug}{end}").text for end in ends]
    return "\n".join([*texts, presenters.render_file_page(queries.get_pack_by_id(find(slug).id))])


def find(slug: str) -> Any:
    return queries.get_pack(make.curator(), slug)


def test_no_held_word_or_number_is_in_any_page_or_file(session: Any, client: FlaskClient) -> None:
    board = make.term(ListKind.BOARD)
    hold_back()
    first = packs.frozen(board).slug
    second = packs.frozen(board).slug
    for slug in (first, second):
        text = read_all(client, slug)
        assert "A lunch club" in text
        assert [each for each in HELD if each in text] == []


def test_no_exact_number_of_people_is_in_a_pair_of_packs(session: Any, client: FlaskClient) -> None:
    board = make.term(ListKind.BOARD)
    made = {name: people(name, number) for name, number in (("Few", 3), ("Some", 33), ("All", 61))}
    first = packs.frozen(board).slug
    for name, number in (("Few", 6), ("Some", 34), ("All", 88)):
        make.correct(made[name], People(took_part=HowMany(Sureness.EXACT, number)))
    second = packs.frozen(board).slug
    counts = [count_people(client, slug) for slug in (first, second)]
    assert counts[0] == {"Few": "Fewer than 5", "Some": "about 35", "All": "about 60"}
    assert counts[1] == {"Few": "Not shown", "Some": "about 35", "All": "about 90"}
    changes = client.get(f"/board/packs/{second}/changes").text
    assert "≈ +30" in changes
    assert "Some" not in changes


def count_people(client: FlaskClient, slug: str) -> dict[str, str]:
    text = client.get(f"/board/packs/{slug}/figures/took-part").text
    cells = re.findall(r"<tr class=.*?<a [^>]*>(\w+)</a></th><td[^>]*>([^<]*)</td>", text)
    return dict(cells)
