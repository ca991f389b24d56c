"""Feeds, the map of the site, cards for other sites, and previews in the heads of pages."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.text import clean
from coprod.library.feeds import presenters
from coprod.library.feeds.enums import NewsTopic
from coprod.library.feeds.presenters import Preview
from coprod.library.stories.presenters import parse_search
from coprod.participation.groups.queries import get_shareable_activity
from coprod.web.access import requires_role
from coprod.web.answers import Answer, page
from coprod.web.frame import get_place
from coprod.web.headers import allow_framing
from coprod.web.mailer import build_address
from coprod.web.page_cache import same_for_all_visitors, skip_caching
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("feeds", __name__)
CARD = Markup('<iframe src="{}" title="{}" width="360" height="420" loading="lazy"></iframe>')
"""What others copy into their pages: a title cannot break out of it."""
ATOM, XML = "application/atom+xml", "application/xml"


def render_xml(template: str, mimetype: str, **context: object) -> Response:
    return Response(render_template(template, **context), content_type=f"{mimetype}; charset=utf-8")


@bp.get("/stories/feed.atom")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def search() -> Answer:
    """What a search finds, the newest first: every search has its feed."""
    arguments = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    newest_first = presenters.sort_by_newest(parse_search(arguments))
    rows = presenters.list_public_news(newest_first, skip_caching)
    if rows is None:
        skip_caching()
        rows = [*presenters.list_news_without_index(newest_first)]
    return render_xml(
        "library/feeds/atom.xml", ATOM, feed=presenters.build_search_feed(newest_first, rows)
    )


@bp.get("/stories/<slug:slug>/feed.atom")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def entry(slug: str) -> Answer:
    return render_xml(
        "library/feeds/atom.xml",
        ATOM,
        feed=presenters.build_activity_feed(get_shareable_activity(slug)),
    )


@bp.get("/follow/<any('promises', 'money', 'insights'):topic>/feed.atom")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def topic(topic: str) -> Answer:
    feed = presenters.build_topic_feed(NewsTopic(topic))
    return render_xml("library/feeds/atom.xml", ATOM, feed=feed)


@bp.get("/sitemap.xml")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def sitemap() -> Answer:
    return render_xml("library/feeds/sitemaps.xml", XML, parts=presenters.list_sitemap_parts())


@bp.get("/sitemap/<key:number>.xml")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def sitemap_part(number: int) -> Answer:
    urls = presenters.list_urls_of_part(number) if number else []
    require(urls, NotFoundError)
    return render_xml("library/feeds/sitemap.xml", XML, addresses=urls)


@bp.get("/card/<slug:slug>")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def card(slug: str) -> Answer:
    """A small page about an entry that others may show in a frame on theirs. It has no script."""
    activity = get_shareable_activity(slug)
    allow_framing()
    return page(
        "library/feeds/card.html",
        activity=activity,
        ratings=get_four_ratings(VISITOR, [activity])[activity.id],
    )


@bp.get("/stories/<slug:slug>/share")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def share(slug: str) -> Answer:
    activity = get_shareable_activity(slug)
    code = CARD.format(build_address("library.feeds.card", slug=slug), activity.title)
    return page("library/feeds/share.html", activity=activity, code=str(code))


# Previews, for the heads of pages

bp.add_app_template_global(presenters.preview_activity, "preview_activity")


def add_preview(slot: str, build: Callable[..., Preview | None]) -> None:
    """Fill a slot in the head of a page: also where there is no preview, to say so."""

    def build_head(**values: object) -> Context:
        return {"preview": build(**values)}

    add_slot_template(bp, slot, "library/feeds/_head.html", build_head)


add_preview("learning_record.head", presenters.preview_record)
add_preview("decision.head", presenters.preview_decision)
add_preview("collection.head", presenters.preview_collection)
add_preview("statements.head", presenters.preview_statements)
add_preview("statement.head", presenters.preview_statement)


@bp.app_template_global("build_linked_data")
def build_linked_data(preview: Preview) -> dict[str, Any]:
    place: Any = get_place()
    return preview.build_linked_data(place.register_name, place.partnership)
