"""Something to show on every page: things in every state, and somebody to look at them.

What people wrote stands between « and », so that a test can tell it from words of our own.
A new route whose address has a part that ``FILLED`` does not know fails the walk: add a value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update
from werkzeug.routing import Rule

from coprod.accounts.users import actions as accounts
from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.models import Link
from coprod.assessment.answer_review.models import AnswerQuery as AnswerChallenge
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.resident_rating.queries import find_open_round
from coprod.assessment.self_assessment.enums import Question, Round
from coprod.assessment.self_assessment.models import Rating
from coprod.board.action_plan.enums import ActionSource
from coprod.board.chains.enums import ChainStage
from coprod.board.forward_plan.models import PlanItem
from coprod.board.indicators.actions import choose_pots
from coprod.board.indicators.enums import ReviewDecision
from coprod.board.indicators.queries import list_links
from coprod.board.leaders.enums import SignatureAnswer
from coprod.challenges.enums import Challenge
from coprod.core import mail
from coprod.core.database import session
from coprod.core.keyring import create_private_link
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.decisions.records.actions import hold_back, link_activity, record_addition
from coprod.decisions.records.enums import (
    AdditionKind,
    ChosenLevel,
    HoldablePart,
    PromiseVerdict,
    WayOut,
)
from coprod.decisions.records.rules import Addition
from coprod.desk.calendar.actions import make_address
from coprod.desk.redaction.enums import RemovalKind as Removing
from coprod.desk.redaction.enums import RemovalSubject
from coprod.desk.redaction.models import Removal, RemovalPlace
from coprod.engagement.commitments.actions import send_back_step
from coprod.engagement.moderation import actions as moderation
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.engagement.suggestions.queries import get_suggestion_token
from coprod.exchange.imports.enums import ImportState
from coprod.intelligence.feedback.enums import Theme
from coprod.library.accessible_formats.enums import FormatKind
from coprod.library.subscriptions import actions as follows
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.queries import get_follower_token
from coprod.library.subscriptions.rules import FollowRequest
from coprod.outcomes.i_statements import actions as wording
from coprod.outcomes.i_statements.enums import LinkKind as Claimed
from coprod.outcomes.results.enums import Moment
from coprod.outcomes.results.enums import WaveState as WaveState
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.contact_requests.actions import save_request
from coprod.participation.contact_requests.enums import ContactReason
from coprod.participation.directory.enums import CONNECTOR_LISTS
from coprod.participation.participants import actions as taking_part
from coprod.participation.participants.enums import Trait
from coprod.reference.lists.enums import ListKind, Motif
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import GONE, Rung, Status
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import (
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Telling,
    Timing,
)
from coprod.register.joining.actions import request_to_join
from coprod.register.removals.actions import request_removal
from coprod.register.review.actions import plan_publication
from coprod.register.review.emails import build_published_email
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.rules import Share
from coprod.resourcing.requests.enums import RequestState
from coprod.resourcing.requests.rules import Given
from coprod.reviews.models import Review
from tests import make
from tests.board.action_plan import make as actions
from tests.board.chains import make as chains
from tests.board.forward_plan import make as plan
from tests.board.indicators import make as indicators
from tests.board.leaders import make as leaders
from tests.board.leaders.make import NO_MONEY
from tests.board.meetings import make as meetings
from tests.board.member_notes import make as notes
from tests.board.packs import make as packs
from tests.board.spotlights import make as spotlights
from tests.engagement.commitments.make import promise, unread
from tests.exchange.library_export import make as library
from tests.intelligence.campaigns import make as make_campaigns
from tests.intelligence.deep_dives import make as make_deep_dives
from tests.intelligence.feedback import make as make_feedback
from tests.intelligence.reports import make as make_reports
from tests.intelligence.statements import make as make_polls
from tests.intelligence.themes import make as make_themes
from tests.library.accessible_formats.make import request
from tests.library.accessible_formats.make import shown as format_of
from tests.library.subscriptions.make import follower
from tests.outcomes.i_statements import make as said
from tests.participation.directory import make as directory
from tests.participation.groups import make as groups
from tests.participation.opportunities.make import open_session
from tests.participation.quotations import make as quotations
from tests.reference.letters import make as letters
from tests.register.sections import make as costs
from tests.resourcing.funding_pots import make as pots
from tests.resourcing.rate_card import make as rates
from tests.resourcing.requests import make as partner_requests
from tests.reviews.make import stand_in

COMMENT_LINK = "c" * 43
TOLD_WITHOUT_FILE = (
    ImportState.CHECKING,
    ImportState.TAKING,
    ImportState.DONE,
    ImportState.UNDONE,
    ImportState.GIVEN_UP,
)
READ_BY_OTHERS = (Status.SUBMITTED, Status.PUBLISHED, Status.WITHDRAWN)


@dataclass(frozen=True)
class World:
    """The values that stand for the parts of addresses."""

    FILLED: dict[str, list[object]]

    def with_few_entries(self) -> "World":
        """Return a world that is enough for the mistakes in a form, which are alike for all."""
        slugs = self.FILLED["slug"]
        records = self.FILLED["record_slug"][:2]
        few = {"slug": [slugs[0], self.FILLED["other"][0]], "record_slug": records}
        return World({**self.FILLED, **few})

    def beside(self, more: dict[str, list[object]]) -> "World":
        """Return a world with these values as well."""
        return World({**self.FILLED, **{n: [*self.FILLED[n], *more[n]] for n in more}})

    def addresses(self, app: Flask, rule: Rule) -> Iterator[str]:
        names = sorted(rule.arguments)
        for values in product(*(self.values(rule, name) for name in names)):
            given: dict[str, Any] = dict(zip(names, values, strict=True))
            with app.test_request_context():
                yield app.url_for(rule.endpoint, **given)

    def values(self, rule: Rule, name: str) -> list[object]:
        given: Any = getattr(rule._converters[name], "items", None)
        known = sorted(given) if given else self.FILLED.get(name)
        assert known, f"{rule} has <{name}>, which FILLED in {__name__} does not know. Add it there"
        return known


def world(role: Role) -> tuple[World, Any]:
    """Make a place, entries in every state, lists, people and links, and somebody to look."""
    make.keep(Partnership(name="«P»", partnership="«T»", register_name="«R»", contact_phone="0"))
    who = None if role is Role.VISITOR else make.person(role=role, name="«me»")
    terms = [make.term(listing, label="«term»") for listing in ListKind]
    own = [entry(who, status) for status in Status] if who else []
    others = [entry(make.person(name="«other»"), each) for each in READ_BY_OTHERS]

    entries = [*own, *others, planned(make.person(name="«other»"))]
    ratings = [make.rating(e) for e in entries if e.status in {Status.PUBLISHED, Status.DRAFT}]
    argue(entries)
    asked = [make.resident_round(e) for e in entries if e.status is Status.PUBLISHED]
    for asking in asked:
        make.resident_answers(asking, *["y333333"] * 5, remark="«remark»")
    for asking in asked[1:]:
        make.release_round(asking)
    sheet = collecting(others[1], who)
    challenges = asked_about(ratings)
    make.wording(effective=clock.today(), Q1="«question»")
    make.wording(Q2="«question»")
    people = [make.person(role=each, name="«someone»") for each in Role if each is not Role.VISITOR]
    told = outcomes(next(e for e in entries if e.status is Status.PUBLISHED))
    draft = board_pack(who, next(t for t in terms if t.listing is ListKind.BOARD))
    filled: dict[str, list[object]] = {
        "slug": [e.slug for e in entries],
        "decision": [d.slug for d in decisions(who, entries)],
        "letter_key": [reword_letter(), "accounts.users.sign-in"],
        "term_id": [t.id for t in terms],
        "person_id": [p.id for p in people],
        "rating_id": [r.id for r in ratings],
        "quick_pass_id": [make.quick_pass(e).id for e in entries if e.status is Status.PUBLISHED],
        "token": [
            *links(),
            *following(others[1]),
            *calendar_links(who),
            *group_links(),
            *connector_links(terms),
            COMMENT_LINK,
            get_suggestion_token(suggestion := make_suggestion(who, entries)),
            "0" * 40,
            *(each.key for each in asked),
            *told["survey"],
            *(signing := leader_life()).pop("token"),
        ],
        "quotation_id": [1],
        "claim_id": [1],
        "version_id": versions(others[1]),
        "request_id": [request(others[1]).id],
        "open_id": [open_session(others[1]).id],
        "contact_id": [make.keep(save_request(others[1], ContactReason.TAKE_PART)).id],
        "statement_id": [1],
        "consent_id": [1],
        "round_id": list(dict.fromkeys([*(each.id for each in asked), sheet.round_id])),
        "sheet_id": [sheet.id],
        "remark_id": [1],
        "challenge_id": [c.id for c in challenges],
        "code": ["bn"],
        "link_id": link_ids(),
        "domain_id": [1],
        "number": [1],
        "thing_id": [others[1].id],
        "join_id": [make_join(who, entries)],
        "removal_id": [taken_out(others[1])],
        "suggestion_id": [suggestion.id],
        "follow_id": [1],
        "session_id": [1],
        "message_id": [stuck_mail()],
        "version": [1, 2],
        "meaning_id": [make.meaning("«ppg»", "«group»").id],
        "other": [others[1].slug],
        "held_id": [1],
        "co_owner_id": [1],
        "invitation_id": [1],
        "record_slug": (about := lessons(who, others[1])),
        "about": [others[1].slug, about[0]],
        "signature_id": [make.signature(about[0], words="«words»").id],
        "mark_id": [1],
        "collection_slug": [
            make.collection(f"/stories/{others[1].slug}", f"/learning/{about[0]}").slug
        ],
        "insight_id": feedback(terms),
        **reports(),
        **campaigns(),
        **deep_dives(),
        "name": [*sorted(library.make_files())],
        "poll": polls(),
        "file_id": [make_feedback.counted_file(people[-1]).id],
        "cluster_id": [make_themes.cluster().id],
        "decision_id": [make.gate_decision(others[1]).id],
        "adoption_id": adoptions(who, others[1]),
        **told,
        "kind": ["entry"],
        "comment_id": comment_ids(who, others[1]),
        "rate_id": [taking(entries, terms)],
        "pot_id": [(given := pot_given(others[1])).pot_id],
        "giving_id": [given.id],
        "resource_id": requested(terms, others[1]),
        "quarter": [str(get_last_whole_quarter(clock.today())).lower()],
        "promise_id": promises(others[1]),
        "connector": ["group"],
        "spotlight_id": [spotlight_of(others[1])],
        "pack": [draft.slug, packs.frozen(draft.board, title="«frozen»").slug],
        "ask_id": [draft.asks[0].id],
        **board_life(who, draft.board_id),
        **signing,
        **indicator_life(others[1], given.pot_id),
        "stand_in_id": [stand_in(make.person(role=Role.LAY_MEMBER)).id],
        "motif": [Motif.GROUP],
        "seed": ["1f2e3d4c"],
        "size": ["small"],
        "import_id": [make.sheet_import(people[-1], state).id for state in TOLD_WITHOUT_FILE],
    }
    return World({**filled, "review_id": review_ids()}), who


def reword_letter() -> str:
    """Give one kind of letter other words in two languages."""
    email = build_published_email("«title»")
    return letters.reword(email, email.subject, en="«words»", so="«words»")


def board_pack(who: Any, board: Any) -> Any:
    """Write a draft with an ask, which whoever looks may read if they have an account."""
    draft = packs.pack(board, title="«draft»")
    packs.ask(draft, title="«ask»", reason="«why»")
    if who is not None:
        packs.name_reader(draft, who)
    return draft


def board_life(who: Any, term_id: int) -> dict[str, list[object]]:
    """Make a board whose meetings whoever looks may read, and a meeting for members alone."""
    board = meetings.group(name="«board»", purpose="«why»", roles=("«role»",), term_id=term_id)
    member = meetings.seat(board, who or make.person(name="«member»"))
    public = meetings.meeting(board, place="«where»", is_public=True)
    private = meetings.meeting(board, place="«where»", days=20)
    return {
        "group": [board.slug],
        "member_id": [member.id],
        "meeting_id": [public.id, private.id],
        "action_id": (done := actions_of(board)),
        **chain_of(board),
        "note_id": notes_of(board, who, public, done[-1]),
        "item_id": [1, *items_of(board, public, done[-1])],
    }


def spotlight_of(activity: Any) -> int:
    """Nominate an activity, and put it in the spotlight with a film."""
    spotlights.nominate(activity, reason="«reason»")
    meeting = meetings.meeting(meetings.group(name="«another board»"), is_public=True)
    made = spotlights.spotlight(
        activity,
        meeting,
        lead="«lead»",
        title="«title»",
        words="«words»",
        film_link="https://example.org/film",
        film_words="«film»",
    )
    spotlights.nominate(activity, reason="«reason»")
    session.execute(update(PlanItem).where(PlanItem.is_spotlight).values(title="«Spotlight»"))
    return made.id


def notes_of(board: Any, who: Any, meeting: Any, action_id: object) -> list[object]:
    """Write an idea that is answered and public, one of whoever looks that waits, and a late one.

    What is hidden comes last: those who may not read it find the one that everybody may.
    """
    public = notes.note(board, words="«words»", meeting_id=meeting.id, may_be_public=True)
    notes.answer(public, words="«answer»", action_id=action_id)
    notes.show(public)
    declined = notes.decline(notes.note(board, words="«seen»", may_be_public=True), "«why»")
    own = notes.note(board, who, words="«own»")
    return [public.id, own.id, declined.id, notes.late(board, words="«late»").id]


def indicator_life(about: Any, pot_id: int) -> dict[str, list[object]]:
    """Make an indicator with all that it can have, and one that nobody has counted."""
    words = ("title", "collection", "goal", "definition", "source", "owner", "narrative")
    said = {name: f"«{name}»" for name in words}
    empty = indicators.indicator(**said)
    made = indicators.indicator(**said, source_link="https://example.org/source")
    place, day = make.term(label="«place»"), clock.today() + timedelta(days=9)
    for number, period in ((870, indicators.Q1), (998, indicators.Q2), (880, indicators.Q3)):
        made = indicators.counted(made, number, 1000, period, note="«note»")
    made = indicators.counted(made, 400, 500, place_id=place.id)
    whole = indicators.target(made, why="«why»")
    local = indicators.target(made, place_id=place.id)
    review = {"decided_by": "«role»", "reason": "«reason»", "review_on": day}
    indicators.review(made, whole, decision=ReviewDecision.KEEP, **review)
    made = indicators.gap(made, missing="«missing»", plan="«plan»")
    indicators.link(made, about, "«how»")
    choose_pots(make.curator(), made, [pot_id])
    session.commit()
    return {
        "indicator": [empty.slug, made.slug],
        "value_id": [made.values[-1].id],
        "target_id": [local.id],
        "gap_id": [made.gaps[0].id],
        "indicator_link_id": [link.id for link in list_links(made)],
    }


def chain_of(board: Any) -> dict[str, list[object]]:
    """Make a chain with a link of each stage."""
    made = chains.chain(board, title="«chain»", purpose="«purpose»")
    for stage in ChainStage:
        words = {"title": "«link»", "words": "«words»", "address": "/stories"}
        chains.link(made, stage, **words, approved_by="«role»")
    return {"chain": [made.slug], "chain_link_id": [made.links[0].id]}


def items_of(board: Any, meeting: Any, action_id: object) -> list[object]:
    """Plan an item that became an action, one for members alone, and one that waits."""
    words = {"title": "«item»", "lead": "«lead»", "details": "«details»"}
    addresses = (f"/board/actions/{action_id}",)
    public = plan.item(board, **words, meeting_id=meeting.id, addresses=addresses, is_public=True)
    plan.outcome(public, "«outcome»", *addresses)
    private = plan.item(board, **words, meeting_id=meeting.id, minutes=200)
    return [public.id, private.id, plan.item(board, **words, is_spotlight=True).id]


def actions_of(board: Any) -> list[object]:
    """Make an action that is late, with steps, and one that was moved and is done."""
    words = {"title": "«action»", "details": "«details»", "lead": "«lead»"}
    late = actions.late(board, **words, steps=("«step»",), source_words="«source»")
    done = actions.action(board, **words, source=ActionSource.CHALLENGE, challenge=Challenge.C1)
    actions.move(done, due=done.due + timedelta(days=9), reason="«why»")
    actions.finish(done, evidence="«evidence»", evidence_link="/stories")
    return [late.id, done.id]


def leader_life() -> dict[str, list[object]]:
    """Make a leader who signed an action and a statement, one who was asked, and a lead."""
    role = leaders.role(name="«leader»", powers=leaders.powers(budget=NO_MONEY))
    board = meetings.group(name="«board of leaders»")
    about = leaders.action_subject(action := actions.action(board, title="«action»", lead="«lead»"))
    signed = leaders.signed(role, about)
    leaders.signed(role, statement="«statement»")
    declined = SignatureAnswer.DECLINED
    leaders.signed(role, statement="«statement»", answer=declined, reason="«why»")
    token = leaders.link(leaders.role(name="«leader»"), about)
    return {
        "token": [token, actions.lead_link(action)],
        "leader": [role.slug],
        "leader_signature_id": [signed.id],
    }


def review_ids() -> list[object]:
    """Return one review of each kind that something here waits for."""
    session.flush()
    newest = select(func.max(Review.id)).group_by(Review.kind)
    return [each for each in session.scalars(newest) if each]


def collecting(about: Any, who: Any) -> Any:
    """Give out codes for a round that is open: to whoever looks, if they have an account."""
    asking = find_open_round(about) or make.resident_round(about, round=Round.MIDPOINT)
    return make.code_sheet(asking, holder=who and who.actor)


def taking(entries: list[Any], terms: list[Any]) -> int:
    """Let entries say what they take, and make a rate to cost more with."""
    partner = next(each for each in terms if each.listing is ListKind.ORGANISATION)
    for each in entries:
        whole = get_activity(SYSTEM, each.slug)
        costs.costs(whole, costs.full_cost(partner.id, after="«after»", note="«note»"))
    return rates.rate(name="«rate»", source="«source»").id


def pot_given(about: Any) -> Any:
    """Make a pot with a decision about an entry, and one that was taken back."""
    shares = {axis: (Share("«share»", 833_000_00),) for axis in Axis}
    said = {"name": "«pot»", "decided_by": "«board»", "principles": "«principles»"}
    made = pots.pot(shares=shares, **said)
    told = {"what": "«what»", "decided_by": "«post»", "decided_with": "«who»", "to_name": "«club»"}
    given = {**told, "shares": dict.fromkeys(Axis, "«share»"), "activity_id": about.id}
    pots.give_and_take_back(made, "«reason»", **given)
    return pots.giving(made, **given)


def requested(terms: list[Any], about: Any) -> list[object]:
    """Ask a partner for something that was agreed in part, and for something that is not public."""
    partner = next(each for each in terms if each.listing is ListKind.ORGANISATION)
    words = {"purpose": "«purpose»", "details": "«details»", "activity_id": about.id}
    made = partner_requests.request(partner, **words)
    less = partner_requests.terms(Given(posts_tenths=2), until=60)
    partner_requests.answer(made, RequestState.PARTLY, less, "«why»")
    partner_requests.record(made)
    return [made.id, partner_requests.agreed(partner, **words, is_public=False).id]


def promises(about: Any) -> list[object]:
    """Make a promise that readers see, one that nobody has read, and one that was sent back."""
    said = {"request": "«asked»", "words": "«w»", "source_words": "«s»", "post": "«p»"}
    back = unread(about, **said)
    send_back_step(make.curator(), back, "«why»", seen=back.newest.id)
    session.commit()
    return [promise(about, **said).id, unread(about, **said).id, back.id]


def versions(entry: Any) -> list[object]:
    return [format_of(entry, kind).id for kind in FormatKind]


def group_links() -> list[str]:
    """Return the links of a group that was asked and of somebody who agreed to be shown."""
    about = groups.name_group(entry(make.person(name="«other»"), Status.PUBLISHED))
    groups.claim(about)
    groups.spoken(about)
    quoting = entry(make.person(name="«other»"), Status.PUBLISHED, story=quotations.STORY)
    return [groups.asked(about), groups.consent(about).key, quotations.asked(quoting)]


def connector_links(terms: list[Any]) -> list[str]:
    """Make a group of the directory, named «group», that sent changes by its link."""
    texts = {"about": "«about»", "how_to_ask": "«how»", "capacity": "«capacity»"}
    listed = tuple(t.id for t in terms if t.listing in CONNECTOR_LISTS.values())
    made = directory.connector(
        name="«group»",
        words=directory.words(term_ids=listed, **texts),
        consent=directory.consent(how="«consent»"),
    )
    token = directory.link(made)
    directory.change(made, term_ids=listed, about="«other words»")
    return [token]


def argue(entries: list[Any]) -> None:
    """Let teams and curators say something about a challenge, a team keep a word and ask to go."""
    for each in (e for e in entries if e.status is Status.PUBLISHED):
        request_removal(make.owner(each), each, "«reason»", hides_title=True)
        make.word_justification(each, Word.CO_PRODUCTION, "«why»")
        make.claim(each, Challenge.C1, 3, reason="«why»", link="https://example.org/x")
        make.judgement(each, Challenge.C1, 3, reason="«why»")


def decisions(who: Any, entries: list[Any]) -> list[Any]:
    """Make a draft, a mismatch signed by others and linked, checked and with a part held back."""
    maker = who if who and who.role.rank >= Role.TEAM_MEMBER.rank else make.person(name="«maker»")
    draft = make.decision(by=maker, sign=False)
    choice: dict[str, Any] = {"chosen": ChosenLevel.INFORM, "way_out": WayOut.LOWER_LEVEL}
    made = make.decision(by=maker, answers=make.CLOSURE, **choice)
    curator = make.person(role=Role.CURATOR, name="«curator»").actor
    for each in entries:
        if each.status not in GONE:
            link_activity(curator, made, each)
    hold_back(curator, made, (HoldablePart.SET_ASIDE,), "«sensitive»")
    record_addition(curator, made, Addition(AdditionKind.CHECK, "«checked»", PromiseVerdict.PARTLY))
    session.commit()
    return [draft, made]


def asked_about(ratings: list[Rating]) -> list[AnswerChallenge]:
    """Doubt an answer of each entry that is public, with and without a reply."""
    public = [r for r in ratings if r.activity.status is Status.PUBLISHED]
    unfit = [
        make.rating_with_unfit_answer(e)
        for e in [entry(make.person(name="«other»"), Status.PUBLISHED)]
    ]
    asked = [make.answer_query(r, replied=n > 0) for n, r in enumerate([*public, *unfit])]
    return [*asked, *(make.answer_query(r, Question.Q1) for r in public[:1])]


def entry(owner: Any, status: Status, **parts: Any) -> Any:
    given = {
        "naming": Naming("«title»"),
        "telling": Telling("«co-produced summary»"),
        "leading": Leading(led_by_name="«leader»"),
        "placing": Placing(place_words="«where»"),
        "timing": Timing(started=PartialDate(2026, 1)),
        "promising": PromiseStatement(rungs=(Rung.CO_PRODUCTION, Rung.INFORMING)),
    }
    return make.activity(owner=owner, status=status, **{**given, **parts})


def planned(owner: Any) -> Any:
    """Make an entry that is approved for a day."""
    made = entry(owner, Status.SUBMITTED)
    plan_publication(make.curator(), made, clock.today() + timedelta(days=5))
    session.commit()
    return made


def make_join(who: Any, entries: list[Any]) -> int:
    """Let somebody ask to join the team of whoever looks, if they have an account."""
    public = (each for each in entries if each.status is Status.PUBLISHED)
    about = next(each for each in public if who is None or each.owner_id == who.id)
    asker = make.person(name="«asker»")
    made = request_to_join(asker.actor, about, "«words»")
    session.commit()
    return made.id


def make_suggestion(who: Any, entries: list[Any]) -> EditSuggestion:
    """Let a visitor suggest words to whoever looks, if they have an account."""
    public = (each for each in entries if each.status is Status.PUBLISHED)
    about = next(each for each in public if who is None or each.owner_id == who.id)
    made = make.suggestion(about, words="«words»", reason="«why»", thanks="«thanks»")
    session.commit()
    return made


def lessons(who: Any, about: Any) -> list[Any]:
    """Make learning records of one's own in every state, and those of others that one may meet."""
    said = {"tried": "«tried»", "happened": "«happened»", "next_team": "«lesson»", "team": "«team»"}
    states = [s for s in Status if s is not Status.ARCHIVED]
    own = [make.record(writer=who, status=s, **said) for s in states] if who else []
    about_entry = {**said, "activity_id": about.id}
    others = [make.record(status=s, **about_entry) for s in READ_BY_OTHERS]
    return [each.slug for each in [others[1], *own, others[0], others[2]]]


