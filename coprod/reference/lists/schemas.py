"""The shape of a place's files, and how they are read. A bad file is told in one plain line."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.reference.lists import rules
from coprod.reference.lists.enums import SECTIONS, ListKind, Motif
from coprod.reference.lists.rules import PlaceData, PlaceDetails, TermData
from coprod.reference.safety.rules import list_group_names

Words = Annotated[str, StringConstraints(max_length=rules.LONGEST_NOTE)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=rules.LONGEST_LABEL)]
Alias = Annotated[str, StringConstraints(min_length=1, max_length=rules.LONGEST_ALIAS)]
T = TypeVar("T")
LINK_FIELDS = {"key", "within", "replaced_by"}
SAFETY_FILE = "safety.yaml"


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SafetyTranslationShape(Shape):
    safeguarding: Words = ""
    under_16: Words = ""
    consent: Words = ""
    is_checked: bool = False


class PlaceShape(Shape):
    name: Name
    partnership: Name
    short_name: Words = ""
    register_name: Name = "Co-production Register"
    contact_email: Words = ""
    contact_phone: Words = ""
    contact_post: Words = ""
    curator_title: Words = "Community voice lead"
    safeguarding: Words = ""
    safeguarding_email: Words = ""
    privacy_contact: Words = ""
    days_off: list[date] = []
    under_16: Words = ""
    consent: Words = ""
    translations: dict[str, SafetyTranslationShape] = {}

    def details(self) -> PlaceDetails:
        days = "\n".join(day.isoformat() for day in self.days_off)
        return PlaceDetails(**{**self.model_dump(), "days_off": days})


class TermShape(Shape):
    key: Name
    label: Name
    note: Words = ""
    aliases: list[Alias] = []
    valid_from: date | None = None
    valid_to: date | None = None
    position: int = 0
    motif: Annotated[Motif | None, Field(strict=False)] = None
    within: str | None = None
    replaced_by: str | None = None

    def build_term(self, listing: ListKind) -> TermData:
        rules.check_key(self.key)
        rules.check_aliases(tuple(self.aliases))
        rules.check_patterns(listing, (self.label, *self.aliases))
        rules.check_days(self.valid_from, self.valid_to)
        values = self.model_dump(include=self.model_fields_set - LINK_FIELDS)
        return TermData(listing, self.key, values, self.within, self.replaced_by)


class SafetyShape(Shape):
    """The patterns of a place: in its file, or in a file of their own beside it."""

    version: int = 1
    safety_words: list[TermShape] = []
    safety_groups: list[TermShape] = []
    safety_guards: list[TermShape] = []

    def terms(self) -> tuple[TermData, ...]:
        terms = tuple(
            term.build_term(listing)
            for section, listing in SECTIONS.items()
            for term in getattr(self, section, ())
        )
        check_unique(terms)
        check_groups(terms)
        return terms


class FileShape(SafetyShape):
    place: PlaceShape
    localities: list[TermShape] = []
    networks: list[TermShape] = []
    workstreams: list[TermShape] = []
    organisations: list[TermShape] = []
    boards: list[TermShape] = []
    methods: list[TermShape] = []
    groups: list[TermShape] = []
    languages: list[TermShape] = []
    supports: list[TermShape] = []
    topics: list[TermShape] = []
    services: list[TermShape] = []
    practices: list[TermShape] = []
    boroughs: list[TermShape] = []
    staff_roles: list[TermShape] = []
    ethnic_groups: list[TermShape] = []
    age_groups: list[TermShape] = []
    routes: list[TermShape] = []
    spam_words: list[TermShape] = []
    change_words: list[TermShape] = []

    def data(self) -> PlaceData:
        return PlaceData(self.place.details(), self.terms())


def check_unique(terms: tuple[TermData, ...]) -> None:
    for (listing, key), times in Counter((each.list_kind, each.key) for each in terms).items():
        if times > 1:
            message = N_("The key “%(key)s” is in the list %(name)s twice", key=key, name=listing)
            raise RuleBrokenError(message)


def check_groups(terms: tuple[TermData, ...]) -> None:
    """Refuse patterns that name a group of words which the file does not have."""
    known = {each.key for each in terms if each.list_kind is ListKind.SAFETY_GROUP}
    for term in terms:
        named = list_group_names(rules.list_patterns(term.list_kind, term.names))
        for name in sorted(named - known):
            message = N_("There is no group of words “%(name)s”", name=name)
            raise RuleBrokenError(message)


def read_place(path: Path) -> PlaceData:
    """Read the file of a place, and its safety patterns if a file beside it has them."""
    place, safety = read_file(path, build_place), path.with_name(SAFETY_FILE)
    if not safety.exists():
        return place
    terms = (*place.terms, *read_file(safety, build_safety_terms))
    check_unique(terms)
    return replace(place, terms=terms)


def build_place(data: object) -> PlaceData:
    return FileShape.model_validate(data).data()


def build_safety_terms(data: object) -> tuple[TermData, ...]:
    return SafetyShape.model_validate(data).terms()


def read_file(path: Path, build: Callable[[Any], T]) -> T:
    """Build something from a YAML file, or say in one line what is wrong with the file."""
    try:
        return parse_text(path.read_text(encoding="utf-8"), build)
    except UnicodeDecodeError:
        raise RuleBrokenError(N_("%(file)s is not a text file in UTF-8", file=path)) from None
    except RuleBrokenError as broken:
        message = N_("%(file)s: %(what)s", file=path, what=broken.message.plain)
        raise RuleBrokenError(message) from None


def parse_text(text: str, build: Callable[[Any], T]) -> T:
    try:
        return build(yaml.safe_load(clean(text)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else "?"
        raise RuleBrokenError(N_("line %(line)s is not good YAML", line=line)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise RuleBrokenError(N_("%(at)s %(why)s", at=where, why=explain_error(first))) from None


def explain_error(error: ErrorDetails) -> str:
    known = {
        "missing": "is missing",
        "extra_forbidden": "is not a name that this file may have",
        "string_type": "must be text: put it in quotes",
        "date_type": "must be a whole date, such as 2022-11-01",
        "list_type": "must be a list: begin each line with a hyphen",
        "model_type": "must be names with values",
        "string_too_short": "must not be empty",
    }
    return known.get(error["type"], f"is not right: {error['msg']}")
