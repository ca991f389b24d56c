"""A register filled straight into the tables: many entries, as they would be after years."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from bench.texts import Texts
from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment.enums import FreeChoice, Round
from coprod.assessment.self_assessment.models import Rating
from coprod.core.database import Base, analyze_tables, session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.dates import PartialDate
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.models import Comment
from coprod.ready import PLACE_FOLDER
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.schemas import read_place
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, ActivityTerm, ActivityText, PromisedRung

AT_ONCE = 500
LISTS = (ListKind.LOCALITY, ListKind.WORKSTREAM, ListKind.METHOD, ListKind.GROUP)
LONG, SHORT = 9_000, 300
COMMENT = 300
COMMENTS = 30
TALKED_ABOUT = 200
"""So many entries have comments: each of them as many as the page that is measured."""
Row = dict[str, Any]


def fill(entries: int, *, characters: int = LONG) -> None:
    """Fill an empty register with published entries. The same number gives the same register."""
    fill_with(new_maker(characters), range(1, entries + 1))


def new_maker(characters: int) -> "Maker":
    """Load the place and return what makes entries in it."""
    load_place(SYSTEM, read_place(PLACE_FOLDER / "place.yaml"))
    owner = Person(email="bench@example.org", name="Bench", role=Role.TEAM_MEMBER)
    session.add(owner)
    session.flush()
    return Maker(owner.id, characters)


def fill_with(maker: "Maker", numbers: range) -> None:
    for first in range(numbers.start, numbers.stop, AT_ONCE):
        for table, rows in maker.batch(range(first, min(first + AT_ONCE, numbers.stop))):
            session.execute(insert(table), rows)
        session.commit()
    analyze_tables()
    session.commit()


class Maker:
    """Makes the rows of entries, by number."""

    def __init__(self, owner_id: int, characters: int) -> None:
        self.owner_id = owner_id
        self.characters = characters
        self.random = random.Random(2)  # noqa: S311 - figures to fill tables with
        self.texts = Texts()
        self.terms = {each: ids_of(each) for each in LISTS}
        self.organisations = ids_of(ListKind.ORGANISATION)
        self.newest = clock.now()

    def batch(self, numbers: range) -> Iterator[tuple[type[Base], list[Row]]]:
        yield Activity, [self.activity(n) for n in numbers]
        yield ActivityText, [self.text(n) for n in numbers]
        yield ActivityTerm, [row for n in numbers for row in self.tags(n)]
        said = [row for n in numbers if n <= TALKED_ABOUT for row in self.comments(n)]
        if said:
            yield Comment, said
        yield PromisedRung, [{"activity_id": n, "rung": self.random.randint(3, 7)} for n in numbers]
        rated = [n for n in numbers if n % 3]
        if rated:
            yield Rating, [self.rating(n) for n in rated]

    def activity(self, number: int) -> Row:
        title = self.texts.title()
        published = self.newest - timedelta(minutes=7 * number)
        return {
            "id": number,
            "slug": f"entry-{number}",
            "title": title,
            "summary": self.texts.random.choice(self.texts.sentences),
            "status": Status.PUBLISHED,
            "led_by_id": self.random.choice(self.organisations),
            "started": PartialDate(self.random.randint(2008, 2026)),
            "owner_id": self.owner_id,
            "published_at": published,
            "submitted_at": published,
            "review_by": later(published),
        }

    def text(self, number: int) -> Row:
        length = self.random.randint(self.characters // 2, self.characters * 3 // 2)
        body = self.texts.text(length)
        return {"activity_id": number, "body": body, "search_words": self.texts.folded(body)}

    def tags(self, number: int) -> list[Row]:
        chosen = {self.random.choice(ids) for ids in self.terms.values() if ids}
        return [{"activity_id": number, "term_id": term_id} for term_id in sorted(chosen)]

    def comments(self, number: int) -> Iterator[Row]:
        """Yield what people say about an entry, one an hour since it came out."""
        began = self.newest - timedelta(minutes=7 * number)
        for each in range(COMMENTS):
            sent = began + timedelta(hours=each)
            yield {
                "subject_kind": "entry",
                "subject_id": number,
                "kind": self.random.choice(list(CommentKind)),
                "state": CommentState.PUBLISHED,
                "body": self.texts.text(COMMENT),
                "sent_at": sent,
                "published_at": sent,
            }

    def rating(self, number: int) -> Row:
        return {
            "activity_id": number,
            "person_id": self.owner_id,
            "submitted_at": self.newest,
            "round": Round.START,
            "free_choice": FreeChoice.YES,
            "rung": self.random.randint(2, 7),
        }


def later(published: datetime) -> date:
    return (published + timedelta(days=3650)).date()


def ids_of(listing: ListKind) -> list[int]:
    wanted = select(Term.id).where(Term.listing == listing).order_by(Term.id)
    return list(session.scalars(wanted))