def adoptions(who: Any, source: Any) -> list[object]:
    """Let others, and whoever looks, make entries from one, and say how it went."""
    told = {
        "telling": Telling("«summary»"),
        "leading": Leading(led_by_name="«leader»"),
        "placing": Placing(place_words="«where»"),
    }
    by = [make.person(name="«other»"), *([who] if who else [])]
    made = [make.adoption(source, owner=each, status=Status.PUBLISHED, told=told) for each in by]
    return [make.answered_how(each).id for each in made]


def feedback(terms: list[Any]) -> list[object]:
    """Write down what people told about the first place: public, changed, and private."""
    place = next(term for term in terms if term.listing is ListKind.LOCALITY)
    service = next(term for term in terms if term.listing is ListKind.SERVICE)
    shown = make_feedback.insight(60, 10, 30, locality_id=place.id, method="«method»")
    make_feedback.changed(shown)
    make_feedback.insight(30, 10, 60, service_id=service.id)
    make_feedback.insight(60, 10, 30, back=3, service_id=service.id)
    return [shown.id, make_feedback.insight(2, 1, 2, theme=Theme.WAITING, is_public=False).id]


def campaigns() -> dict[str, list[object]]:
    """Add a campaign that everybody reads, and a draft."""
    public = make_campaigns.campaign(name="«campaign»", heard="«heard»", came_of="«came of it»")
    held = make_campaigns.campaign(name="«held campaign»", is_public=False)
    return {"campaign": [public.slug, held.slug]}


