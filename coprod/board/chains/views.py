"""Chains from workshops to a report: read by everybody, kept by curators."""

from flask import Blueprint

from coprod.board.chains import actions, policies, queries
from coprod.board.chains.enums import ChainStage
from coprod.board.chains.forms import ChainForm, LinkForm
from coprod.board.chains.models import Chain
from coprod.board.meetings.models import BoardGroup
from coprod.board.meetings.queries import list_groups
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import add_slot_template

bp = Blueprint("chains", __name__, url_prefix="/board/chains")
CHAIN = "/<slug:chain>"


@bp.get("")
@requires_role(Role.VISITOR)
def chains() -> Answer:
    return page(
        "board/chains/chains.html",
        chains=queries.list_chains(),
        can_keep=policies.can_keep_chains(actor()),
    )


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page("board/chains/new.html", form=ChainForm.build(list_groups()))


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = ChainForm.build(list_groups())
    if form.validate():
        with form.catching_rule_errors():
            chain = actions.begin_chain(actor(), form.to_draft())
            return go("board.chains.chain", chain=chain.slug, message=N_("Saved"))
    return form_page("board/chains/new.html", form=form)


@bp.get(CHAIN)
@requires_role(Role.VISITOR)
def chain(chain: str) -> Answer:
    return page("board/chains/chain.html", **build_chain_page(queries.get_chain(chain)))


@bp.post(CHAIN)
@requires_role(Role.CURATOR)
def link_added(chain: str) -> Answer:
    found = queries.get_chain(chain, to_change=True)
    form = LinkForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_link(actor(), found, form.to_draft())
            return go("board.chains.chain", chain=chain, message=N_("Saved"))
    return form_page("board/chains/chain.html", **build_chain_page(found, form))


def build_chain_page(chain: Chain, form: LinkForm | None = None) -> dict[str, object]:
    return {
        "chain": chain,
        "stages": [(stage, chain.list_stage(stage)) for stage in ChainStage],
        "form": form or LinkForm(),
        "can_keep": policies.can_keep_chains(actor()),
    }


@bp.post(f"{CHAIN}/links/<key:chain_link_id>/remove")
@requires_role(Role.CURATOR)
def link_removed(chain: str, chain_link_id: int) -> Answer:
    found = queries.get_chain(chain, to_change=True)
    actions.remove_link(actor(), found, chain_link_id)
    return go("board.chains.chain", chain=chain, message=N_("It was removed"))


# What the page of a board shows of it


def build_group_chains(group: BoardGroup) -> dict[str, object] | None:
    chains = queries.list_chains_of(group)
    return {"chains": chains} if chains else None


add_slot_template(bp, "group.more", "board/chains/_of_group.html", build_group_chains)
