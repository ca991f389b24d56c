"""What a link to a public page shows elsewhere, and what search engines are told of it.

It is the same whoever opens the page: what a visitor reads there, and nothing of what is not public
or waits. Whoever writes a new one begins with what must be true for anybody to see it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from coprod.core.values.phrases import N_
from coprod.core.values.text import excerpt
from coprod.decisions.records.models import DecisionRecord
from coprod.learning.collections.models import Collection, ShelfItem
from coprod.learning.records.models import LearningRecord
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.i_statements.queries import StatementSet
from coprod.participation.groups.queries import may_leave, staying
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.web.language import translate
from coprod.web.mailer import address

Told = dict[str, Any]


@dataclass(frozen=True)
class Preview:
    """A title and a few lines; ``told`` are the words of schema.org for what it is.

    ``api`` and ``feed`` are where programs find it here, if they do.
    """

    title: str
    about: str
    link: str
    kind: str
    told: Told = field(default_factory=dict)
    api: str = ""
    feed: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.link).path

    def linked_data(self, register: str, partnership: str) -> Told:
        home = {"@type": "WebSite", "name": register, "url": address("welcome.home")}
        whole = {
            "@context": "https://schema.org",
            "@type": self.kind,
            "url": self.link,
            "name": self.title,
            "abstract": self.about,
            **self.told,
            "publisher": organisation(partnership),
            "isPartOf": home,
        }
        return {name: value for name, value in whole.items() if value}


def path(endpoint: str, **name: str) -> str:
    return urlsplit(address(endpoint, **name)).path


def organisation(name: str) -> Told | None:
    return {"@type": "Organization", "name": name} if name else None


def day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""


def names(terms: Iterable[Term], *listings: ListKind) -> list[str]:
    return [term.label for term in terms if term.listing in listings]


# Each kind of page


def of_entry(entry: Activity, *, leaves: bool) -> Preview | None:
    """``leaves`` is what ``involved.may_leave`` says of it, which its page has asked already."""
    if not entry.is_public or not leaves:
        return None
    leader = entry.led_by.label if entry.led_by else entry.led_by_name
    where = names(entry.terms, ListKind.LOCALITY) or [entry.place_words]
    return Preview(
        entry.title,
        excerpt(entry.summary),
        address("library.activity", slug=entry.slug),
        "CreativeWork",
        {
            "datePublished": day(entry.published_at),
            "temporalCoverage": period(entry),
            "spatialCoverage": [name for name in where if name],
            "sourceOrganization": organisation(leader),
            "keywords": names(entry.terms, ListKind.TOPIC),
        },
        api=path("api.entry", slug=entry.slug),
        feed=path("feeds.entry", slug=entry.slug),
    )


def period(entry: Activity) -> str:
    """Say when it happened as ISO 8601 does; an end that is not known stays open."""
    if not entry.started:
        return ""
    return (
        f"{entry.started}/{entry.ended or '..'}"
        if entry.ended or entry.is_ongoing
        else str(entry.started)
    )


def of_record(record: LearningRecord) -> Preview | None:
    """The team and the entry are told only if the team lets readers know, whoever looks."""
    if record.status is not Status.PUBLISHED:
        return None
    return Preview(
        record.next_team,
        excerpt(record.tried),
        address("learning.record", lesson=record.slug),
        "LearningResource",
        {
            "datePublished": day(record.published_at),
            "spatialCoverage": names(record.terms, ListKind.LOCALITY),
            "keywords": names(record.terms, ListKind.TOPIC, ListKind.METHOD, ListKind.GROUP),
            **(of_its_team(record) if record.shows_team else {}),
        },
        api=path("api.record", lesson=record.slug),
    )


def of_its_team(record: LearningRecord) -> Told:
    entry = record.activity
    is_told = entry is not None and entry.is_public and may_leave(entry)
    about = work(entry.title, "library.activity", slug=entry.slug) if entry and is_told else None
    return {"sourceOrganization": organisation(record.team), "about": about}


def work(title: str, endpoint: str, **name: str) -> Told:
    return {"@type": "CreativeWork", "name": title, "url": address(endpoint, **name)}


def of_decision(decision: DecisionRecord, *, is_newest: bool) -> Preview | None:
    """A draft has none, nor a version that another took the place of."""
    if not decision.is_signed or not is_newest:
        return None
    said = translate(decision.chosen.sentence) if decision.chosen else ""
    return Preview(
        decision.title,
        excerpt(f"{said}. {decision.pledge or decision.reason}"),
        address("decisions.decision", decision=decision.slug),
        "CreativeWork",
        {
            "datePublished": day(decision.signed_at),
            "sourceOrganization": organisation(decision.signed_organisation),
        },
        api=path("api.decision", decision=decision.slug),
    )


def of_collection(shelf: Collection, items: Sequence[ShelfItem]) -> Preview | None:
    """``items`` are those that readers see."""
    if not shelf.is_public:
        return None
    stays = staying()
    return Preview(
        shelf.title,
        excerpt(shelf.introduction),
        address("shelves.shelf", shelf=shelf.slug),
        "Collection",
        {
            "datePublished": day(shelf.published_at),
            "hasPart": [part for item in items for part in part_of(item, stays)],
        },
    )


def part_of(item: ShelfItem, stays: frozenset[int]) -> list[Told]:
    entry, record = item.activity, item.record
    if item.activity_id in stays:
        return []
    if entry is not None:
        return [work(entry.title, "library.activity", slug=entry.slug)]
    return [work(record.next_team, "learning.record", lesson=record.slug)] if record else []


def of_statements(framework: StatementSet | None, current: StatementSet | None) -> Preview | None:
    """Only the version in use has one: an older one, or a draft, is not what to quote."""
    if framework is None or current is None or framework.version.id != current.version.id:
        return None
    since = framework.version.effective_from
    return Preview(
        translate(N_("What should get better")),
        excerpt(" ".join(each.words for each in framework.statements)),
        address("statements.statements"),
        "DefinedTermSet",
        {
            "datePublished": since.isoformat() if since else "",
            "hasDefinedTerm": [defined(each) for each in framework.statements],
        },
    )


def of_statement(statement: Statement) -> Preview:
    """Its words alone. What people said of it changes, and stands on its page with its limits."""
    told = defined(statement)
    return Preview(
        statement.words,
        statement.domain,
        told["url"],
        "DefinedTerm",
        {"inDefinedTermSet": address("statements.statements")},
    )


def defined(statement: Statement) -> Told:
    link = address("waves.statement", statement=statement.key)
    return {"@type": "DefinedTerm", "name": statement.words, "url": link}
