"""The pages people read: the list of entries, and an entry with all that is known of it."""

from collections.abc import Sequence
from functools import cached_property

from flask import Blueprint, request, url_for
from markupsafe import Markup

from coprod.assessment.four_ratings.presenters import build_entry_ratings, build_ratings_spreadsheet
from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.honest_labels.presenters import list_hints_for_readers
from coprod.assessment.honest_labels.queries import filter_in_force
from coprod.assessment.honest_labels.rules import find_overclaims
from coprod.assessment.perception_gap.presenters import build_gap_on_entry
from coprod.assessment.resident_rating.policies import can_manage
from coprod.assessment.resident_rating.presenters import build_resident_rounds
from coprod.core.audit_trail.queries import list_events
from coprod.core.content_version import cached_by_name
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.text import clean
from coprod.engagement.comments.presenters import CommentsPage, build_comments_page
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.learning.adoption.policies import can_ask, can_use
from coprod.learning.adoption.presenters import build_adoption_summary
from coprod.learning.records.queries import list_records_of_activity
from coprod.learning.stage_gates.queries import list_decisions
from coprod.library.accessible_formats.queries import list_readable_formats
from coprod.library.index.enums import ACTIVITY
from coprod.library.stories import presenters, queries, schemas
from coprod.library.stories.enums import LIST_ENDPOINTS, TAB_LABELS
from coprod.participation.groups.queries import is_activity_shareable
from coprod.register.activities import policies
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_activity_heading
from coprod.register.covers.queries import build_activity_cover
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import find_cover, list_files
from coprod.register.freshness.policies import can_confirm
from coprod.register.locks.policies import can_set_lock
from coprod.register.review.policies import can_decide, can_read_conversation, can_withdraw
from coprod.register.review.queries import find_replacement, get_removal, list_similar
from coprod.register.sections.presenters import load_sections
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go_to, page, send_spreadsheet
from coprod.web.page_cache import same_for_all_visitors, skip_caching
from coprod.web.slots import Context, add_slot_template

DRAFT_FIELD = "held"
"""Stands in the address of a form that shows words that were typed before."""
bp = Blueprint("stories", __name__, url_prefix="/stories")


@bp.get("")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def entries() -> Answer:
    """List one kind of things. ``?show=filters`` and ``?show=map`` are pages beside the list."""
    arguments = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    search = presenters.choose_kind(presenters.parse_search(arguments))
    list_page = presenters.build_activity_list_page(actor(), search)
    if list_page.kind != ACTIVITY and not list_page.is_narrowed:
        return go_to(url_for(LIST_ENDPOINTS[list_page.kind]))
    if "filters" in arguments.get("show", ()):
        return page("library/stories/filters.html", list_page=list_page)
    if "map" in arguments.get("show", ()):
        return page("library/stories/map.html", list_page=list_page)
    return page("library/stories/entries.html", list_page=list_page)


def build_list_head(kind: str) -> Context:
    """Return what stands above the list of a kind that an area below shows."""
    tabs = presenters.build_tabs(kind, queries.count_kinds(skip_caching))
    return {"kind": kind, "heading": TAB_LABELS[kind], "tabs": tabs}


add_slot_template(bp, "list.head", "library/stories/_list_head.html", build_list_head)


