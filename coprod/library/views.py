"""The pages people read: the list of entries, and an entry with all that is known of it."""

from flask import Blueprint, request

from coprod.assessment.pages import summary
from coprod.assessment.queries import latest_submitted
from coprod.comments.views import on as comments_on
from coprod.curation import policies as curation
from coprod.curation import queries as curated
from coprod.files.queries import files_of
from coprod.freshness.policies import can_confirm
from coprod.history.queries import notes
from coprod.kit.actor import Role
from coprod.kit.text import clean
from coprod.library import pages, queries
from coprod.register import policies
from coprod.register import queries as register
from coprod.register.words import GONE, Status
from coprod.subjects.queries import ENTRIES
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, page

bp = Blueprint("library", __name__, url_prefix="/library")


@bp.get("")
@opens_to(Role.VISITOR)
def entries() -> Answer:
    asked = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    wanted = pages.wanted(asked)
    found = queries.entries(actor(), wanted)
    rungs = latest_submitted([activity.id for activity in found])
    shown = pages.EntriesPage(
        wanted=wanted,
        rows=[pages.Row(activity, rungs.get(activity.id)) for activity in found],
        total=queries.count(actor(), wanted),
        filters=pages.filters(wanted, queries.facets(actor(), wanted)),
    )
    return page("library/entries.html", shown=shown)


@bp.get("/<slug:slug>")
@opens_to(Role.VISITOR)
def activity(slug: str) -> Answer:
    found = register.activity(actor(), slug)
    if found.status in GONE:
        instead = curated.read_instead(found)
        return page("library/withdrawn.html", activity=found, instead=instead)
    reads_all = policies.can_read_notes(actor(), found) and found.status is not Status.PUBLISHED
    return page(
        "library/activity.html",
        activity=found,
        written_in=pages.language_of(found),
        assessment=summary(actor(), found),
        story=pages.story_of(actor(), found),
        notes=notes(found, public_only=not reads_all),
        can_change=policies.can_edit(actor(), found),
        files=files_of(actor(), found),
        comments=comments_on(ENTRIES.of(found, for_visitor=actor().id is None))
        if found.status is Status.PUBLISHED
        else None,
        is_own=policies.is_owner(actor(), found),
        can_decide=curation.can_decide(actor(), found),
        can_withdraw=curation.can_withdraw(actor(), found),
        can_confirm=can_confirm(actor(), found),
        can_talk=curation.can_read_conversation(actor(), found),
    )
