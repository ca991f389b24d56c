"""Keeping a question about what people told us, changing it, and letting everybody read it."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, require
from coprod.intelligence.deep_dives import policies, rules
from coprod.intelligence.deep_dives.models import (
    DeepDive,
    DeepDiveEvent,
    DeepDiveQuestion,
    DeepDiveStep,
)
from coprod.intelligence.deep_dives.rules import DeepDiveDraft

RESERVED_SLUGS = {"new", "look"}


def add_deep_dive(actor: Actor, draft: DeepDiveDraft) -> DeepDive:
    """Keep a question. Only curators see it unless it is made public."""
    require(policies.can_keep_deep_dives(actor))
    rules.check_draft(draft)
    slug = choose_slug(DeepDive.slug, draft.title, RESERVED_SLUGS)
    deep_dive = DeepDive(slug=slug, questions=[], steps=[], events=[])
    set_deep_dive(deep_dive, draft)
    session.add(deep_dive)
    session.flush()
    record_event(actor, "wrote a deep dive", deep_dive, is_public=False)
    if draft.is_public:
        record_event(actor, "published a deep dive", deep_dive, is_public=True)
    return deep_dive


def change_deep_dive(actor: Actor, deep_dive: DeepDive, draft: DeepDiveDraft, *, seen: int) -> None:
    require(policies.can_keep_deep_dives(actor))
    require(seen == deep_dive.version, ConflictError)
    rules.check_draft(draft)
    verb = choose_verb(was_public=deep_dive.is_public, is_public=draft.is_public)
    set_deep_dive(deep_dive, draft)
    deep_dive.version += 1
    session.flush()
    record_event(actor, verb, deep_dive, is_public=draft.is_public)


def choose_verb(*, was_public: bool, is_public: bool) -> str:
    if was_public == is_public:
        return "changed a deep dive"
    return "published a deep dive" if is_public else "withdrew a deep dive"


def set_deep_dive(deep_dive: DeepDive, draft: DeepDiveDraft) -> None:
    """Copy a draft. Its rows are written anew: nothing else points at them."""
    deep_dive.title, deep_dive.cut = draft.title, draft.cut
    deep_dive.narrative, deep_dive.limits = draft.narrative, "\n".join(draft.limits)
    deep_dive.is_public = draft.is_public
    deep_dive.questions = [DeepDiveQuestion(**vars(each)) for each in draft.questions.values()]
    deep_dive.steps = [DeepDiveStep(**vars(each)) for each in draft.steps.values()]
    deep_dive.events = [DeepDiveEvent(**vars(each)) for each in draft.events.values()]