def reports() -> dict[str, list[object]]:
    """Add a report that everybody reads, with a reply, and one that no curator has read yet."""
    address = "https://example.org/x"
    public = make_reports.report(title="«report»", method="«method»", former_addresses=(address,))
    held = make_reports.report(title="«held report»", is_public=False)
    return {
        "report": [public.slug, held.slug],
        "recommendation_id": [public.recommendations[0].id],
    }


def deep_dives() -> dict[str, list[object]]:
    """Keep a question that everybody reads, and one that only curators see."""
    public = make_deep_dives.deep_dive(title="«closer look»")
    held = make_deep_dives.deep_dive(title="«held closer look»", is_public=False)
    return {"deep_dive": [public.slug, held.slug]}


def polls() -> list[object]:
    """Keep statements with votes that everybody reads, and some that only curators see."""
    public = make_polls.poll(question="«question»", words="«statement»")
    return [public.slug, make_polls.poll(question="«held question»", is_public=False).slug]


def outcomes(entry: Any) -> dict[str, list[object]]:
    """Let a public entry link statements, tell results and who took part, and ask with a survey."""
    statements = said.framework()
    curator, first = make.curator(), statements[0].id
    aims = [said.aim(entry), said.aim(entry, kind=Claimed.RESIDENTS_SAY_IT_HELPED)]
    wording.publish_link(curator, entry, aims[1])
    whole, half = CountsRow(first, said.counts(40, 0, 40)), said.counts(20, 0, 20)
    groups = CountsRow(first, half, "«group»"), CountsRow(first, half, "«others»")
    waves = [
        said.results(entry, whole, *groups, grouped_by="«by»"),
        said.results(entry, whole, moment=Moment.AFTER, surveyed_on=PartialDate(2026, 4)),
        said.results(None, whole),
        said.results(entry, whole, state=WaveState.SENT, surveyed_on=PartialDate(2026, 5)),
    ]
    survey = said.survey(entry, *statements)
    wording.begin_version(curator)
    numbers = {"bangladeshi": 40, "arab": 0, "write_in:«name»": 10, "not_asked": 10}
    taking_part.enter_totals(make.owner(entry), entry, Trait.ETHNIC_GROUP, numbers)
    taking_part.enter_totals(make.owner(entry), entry, Trait.SEX, {"female": 3, "male": 20})
    session.commit()
    return {
        "statement": [each.key for each in statements],
        "aim_id": [each.id for each in aims],
        "wave_id": [*(each.id for each in waves), survey.wave_id],
        "survey": [survey.key],
    }


