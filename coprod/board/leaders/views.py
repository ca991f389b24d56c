"""Leaders sign in public: everybody reads, curators ask, and a leader answers by a mailed link."""

from flask import Blueprint, request

from coprod.board.leaders import actions, emails, policies, presenters, queries
from coprod.board.leaders.enums import SignatureAnswer, SignedKind
from coprod.board.leaders.forms import AskForm, RoleForm, SignForm, SubjectForm
from coprod.board.leaders.models import LeaderRole, LeaderSignature
from coprod.board.leaders.queries import SignedSubject
from coprod.board.leaders.rules import SignableText
from coprod.board.mailed_links.enums import LinkState
from coprod.board.mailed_links.models import find_link_state
from coprod.board.mailed_links.rules import find_answer_day
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.headers import hide_from_search_engines
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("leaders", __name__, url_prefix="/board/leaders")
ROLE = "/<slug:leader>"
SIGN = "/sign/<token:token>"


# For everybody


@bp.get("")
@requires_role(Role.VISITOR)
def leaders() -> Answer:
    return page(
        "board/leaders/leaders.html",
        lines=presenters.build_role_pages(queries.list_roles(), queries.list_signed()),
        can_ask=policies.can_ask_leaders(actor()),
    )


@bp.get(ROLE)
@requires_role(Role.VISITOR)
def leader(leader: str) -> Answer:
    role = queries.get_role(leader)
    return page(
        "board/leaders/leader.html",
        here=presenters.RolePage(role, queries.list_signed_by(role)),
        tags=presenters.TAG_COLOURS,
        can_ask=policies.can_ask_leaders(actor()),
    )


# For curators


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page("board/leaders/edit.html", form=build_role_form(), role=None)


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = build_role_form()
    if form.validate():
        with form.catching_rule_errors():
            role = actions.add_role(actor(), form.to_draft())
            return go("board.leaders.leader", leader=role.slug, message=N_("The role was added"))
    return form_page("board/leaders/edit.html", form=form, role=None)


@bp.get(f"{ROLE}/change")
@requires_role(Role.CURATOR)
def change(leader: str) -> Answer:
    role = queries.get_role(leader)
    return page("board/leaders/edit.html", form=build_role_form(role), role=role)


@bp.post(f"{ROLE}/change")
@requires_role(Role.CURATOR)
def change_sent(leader: str) -> Answer:
    role = queries.get_role(leader, to_change=True)
    form = build_role_form(role)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_role(actor(), role, form.to_draft(), seen=form.seen)
            return go("board.leaders.leader", leader=leader, message=N_("Saved"))
    return form_page("board/leaders/edit.html", form=form, role=role)


def build_role_form(role: LeaderRole | None = None) -> RoleForm:
    return RoleForm.build(list_choices(ListKind.ORGANISATION, clock.today()), role)


@bp.get("/ask")
@requires_role(Role.CURATOR)
def ask() -> Answer:
    """Show what is to be signed and the letter. The address of the page says what it is about."""
    subject_form = SubjectForm(request.args)
    try:
        subject = find_requested_subject()
    except RuleBrokenError as broken:
        subject_form.show_rule_error(broken)
        return form_page("board/leaders/ask.html", **build_ask_page(subject_form, None))
    return page("board/leaders/ask.html", **build_ask_page(subject_form, subject))


@bp.post("/ask")
@requires_role(Role.CURATOR)
@limits.mail
def ask_sent() -> Answer:
    subject = find_requested_subject()
    form = build_ask_form(subject)
    if form.validate():
        with form.catching_rule_errors():
            send_question(form, subject)
            message = N_("We wrote to the role. The address is not kept")
            return go("board.leaders.requests", message=message)
    context = build_ask_page(SubjectForm(), subject, form)
    return form_page("board/leaders/ask.html", **context)


def find_requested_subject() -> SignedSubject | None:
    about = request.args.get("about", "")
    return queries.find_subject_at(about) if about else None


def send_question(form: AskForm, subject: SignedSubject | None) -> None:
    role = next((e for e in queries.list_open_roles() if e.id == form.role_id.data), None)
    if role is None:
        raise RuleBrokenError(N_("Choose the role"), field="role_id")
    token = actions.ask_role(actor(), role, subject, form.get_words())
    link = mailer.build_address("board.leaders.sign", token=token)
    mailer.write_email(form.email.data or "", build_question(subject), link=link)