@bp.get("/<slug:slug>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def activity(slug: str) -> Answer:
    story_page = StoryPage(slug, find_public_id(slug) if actor().id is None else None)
    if story_page.number is None and story_page.activity.status in GONE:
        return render_withdrawn(story_page.activity)
    return page("library/stories/activity.html", story_page=story_page)


find_public_id = cached_by_name(queries.find_public_id)


def render_withdrawn(activity: Activity) -> Answer:
    """Say in the place of an entry that it is gone, why, and who decided so."""
    gone = get_removal(activity)
    html = page(
        "library/stories/withdrawn.html",
        activity=activity,
        instead=find_replacement(activity),
        knows=gone.keeps_title or policies.can_read_notes(actor(), activity),
        gone=gone,
        similar=list_similar(activity) if gone.keeps_title else (),
    )
    return html, 410


class StoryPage:
    """The page of an activity, which is read only when a part of it is not kept.

    ``number`` is that of a public activity for a visitor; other readers may see more, or less.
    ``say`` is what a reader wants to say, whose form then stands in place; None without it. The
    form belongs to one browser, so nobody is given it who only reads.
    """

    def __init__(self, slug: str, number: int | None) -> None:
        self.slug = slug
        self.number = number
        self.say = request.args.get("say", "" if DRAFT_FIELD in request.args else None)

    @cached_property
    def activity(self) -> Activity:
        return get_activity(actor(), self.slug)

    @cached_property
    def is_shareable(self) -> bool:
        return is_activity_shareable(self.activity)

    def render_story(self) -> Markup:
        content = build_story_content(actor(), self.activity)
        content |= {"is_shareable": self.is_shareable, "say": self.say}
        return Markup(page("library/stories/_story.html", **content))  # noqa: S704 - a template


def build_story_content(who: Actor, activity: Activity) -> dict[str, object]:
    ratings, sections = get_four_ratings(who, [activity])[activity.id], load_sections(activity)
    is_public, is_own = activity.status is Status.PUBLISHED, policies.is_owner(who, activity)
    context, files = queries.load_context(activity, for_owner=is_own), list_files(who, activity)
    return {
        "activity": activity,
        "written_in": schemas.get_language_code(activity),
        "ratings": ratings,
        "story": schemas.build_story(who, activity, sections, context.commitments),
        **build_pictures(activity, files),
        "comments": load_comments(activity) if is_public else None,
        "resident_round": context.find_open_round(clock.today()) if is_public else None,
        "is_own": is_own,
        "has_unsent_changes": context.has_unsent_changes,
        "kept_words": list_hints_for_readers(
            who,
            activity,
            find_overclaims(sections, ratings.current_rung),
            filter_in_force(context.own_words),
        ),
        "quotations": context.quotations,
        "group_statements": {each.name: each for each in context.group_statements},
        "formats": list_readable_formats(who, activity, context.format_versions, lambda: sections),
        **build_permissions(who, activity),
    }


def build_pictures(activity: Activity, files: Sequence[StoredFile]) -> dict[str, object]:
    """Return the cover with its caption, and the other files: a picture stands in a story once."""
    cover = find_cover(files)
    return {
        "cover_of_story": build_activity_cover(activity, files),
        "cover_caption": cover.caption if cover else "",
        "files": [each for each in files if each is not cover],
    }


def build_permissions(who: Actor, activity: Activity) -> dict[str, object]:
    return {
        "can_change": policies.can_edit(who, activity),
        "can_decide": can_decide(who, activity),
        "can_withdraw": can_withdraw(who, activity),
        "can_set_lock": can_set_lock(who, activity),
        "can_confirm": can_confirm(who, activity),
        "can_decide_address": policies.can_change_address(who),
        "can_talk": can_read_conversation(who, activity),
        "can_use": can_use(who, activity),
        "can_ask": can_ask(activity),
    }


def load_comments(activity: Activity) -> CommentsPage:
    subject = ACTIVITY_SUBJECTS.build_subject(activity, for_visitor=actor().id is None)
    return build_comments_page(actor(), subject)


@bp.get("/<slug:slug>/ratings")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def ratings(slug: str) -> Answer:
    activity = get_activity_heading(actor(), slug)
    rated = build_entry_ratings(actor(), activity)
    return page(
        "library/stories/ratings.html",
        activity=activity,
        rated=rated,
        gap=build_gap_on_entry(actor(), activity, rated.four),
        residents=build_resident_rounds(
            actor(), activity, can_manage=can_manage(actor(), activity)
        ),
    )


@bp.get("/<slug:slug>/ratings.csv")
@requires_role(Role.VISITOR)
def ratings_file(slug: str) -> Answer:
    activity = get_activity_heading(actor(), slug)
    require(is_activity_shareable(activity), NotFoundError)
    return send_spreadsheet(
        build_ratings_spreadsheet(slug, get_four_ratings(actor(), [activity])[activity.id]),
        "ratings.csv",
    )


@bp.get("/<slug:slug>/log")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def log(slug: str) -> Answer:
    """Show what happened to an activity, step by step; of a draft, to those who look after it."""
    activity = get_activity_heading(actor(), slug)
    is_public = activity.status is Status.PUBLISHED
    reads_all = not is_public and policies.can_read_notes(actor(), activity)
    return page(
        "library/stories/log.html",
        activity=activity,
        notes=list_events(activity, public_only=not reads_all),
    )


@bp.get("/<slug:slug>/effect")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def effect(slug: str) -> Answer:
    activity = get_activity(actor(), slug)
    require(activity.status not in GONE, NotFoundError)
    takes, worth = schemas.build_effect(activity)
    return page(
        "library/stories/effect.html",
        activity=activity,
        takes=takes,
        worth=worth,
        is_own=policies.is_owner(actor(), activity),
    )


@bp.get("/<slug:slug>/learning")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def learning(slug: str) -> Answer:
    activity = get_activity_heading(actor(), slug)
    return page(
        "library/stories/learning.html",
        activity=activity,
        decisions=list_decisions(actor(), activity),
        spread=build_adoption_summary(actor(), activity),
        records=list_records_of_activity(actor(), activity),
    )