def taken_out(about: Any) -> int:
    """Take something out of an entry, as a curator does."""
    removal = Removal(
        kind=Removing.WORDS,
        subject=RemovalSubject.ACTIVITY,
        subject_id=about.id,
        reason="«reason»",
        marker="(«marker»)",
        places=[
            RemovalPlace(table_name="comment", row_id=1, column_name="body", kind=Removing.WORDS)
        ],
    )
    return make.keep(removal).id


def comment_ids(who: Any, about: Any) -> list[object]:
    """Write comments of every fate on an entry of somebody else, and one of the reader's own."""
    kept = [make.comment(about, "«comment»", outcome=outcome) for outcome in (None, *Outcome)]
    kept.append(make.comment(about, "«comment»", token=COMMENT_LINK, outcome=Outcome.DECLINE))
    appealed = make.comment(about, "«comment»", outcome=Outcome.EDIT)
    moderation.appeal_decision(VISITOR, appealed, "«why»")
    own = [make.comment(about, "«comment»", by=who, outcome=Outcome.REWORD)] if who else []
    session.commit()
    return [each.id for each in (*kept, appealed, *own)]


def following(entry: Any) -> list[str]:
    """Let somebody follow an entry and a search, and wait for a yes to one of them."""
    make.term(ListKind.LOCALITY, key="followed", label="«bow»")
    one = follower(entry=entry.id)
    wish = FollowRequest(Frequency.AT_ONCE, search="q=%C2%ABwords%C2%BB&locality=followed")
    follows.add_follow(one, wish)
    session.commit()
    return [get_follower_token(one)]


def calendar_links(who: Any) -> list[str]:
    """Give whoever looks a private address of their calendar, if they may have one."""
    if who is None or not who.actor.is_at_least(Role.CURATOR):
        return []
    link = create_private_link()
    make_address(who.actor, link)
    session.commit()
    return [link.token]


def stuck_mail() -> int:
    message = mail.add_to_outbox("«address»", "«subject»", "«text»")
    message.error = "«error»"
    return make.keep(message).id


def link_ids() -> list[object]:
    return [session.scalars(select(Link.id).order_by(Link.id)).first()]


def links() -> list[str]:
    """Ask for a link of every kind that is e-mailed, and read it out of the letter."""
    make.person(email="known@example.org", name="«known»")
    asked = {"name": "«new»", "next": "/", "role": Role.CURATOR.value, "organisation_id": None}
    sent = [
        accounts.ask_for_link(accounts.LinkRequest(purpose, email, dict(asked)))
        for purpose, email in product(Purpose, ("known@example.org", "new@example.org"))
    ]
    session.commit()
    return [mailing.token for mailing in sent if mailing.token]


def rules(app: Flask, method: str) -> list[Rule]:
    return [r for r in app.url_map.iter_rules() if method in (r.methods or ())]
