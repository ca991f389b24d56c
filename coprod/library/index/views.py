"""Words that mean the same, for curators to keep."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.library.index import actions, queries
from coprod.library.index.forms import MeaningForm
from coprod.reference.lists.forms import Seen
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("index", __name__, url_prefix="/same-words")


@bp.get("")
@requires_role(Role.CURATOR)
def meanings() -> Answer:
    return page("library/index/meanings.html", meanings=queries.meanings())


@bp.get("/add")
@requires_role(Role.CURATOR)
def add() -> Answer:
    return page("library/index/add.html", form=MeaningForm(version=0))


@bp.post("/add")
@requires_role(Role.CURATOR)
def add_sent() -> Answer:
    form = MeaningForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_meaning(actor(), form.said)
            return go("library.index.meanings", said=N_("The words were added"))
    return form_page("library/index/add.html", form=form)


@bp.get("/<key:meaning_id>")
@requires_role(Role.CURATOR)
def change(meaning_id: int) -> Answer:
    meaning = queries.meaning(meaning_id)
    form = MeaningForm(phrases="\n".join(meaning.phrases), version=meaning.version)
    return page("library/index/change.html", form=form, meaning=meaning)


@bp.post("/<key:meaning_id>")
@requires_role(Role.CURATOR)
def change_sent(meaning_id: int) -> Answer:
    meaning, form = queries.meaning(meaning_id), MeaningForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.change_meaning(actor(), meaning, form.said, seen=form.seen)
            return go("library.index.meanings", said=N_("The words were changed"))
    return form_page("library/index/change.html", form=form, meaning=meaning)


@bp.post("/<key:meaning_id>/remove")
@requires_role(Role.CURATOR)
def remove(meaning_id: int) -> Answer:
    meaning, asked = queries.meaning(meaning_id), Seen.from_request()
    form = MeaningForm(phrases="\n".join(meaning.phrases), version=meaning.version)
    if asked.validate():
        with form.catching_rule_errors():
            actions.remove_meaning(actor(), meaning, seen=asked.seen)
            return go("library.index.meanings", said=N_("The words were taken away"))
    return form_page("library/index/change.html", form=form, meaning=meaning)
