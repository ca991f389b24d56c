"""Slots: named places in a page, which areas above the page's own area fill.

A template includes only what lies in its own area or below. Where an area above has something to
add, the page names the place, and passes the values that the content needs::

    {{ slot("activity.check", activity=activity, can_edit=can_edit) }}

The area above fills it from its ``views``, at import::

    add_slot_template(bp, "activity.check", "assessment/rounds/_due.html", build_due)

The content is rendered with these values and with nothing else of the page. ``SLOTS`` declares each
slot: another name, or other values, are an error and never an empty place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Flask, current_app, render_template
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

Context = Mapping[str, object]


@dataclass(frozen=True)
class Slot:
    """What a slot is for, and the names of the values that its page passes."""

    purpose: str
    values: frozenset[str]


def declare(purpose: str, *values: str) -> Slot:
    return Slot(purpose, frozenset(values))


SLOTS: Mapping[str, Slot] = {
    "layout.head": declare("in <head> of every page; the activity, or none", "activity"),
    "layout.notice": declare("below the menu of every page: what staff are reminded of"),
    "desk.alert": declare("above the curator’s desk: what does not happen as it should"),
    "desk.health": declare("on the curator’s desk: that what happens later does happen"),
    "conflict.decided_by": declare("on a page that came too late: who had decided", "person_id"),
    "home.spotlight": declare("on the home page: what a board puts in the spotlight"),
    "home.numbers": declare("on the home page: how much there is, in a few numbers"),
    "say.rounds": declare("on “Have your say”: rounds in which residents can answer now"),
    "form.start": declare("above a form whose words are saved while they are typed"),
    "form.end": declare("after the button of such a form"),
    "activity.log": declare("below the form that logs an activity"),
    "activity.unsent": declare("first of one’s own work: what was changed and not sent"),
    "activity.mine": declare("above the list of one's own activities"),
    "activity.mine_row": declare("at one of these; all of them, to ask once", "entry", "entries"),
    "activity.check": declare("above the owner's answers: what is to do", "activity", "can_edit"),
    "activity.hints": declare("beside the owner's words, on all pages or one", "activity", "page"),
    "activity.links": declare("below the owner's answers: where to go from here", "activity"),
    "activity.review": declare("what a curator reads before publishing", "activity"),
    "activity.decide": declare("beside the buttons of whoever decides about it", "activity"),
    "activity.changes": declare("what a curator reads before deciding on changes", "activity"),
    "curator.actions": declare(
        "what a curator can do with a thing, on its pages", "kind", "number"
    ),
    "comment.actions": declare("the same, in the line of links of a comment", "comment"),
    "challenge.answer": declare("on the page of a challenge: what boards do about it", "challenge"),
    "campaign.outcomes": declare(
        "on the page of a campaign: what came of it", "campaign", "activities"
    ),
    "gap.answer": declare("at a gap: what can be done about it", "gap"),
    "list.head": declare("the name of a list of one kind, the search and the tabs", "kind"),
    "public.follow": declare("below a list: how to hear of new ones; the search", "address"),
    "public.related": declare("below something public: what is related", "kind", "number"),
    "public.signatures": declare("on a promise, decision or action: who signed", "kind", "number"),
    "story.say": declare("in a story: the form that says something", "activity", "say"),
    "story.links": declare("in a story, beside what readers can do: more of that", "activity"),
    "collection.head": declare("in <head> of a collection's page", "collection", "items"),
    "decision.head": declare("in <head> of a decision's page", "decision", "is_newest"),
    "decision.comments": declare("below a decision", "decision"),
    "insight.comments": declare("below a summary of what people told us", "insight"),
    "learning_record.head": declare("in <head> of a learning record's page", "record"),
    "learning_record.comments": declare("below a learning record", "record"),
    "group.more": declare("on the page of a board: what else is known of it", "group"),
    "meeting.agenda": declare("on the page of a meeting: what it is to deal with", "meeting"),
    "meeting.papers": declare("on the page of a meeting: what was written for it", "meeting"),
    "meeting.notes": declare("on the page of a meeting: what lay members wrote of it", "meeting"),
    "statement.head": declare("in <head> of the page of one I-Statement", "statement"),
    "statements.head": declare("in <head> of the I-Statements", "framework", "current"),
}


@dataclass(frozen=True)
class SlotTemplate:
    """A template that fills a slot. It is left out where ``build_context`` returns None."""

    order: int
    template: str
    build_context: Callable[..., Context | None]

    def render(self, values: Context) -> Markup:
        context = self.build_context(**values)
        if context is None:
            return Markup()
        return Markup(render_template(self.template, **context))  # noqa: S704 - a template escapes


def add_slot_template(
    bp: Blueprint,
    slot: str,
    template: str,
    build_context: Callable[..., Context | None] = dict,
    *,
    order: int = 0,
) -> None:
    """Fill a slot wherever this blueprint is registered; the lowest ``order`` comes first."""
    find_slot(slot)
    content = SlotTemplate(order, template, build_context)

    def register(state: BlueprintSetupState) -> None:
        contents: list[SlotTemplate] = state.app.extensions["slots"][slot]
        contents.append(content)
        contents.sort(key=lambda each: (each.order, each.template))

    bp.record(register)


def render_slot(name: str, **values: object) -> Markup:
    """Return what all areas add to this place of a page."""
    expected = find_slot(name).values
    if values.keys() != expected:
        message = f"slot {name} takes {sorted(expected)}, not {sorted(values)}"
        raise TypeError(message)
    contents: list[SlotTemplate] = current_app.extensions["slots"][name]
    return Markup("\n").join(content.render(values) for content in contents)


def find_slot(name: str) -> Slot:
    if name not in SLOTS:
        message = f"no slot {name!r}: declare it in coprod/web/slots.py"
        raise LookupError(message)
    return SLOTS[name]


def init_app(app: Flask) -> None:
    app.extensions["slots"] = {name: [] for name in SLOTS}
    app.jinja_env.globals["slot"] = render_slot
