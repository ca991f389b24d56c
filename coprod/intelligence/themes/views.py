"""Themes that a computer suggests from the words of comments: a curator decides about each."""

from flask import Blueprint, request

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.keys import parse_page_number
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.themes import actions, presenters, queries
from coprod.intelligence.themes.enums import ClusterKind, ClusterState
from coprod.intelligence.themes.forms import DecisionForm, MergeForm, ThemeForm
from coprod.intelligence.themes.models import CommentCluster
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("themes", __name__, url_prefix="/what-people-told-us/themes")
CLUSTER = "/<key:cluster_id>"


@bp.get("")
@requires_role(Role.CURATOR)
def themes() -> Answer:
    kind = ClusterKind.THEME
    number = parse_page_number(request.args.get("page", ""))
    return page(
        "intelligence/themes/themes.html",
        suggestions=presenters.build_clusters_page(actor(), kind, number),
        approved=queries.list_clusters(actor(), kind, ClusterState.APPROVED),
        dismissed=queries.list_clusters(actor(), kind, ClusterState.DISMISSED),
    )


@bp.get("/copies")
@requires_role(Role.CURATOR)
def copies() -> Answer:
    number = parse_page_number(request.args.get("page", ""))
    copies_page = presenters.build_clusters_page(actor(), ClusterKind.COPIES, number)
    return page("intelligence/themes/copies.html", suggestions=copies_page)


@bp.post("/suggest")
@requires_role(Role.CURATOR)
def suggest() -> Answer:
    actions.ask_for_suggestions(actor())
    message = N_("We are looking for themes. Open this page again in a minute")
    return go("intelligence.themes.themes", message=message)


@bp.get(CLUSTER)
@requires_role(Role.CURATOR)
def theme(cluster_id: int) -> Answer:
    cluster = queries.get_cluster(actor(), cluster_id)
    return page("intelligence/themes/theme.html", **build_theme_page(cluster))


@bp.post(CLUSTER)
@requires_role(Role.CURATOR)
@decides_about("comment_cluster", "cluster_id")
def theme_sent(cluster_id: int) -> Answer:
    cluster = queries.get_cluster(actor(), cluster_id, to_change=True)
    form = ThemeForm.build(cluster)
    if form.validate():
        with form.catching_rule_errors():
            message = save_theme(cluster, form)
            return go("intelligence.themes.themes", message=message)
    return form_page("intelligence/themes/theme.html", **build_theme_page(cluster, form=form))


def save_theme(cluster: CommentCluster, form: ThemeForm) -> Message:
    draft = form.to_draft()
    if request.form.get("then") == "name":
        actions.name_cluster(actor(), cluster, draft, seen=form.seen)
        return N_("Saved. The comments do not count under this theme until you approve it")
    has_read = bool(form.has_read.data)
    actions.approve_cluster(actor(), cluster, draft, has_read=has_read, seen=form.seen)
    return N_("Approved. The comments count under this theme now")


@bp.post(f"{CLUSTER}/merge")
@requires_role(Role.CURATOR)
@decides_about("comment_cluster", "cluster_id")
def merge(cluster_id: int) -> Answer:
    cluster = queries.get_cluster(actor(), cluster_id, to_change=True)
    form = MergeForm.build(cluster, presenters.list_other_themes(actor(), cluster))
    if form.validate():
        with form.catching_rule_errors():
            into = queries.get_cluster(actor(), form.into.data, to_change=True)
            actions.merge_clusters(actor(), cluster, into, seen=form.seen)
            message = N_("Done. The comments are with the other theme now")
            return go("intelligence.themes.theme", cluster_id=into.id, message=message)
    return form_page("intelligence/themes/theme.html", **build_theme_page(cluster, merge_form=form))


@bp.post(f"{CLUSTER}/dismiss")
@requires_role(Role.CURATOR)
@decides_about("comment_cluster", "cluster_id")
def dismiss(cluster_id: int) -> Answer:
    cluster = queries.get_cluster(actor(), cluster_id, to_change=True)
    actions.dismiss_cluster(actor(), cluster, seen=DecisionForm.from_request().seen)
    if cluster.kind is ClusterKind.COPIES:
        return go("intelligence.themes.copies", message=N_("Saved. No comment was deleted"))
    return go("intelligence.themes.themes", message=N_("Saved. This is not a theme"))


@bp.post(f"{CLUSTER}/reopen")
@requires_role(Role.CURATOR)
def reopen(cluster_id: int) -> Answer:
    cluster = queries.get_cluster(actor(), cluster_id, to_change=True)
    actions.reopen_cluster(actor(), cluster, seen=DecisionForm.from_request().seen)
    message = N_("Taken back. The comments do not count under this theme any more")
    return go("intelligence.themes.theme", cluster_id=cluster.id, message=message)


def build_theme_page(
    cluster: CommentCluster, form: ThemeForm | None = None, merge_form: MergeForm | None = None
) -> dict[str, object]:
    number = parse_page_number(request.args.get("page", ""))
    comments = queries.list_comments(cluster, number)
    others = presenters.list_other_themes(actor(), cluster)
    return {
        "row": presenters.build_row(cluster),
        "comments": comments[: queries.COMMENTS_PER_PAGE],
        "has_more": len(comments) > queries.COMMENTS_PER_PAGE,
        "number": number,
        "form": form or ThemeForm.build(cluster),
        "merge_form": merge_form or MergeForm.build(cluster, others),
        "sent_form": form or merge_form,
        "notes": list_events(cluster, public_only=False),
    }
