"""Groups that an entry names say whether it is right; curators read what they say."""

from flask import Blueprint, g

from coprod.accounts.users.rules import check_email
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_, Message
from coprod.participation.groups import actions, emails, forms, policies, queries
from coprod.participation.groups.emails import tell_that_it_ended
from coprod.participation.groups.enums import ASKED, NO_ANSWER, Ended
from coprod.participation.groups.models import GroupStatement
from coprod.reference.lists.queries import place
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity as entry
from coprod.register.files.queries import list_files
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.register.review.queries import list_curators
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.headers import current_settings
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("groups", __name__)


# For those who look after the entry


@bp.get("/involved/<slug:slug>")
@requires_role(Role.RESIDENT)
def groups(slug: str) -> Answer:
    found = managed(slug)
    return page("participation/groups/groups.html", **groups_page(found, asking_of(found)))


@bp.post("/involved/<slug:slug>")
@requires_role(Role.RESIDENT)
@limits.mail
def groups_asked(slug: str) -> Answer:
    found = managed(slug, to_change=True)
    form = asking_of(found)
    if form.validate():
        with form.catching_rule_errors():
            email, name = check_email(form.email.data or ""), form.group.data or ""
            day = workdays.add_workdays(clock.today(), current_settings().group_days, place().off)
            link = mailer.address(
                "participation.groups.say", token=actions.ask_group(actor(), found, name, day)
            )
            mailer.write(email, emails.to_group(name, found.title, day), link=link)
            said = N_("We wrote to the group. The address is not kept")
            return go("participation.groups.groups", slug=slug, said=said)
    return form_page("participation/groups/groups.html", **groups_page(found, form))


def managed(slug: str, *, to_change: bool = False) -> Activity:
    found = entry(actor(), slug, to_change=to_change)
    if not policies.can_manage(actor(), found):
        raise NotAllowedError
    return found


def asking_of(found: Activity) -> forms.AskForm:
    return forms.AskForm.naming(queries.named_by_team(found))


def groups_page(found: Activity, form: forms.AskForm) -> dict[str, object]:
    return {
        "activity": found,
        "form": form,
        "names": queries.named_by_team(found),
        "voices": queries.voices(found),
        "days": current_settings().group_days,
    }


# For a group, by its link


