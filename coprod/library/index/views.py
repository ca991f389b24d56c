"""Words that mean the same, for curators to keep."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.library.index import actions, queries
from coprod.library.index.forms import SynonymForm
from coprod.reference.lists.forms import VersionedForm
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("index", __name__, url_prefix="/same-words")


@bp.get("")
@requires_role(Role.CURATOR)
def meanings() -> Answer:
    return page("library/index/meanings.html", groups=queries.list_synonym_groups())


@bp.get("/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page("library/index/add.html", form=SynonymForm(version=0))


@bp.post("/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = SynonymForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_synonym_group(actor(), form.phrase_list)
            return go("library.index.meanings", message=N_("The words were added"))
    return form_page("library/index/add.html", form=form)


@bp.get("/<key:meaning_id>")
@requires_role(Role.CURATOR)
def change(meaning_id: int) -> Answer:
    group = queries.get_synonym_group(meaning_id)
    form = SynonymForm(phrases="\n".join(group.phrases), version=group.version)
    return page("library/index/change.html", form=form, group=group)


@bp.post("/<key:meaning_id>")
@requires_role(Role.CURATOR)
def change_sent(meaning_id: int) -> Answer:
    group, form = queries.get_synonym_group(meaning_id), SynonymForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.change_synonym_group(actor(), group, form.phrase_list, seen=form.seen)
            return go("library.index.meanings", message=N_("The words were changed"))
    return form_page("library/index/change.html", form=form, group=group)


@bp.post("/<key:meaning_id>/remove")
@requires_role(Role.CURATOR)
def remove(meaning_id: int) -> Answer:
    group, confirmation = queries.get_synonym_group(meaning_id), VersionedForm.from_request()
    form = SynonymForm(phrases="\n".join(group.phrases), version=group.version)
    if confirmation.validate():
        with form.catching_rule_errors():
            actions.remove_synonym_group(actor(), group, seen=confirmation.seen)
            return go("library.index.meanings", message=N_("The words were removed"))
    return form_page("library/index/change.html", form=form, group=group)
