"""The pages people read: the list of entries, and an entry with all that is known of it."""

from functools import cached_property

from flask import Blueprint, request
from markupsafe import Markup

from coprod.assessment.four_ratings.presenters import build_entry_ratings
from coprod.assessment.four_ratings.presenters import build_spreadsheet as rows_of
from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.honest_labels import queries as honesty
from coprod.assessment.honest_labels.presenters import list_hints_for_readers
from coprod.assessment.honest_labels.rules import find_overclaims
from coprod.assessment.perception_gap import presenters as gaps
from coprod.assessment.resident_rating.policies import can_manage
from coprod.assessment.resident_rating.presenters import build_resident_rounds
from coprod.core.audit_trail.queries import list_events
from coprod.core.content_version import cached_by_name
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.text import clean
from coprod.engagement.comments.presenters import CommentsPage, build_comments_page
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.learning.adoption.presenters import build_adoption_summary
from coprod.learning.records.queries import list_records_of_activity
from coprod.learning.stage_gates.queries import list_decisions
from coprod.library.accessible_formats import queries as formats
from coprod.library.stories import presenters, queries, schemas
from coprod.participation.groups.queries import is_activity_shareable
from coprod.register.activities import policies
from coprod.register.activities import queries as register
from coprod.register.activities.enums import GONE, Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.files.queries import list_files
from coprod.register.freshness.policies import can_confirm
from coprod.register.review import policies as curation
from coprod.register.review import queries as curated
from coprod.register.sections.presenters import load_sections
from coprod.register.sections.rules import ActivitySections
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page, spreadsheet
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("stories", __name__, url_prefix="/library")


@bp.get("")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def entries() -> Answer:
    asked = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    return page(
        "library/stories/entries.html",
        shown=presenters.entries_page(actor(), presenters.wanted(asked)),
    )


@bp.get("/<slug:slug>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def activity(slug: str) -> Answer:
    shown = EntryPage(slug, public_number(slug) if actor().id is None else None)
    if shown.number is None and shown.found.status in GONE:
        return withdrawn(shown.found)
    return page("library/stories/activity.html", shown=shown)


public_number = cached_by_name(queries.public_number)


def withdrawn(found: Activity) -> str:
    instead = curated.find_replacement(found)
    knows = found.status is Status.ARCHIVED or policies.can_read_notes(actor(), found)
    gone = curated.get_removal(found)
    return page(
        "library/stories/withdrawn.html", activity=found, instead=instead, knows=knows, gone=gone
    )


class EntryPage:
    """The page of an entry, which is read only when a part of it is not kept.

    ``number`` is that of a public entry for a visitor; other readers may see more, or less.
    """

    def __init__(self, slug: str, number: int | None) -> None:
        self.slug = slug
        self.number = number

    @cached_property
    def found(self) -> Activity:
        return register.get_activity(actor(), self.slug)

    @cached_property
    def leaves(self) -> bool:
        return is_activity_shareable(self.found)

    def story(self) -> Markup:
        told = {**entry_page(actor(), self.found), "leaves": self.leaves}
        return Markup(page("library/stories/_entry.html", **told))  # noqa: S704 - a template


def entry_page(who: Actor, found: Activity) -> dict[str, object]:
    reads_all = policies.can_read_notes(who, found) and found.status is not Status.PUBLISHED
    ratings, told = get_four_ratings(who, [found])[found.id], load_sections(found)
    return {
        "activity": found,
        "written_in": schemas.language_of(found),
        "ratings": ratings,
        "story": schemas.story_of(who, found, told),
        "notes": list_events(found, public_only=not reads_all),
        "files": list_files(who, found),
        "comments": said_about(found),
        "is_own": policies.is_owner(who, found),
        **beside(who, found, ratings.current_rung, told),
        **may(who, found),
    }


def beside(
    who: Actor, found: Activity, rung: Rung | None, told: ActivitySections
) -> dict[str, object]:
    """Return what other packages show between the lines of an entry."""
    kept = queries.beside(found)
    words = honesty.filter_in_force(kept.words)
    return {
        "kept_words": list_hints_for_readers(who, found, find_overclaims(told, rung), words),
        "group_statements": {each.name: each for each in kept.voices},
        "there": formats.shown_of(who, found, kept.versions, lambda: told),
    }


def may(who: Actor, found: Activity) -> dict[str, object]:
    return {
        "can_change": policies.can_edit(who, found),
        "can_decide": curation.can_decide(who, found),
        "can_withdraw": curation.can_withdraw(who, found),
        "can_confirm": can_confirm(who, found),
        "can_decide_address": policies.can_change_address(who),
        "can_talk": curation.can_read_conversation(who, found),
    }


def said_about(found: Activity) -> CommentsPage | None:
    if found.status is not Status.PUBLISHED:
        return None
    return build_comments_page(
        actor(), ACTIVITY_SUBJECTS.build_subject(found, for_visitor=actor().id is None)
    )


@bp.get("/<slug:slug>/ratings")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def ratings(slug: str) -> Answer:
    found = register.get_activity_heading(actor(), slug)
    rated = build_entry_ratings(actor(), found)
    return page(
        "library/stories/ratings.html",
        activity=found,
        rated=rated,
        gap=gaps.build_gap_on_entry(actor(), found, rated.four),
        residents=build_resident_rounds(actor(), found, can_manage=can_manage(actor(), found)),
    )


@bp.get("/<slug:slug>/ratings.csv")
@requires_role(Role.VISITOR)
def ratings_file(slug: str) -> Answer:
    found = register.get_activity_heading(actor(), slug)
    if not is_activity_shareable(found):
        raise NotFoundError
    return spreadsheet(rows_of(slug, get_four_ratings(actor(), [found])[found.id]), "ratings.csv")


@bp.get("/<slug:slug>/effect")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def effect(slug: str) -> Answer:
    found = register.get_activity(actor(), slug)
    if found.status in GONE:
        raise NotFoundError
    takes, worth = schemas.effect_of(found)
    return page(
        "library/stories/effect.html",
        activity=found,
        takes=takes,
        worth=worth,
        is_own=policies.is_owner(actor(), found),
    )


@bp.get("/<slug:slug>/learning")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def learning(slug: str) -> Answer:
    found = register.get_activity_heading(actor(), slug)
    return page(
        "library/stories/learning.html",
        activity=found,
        decisions=list_decisions(actor(), found),
        spread=build_adoption_summary(actor(), found),
        lessons=list_records_of_activity(actor(), found),
    )