def build_question(subject: SignedSubject | None) -> mailer.Email:
    title = subject.title.rstrip(".") if subject else emails.A_STATEMENT
    return emails.build_signing_question(title, find_answer_day(clock.today()))


def build_ask_form(subject: SignedSubject | None) -> AskForm:
    slug, roles = request.args.get("leader", ""), queries.list_open_roles()
    return AskForm.build(roles, slug=slug, has_words=subject is None)


def build_ask_page(
    subject_form: SubjectForm, subject: SignedSubject | None, form: AskForm | None = None
) -> dict[str, object]:
    return {
        "subject_form": subject_form,
        "subject": subject,
        "form": form or build_ask_form(subject),
        "email": mailer.reword(build_question(subject)),
        "about": request.args.get("about", ""),
        "leader": request.args.get("leader", ""),
    }


@bp.get("/requests")
@requires_role(Role.CURATOR)
def requests() -> Answer:
    return page("board/leaders/requests.html", things=queries.list_requests(), today=clock.today())


@bp.post("/requests/<key:leader_signature_id>/withdraw")
@requires_role(Role.CURATOR)
def withdrawn(leader_signature_id: int) -> Answer:
    signature = queries.get_signature(leader_signature_id)
    actions.withdraw_signature(actor(), signature)
    message = N_("It was taken back. The link opens nothing, and readers see no signature")
    return go("board.leaders.requests", message=message)


# For a leader, by their link


@bp.get(SIGN)
@requires_role(Role.VISITOR)
@limits.links
def sign(token: str) -> Answer:
    """Show the words and the form. The link is used up by sending it, not by opening it."""
    hide_from_search_engines()
    signature = queries.find_by_token(token)
    text = find_open_text(signature)
    if signature is None or text is None:
        return show_closed(signature)
    form = SignForm.build(text)
    return page("board/leaders/sign.html", **build_sign_page(signature, text, form, token))


@bp.post(SIGN)
@requires_role(Role.VISITOR)
@limits.links
def sign_sent(token: str) -> Answer:
    hide_from_search_engines()
    signature = queries.find_by_token(token, to_change=True)
    text = find_open_text(signature)
    if signature is None or text is None:
        return show_closed(signature)
    form = SignForm.build(text)
    if form.validate():
        with form.catching_rule_errors():
            draft = form.to_draft()
            actions.answer_by_link(signature, draft)
            emails.notify_of_answer()
            return thank(signature)
    form.seen.data = text.fingerprint
    return form_page("board/leaders/sign.html", **build_sign_page(signature, text, form, token))


def find_open_text(signature: LeaderSignature | None) -> SignableText | None:
    """Return the words that a link still asks to be signed."""
    return queries.find_text(signature) if signature and signature.is_waiting else None


def thank(signature: LeaderSignature) -> Answer:
    if signature.answer is SignatureAnswer.SIGNED:
        message = N_("Thank you. This is what everybody reads now")
        return go("board.leaders.leader", leader=signature.role.slug, message=message)
    message = N_("Thank you. The curators read why. Nothing is published")
    return go("board.leaders.leader", leader=signature.role.slug, message=message)


def show_closed(signature: LeaderSignature | None) -> Answer:
    state = find_link_state(signature)
    state = LinkState.GONE if state is LinkState.WAITING else state
    return page("board/mailed_links/closed.html", state=state), state.status


def build_sign_page(
    signature: LeaderSignature, text: SignableText, form: SignForm, token: str
) -> dict[str, object]:
    number = signature.subject_id
    subject = queries.find_subject(signature.kind, number) if number else None
    return {
        "signature": signature,
        "subject": subject,
        "text": text,
        "form": form,
        "token": token,
    }


# What other pages show of it


def build_signatures(kind: str, number: int) -> Context | None:
    """Return who signed a promise, decision or action, and for curators how to ask."""
    subject = queries.find_subject(SignedKind(kind), number)
    can_ask = policies.can_ask_leaders(actor())
    things = queries.list_signed_about(subject.kind, number) if subject else []
    if subject is None or not (things or can_ask):
        return None
    return {"things": things, "can_ask": can_ask, "subject": subject}


add_slot_template(bp, "public.signatures", "board/leaders/_signatures.html", build_signatures)
