"""Writing a chain down, link by link. Only curators do."""

from dataclasses import fields

from coprod.board.chains import policies, rules
from coprod.board.chains.models import Chain, ChainLink
from coprod.board.chains.rules import ChainDraft, LinkDraft
from coprod.board.meetings.queries import list_groups
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_


def begin_chain(actor: Actor, draft: ChainDraft) -> Chain:
    require(policies.can_keep_chains(actor))
    rules.check_chain(draft)
    if draft.group_id not in {each.id for each in list_groups()}:
        raise RuleBrokenError(N_("Choose the board"), field="group_id")
    slug = choose_slug(Chain.slug, draft.title, {"new"})
    chain = Chain(slug=slug, title=draft.title, purpose=draft.purpose)
    chain.group_id, chain.links = draft.group_id, []
    session.add(chain)
    session.flush()
    record_event(actor, "began a chain", chain, is_public=True)
    return chain


def add_link(actor: Actor, chain: Chain, draft: LinkDraft) -> None:
    """Add a link. A new version of the guidance stands beside those before, not in their place."""
    require(policies.can_keep_chains(actor))
    rules.check_link(draft, len(chain.links))
    values = {field.name: getattr(draft, field.name) for field in fields(LinkDraft)}
    chain.links.append(ChainLink(**values))
    chain.version += 1
    session.flush()
    record_event(actor, "changed a chain", chain, is_public=True)


def remove_link(actor: Actor, chain: Chain, link_id: int) -> None:
    require(policies.can_keep_chains(actor))
    link = require_found(next((each for each in chain.links if each.id == link_id), None))
    chain.links.remove(link)
    chain.version += 1
    session.flush()
    record_event(actor, "changed a chain", chain, is_public=True)
