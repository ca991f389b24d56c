"""Adding files to an activity, taking them away, and handing them out without any power to run."""

import io

from flask import Blueprint, request, send_file
from werkzeug.wrappers import Response

from coprod.core import storage
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_permitted_activity
from coprod.register.files import actions, forms, policies, queries
from coprod.register.files.enums import PictureSize
from coprod.register.files.models import build_size_key
from coprod.register.files.rules import MOST_FILES
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.headers import sandbox_response
from coprod.web.limits import takes_files
from coprod.web.transaction import defers_write_lock

bp = Blueprint("files", __name__)


@bp.get("/files/<token:token>")
@requires_role(Role.VISITOR)
def file(token: str) -> Response:
    """Hand out a file: pictures to be looked at, everything else to be saved."""
    stored_file = queries.get_file(actor(), token)
    data = require_found(storage.get(stored_file.key))
    sandbox_response()
    return send_file(
        io.BytesIO(data),
        mimetype=stored_file.kind.mime,
        as_attachment=not stored_file.kind.is_picture,
        download_name=stored_file.name,
        etag=stored_file.sha256,
    )


@bp.get("/files/<token:token>/<any(small, large):size>")
@requires_role(Role.VISITOR)
def smaller_picture(token: str, size: str) -> Response:
    """Hand out a smaller picture to whoever may see the whole one, and to nobody else."""
    stored_file = queries.get_file(actor(), token)
    require(stored_file.kind.is_picture, NotFoundError)
    key = build_size_key(stored_file.key, PictureSize(size))
    data = require_found(storage.get(key))
    sandbox_response()
    etag = f"{stored_file.sha256}-{size}"
    return send_file(io.BytesIO(data), mimetype="image/webp", etag=etag)


@bp.get("/activities/<slug:slug>/files")
@requires_role(Role.RESIDENT)
def files(slug: str) -> Answer:
    activity = get_owned_activity(slug)
    return page("register/files/files.html", **build_files_context(activity, forms.FileForm()))


@bp.post("/activities/<slug:slug>/files")
@requires_role(Role.RESIDENT)
@takes_files
@defers_write_lock
def files_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_add)
    form = forms.FileForm.from_request()
    sent = request.files.get("file")
    if form.validate():
        with form.catching_rule_errors():
            name, data = (sent.filename or "", sent.read()) if sent else ("", b"")
            actions.add_file(actor(), activity, form.build_upload(name, data))
            return go("register.files.files", slug=slug, message=N_("The file was added"))
    return form_page("register/files/files.html", **build_files_context(activity, form))


@bp.post("/files/<token:token>/cover")
@requires_role(Role.RESIDENT)
def choose_cover(token: str) -> Response:
    stored_file = queries.get_file(actor(), token)
    slug = stored_file.activity.slug
    actions.choose_cover(actor(), stored_file)
    return go("register.files.files", slug=slug, message=N_("This picture is the cover now"))


@bp.post("/files/<token:token>/remove")
@requires_role(Role.RESIDENT)
def remove(token: str) -> Answer:
    stored_file = queries.get_file(actor(), token)
    slug = stored_file.activity.slug
    actions.remove_file(actor(), stored_file)
    return go("register.files.files", slug=slug, message=N_("The file was taken away"))


def get_owned_activity(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_remove)


def build_files_context(activity: Activity, form: forms.FileForm) -> dict[str, object]:
    files = queries.list_files(actor(), activity)
    return {
        "activity": activity,
        "form": form,
        "files": files,
        "cover": queries.find_cover(files),
        "to_choose": {each.key for each in files if policies.can_choose_cover(actor(), each)},
        "to_approve": {each.key for each in files if policies.can_approve(actor(), each)},
        "can_add": policies.can_add(actor(), activity),
        "most_files": MOST_FILES,
        "largest": storage.get_largest_size() // (1024 * 1024),
    }