@bp.get("/involved/say/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def say(token: str) -> Answer:
    voice = queries.by_link(token)
    given = {"stand": voice.stand, "words": voice.words} if voice.stand else {}
    form = forms.AnswerForm.from_request(**given)
    return page("participation/groups/say.html", voice=voice, form=form, token=token)


@bp.post("/involved/say/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def said(token: str) -> Answer:
    voice = queries.by_link(token, to_change=True)
    form = forms.AnswerForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.answer_for_group(voice, form.answer())
            letter, slug = emails.group_spoke(voice.activity.title), voice.activity.slug
            write_to_owners(voice.activity, letter, "participation.groups.groups", slug=slug)
            write_to_curators(letter, "participation.groups.groups", slug=slug)
            said = N_("Thank you. What you said stands beside your group’s name")
            return go("participation.groups.say", token=token, said=said)
    return form_page("participation/groups/say.html", voice=voice, form=form, token=token)


# For a group without a link


@bp.get("/involved/<slug:slug>/ours")
@requires_role(Role.VISITOR)
def ours(slug: str) -> Answer:
    found = open_to_claims(slug)
    form = forms.ClaimForm.naming(queries.named(found))
    return page("participation/groups/ours.html", activity=found, form=form)


@bp.post("/involved/<slug:slug>/ours")
@requires_role(Role.VISITOR)
@limits.letters
def ours_sent(slug: str) -> Answer:
    found = open_to_claims(slug)
    form = forms.ClaimForm.naming(queries.named(found))
    if form.validate():
        with form.catching_rule_errors():
            actions.claim_group(found, form.claim())
            tell_curators(found)
            said = N_("Thank you. A curator asks you back, and then puts it on the page")
            return go("library.stories.activity", slug=slug, said=said)
    return form_page("participation/groups/ours.html", activity=found, form=form)


def tell_curators(found: Activity) -> None:
    link = mailer.address("participation.groups.waiting")
    mailer.write_to_each(list_curators(), emails.claimed(found.title), link=link)


def open_to_claims(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_claim(found):
        raise NotAllowedError
    return found


# For curators


@bp.get("/desk/groups")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    return page(
        "participation/groups/waiting.html",
        claims=queries.waiting_claims(actor()),
        voices=queries.waiting_voices(actor()),
    )


@bp.post("/desk/groups/claims/<key:claim_id>/<any(accept, decline):step>")
@requires_role(Role.CURATOR)
@decides_about("claim", "claim_id")
def claim(claim_id: int, step: str) -> Answer:
    decide = actions.accept_claim if step == "accept" else actions.decline_claim
    decide(actor(), queries.claim(actor(), claim_id))
    return go("participation.groups.waiting", said=N_("Done. How to reach them is deleted"))


@bp.post("/desk/groups/voices/<key:voice_id>/<any(show, decline):step>")
@requires_role(Role.CURATOR)
@decides_about("group_voice", "voice_id")
def voice(voice_id: int, step: str) -> Answer:
    decide = actions.show_voice if step == "show" else actions.drop_voice_words
    decide(actor(), queries.voice(actor(), voice_id))
    return go("participation.groups.waiting", said=N_("Done"))


# Consents: the team keeps them, and whoever agreed takes theirs back


@bp.get("/consents/<slug:slug>")
@requires_role(Role.RESIDENT)
def consents(slug: str) -> Answer:
    found = managed(slug)
    return page("participation/groups/consents.html", **consents_page(found, consenting(found)))


@bp.post("/consents/<slug:slug>")
@requires_role(Role.RESIDENT)
def consent_kept(slug: str) -> Answer:
    found = managed(slug)
    form = consenting(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.keep_consent(actor(), found, form.agreement())
            said = N_("Kept. Give the person their link, so that they can take it back")
            return go("participation.groups.consents", slug=slug, said=said)
    return form_page("participation/groups/consents.html", **consents_page(found, form))


@bp.post("/consents/<slug:slug>/<key:consent_id>/end")
@requires_role(Role.RESIDENT)
def consent_ended(slug: str, consent_id: int) -> Answer:
    found = managed(slug, to_change=True)
    consent = queries.consent(actor(), found, consent_id)
    actions.end_as_manager(actor(), consent)
    tell_that_it_ended(consent)
    return go("library.stories.activity", slug=slug, said=N_("What rested on it is hidden now"))


@bp.get("/consent/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def consent(token: str) -> Answer:
    return page(
        "participation/groups/consent.html", consent=queries.consent_by_link(token), token=token
    )


@bp.post("/consent/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def consent_taken_back(token: str) -> Answer:
    found = queries.consent_by_link(token, to_change=True)
    if not found.ended:
        actions.end_consent(actor(), found, Ended.TAKEN_BACK)
        tell_that_it_ended(found)
    return go(
        "participation.groups.consent", token=token, said=N_("Taken back. It is hidden from now on")
    )


def consenting(found: Activity) -> forms.ConsentForm:
    return forms.ConsentForm.offering(list_files(actor(), found))


def consents_page(found: Activity, form: forms.ConsentForm) -> dict[str, object]:
    kept = queries.consents(actor(), found)
    links = {
        each.id: mailer.address("participation.groups.consent", token=each.key) for each in kept
    }
    return {"activity": found, "form": form, "consents": kept, "links": links}


# What other pages ask


def build_voices(activity: Activity) -> Context | None:
    voices = queries.voices(activity)
    return {"voices": voices} if voices else None


@bp.app_template_global("beside_name")
def beside_name(voice: GroupStatement) -> Message:
    """Return what stands beside the name of a group that was asked or has spoken."""
    if voice.stand:
        return voice.stand.beside
    return ASKED if voice.is_waited_for else NO_ANSWER


@bp.app_template_global("may_leave")
def may_leave(activity: Activity) -> bool:
    """Tell templates, which ask in several places of one page."""
    if "staying" not in g:
        g.staying = queries.staying()
    return activity.id not in g.staying


def build_links(activity: Activity) -> Context | None:
    return {"activity": activity} if policies.can_manage(actor(), activity) else None


def build_noindex(activity: Activity | None) -> Context | None:
    return None if activity is None or may_leave(activity) else {}


add_slot_template(
    bp, "activity.review", "participation/groups/_before_publication.html", build_voices, order=10
)
add_slot_template(bp, "activity.links", "participation/groups/_links.html", build_links, order=10)
add_slot_template(bp, "layout.head", "participation/groups/_noindex.html", build_noindex)
