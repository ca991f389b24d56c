"""Making boards up by the actions that people use, each on its day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coprod.board.action_plan import actions as action_plan
from coprod.board.action_plan.models import BoardAction
from coprod.board.action_plan.queries import list_actions
from coprod.board.action_plan.rules import ActionDraft, UpdateDraft
from coprod.board.chains import actions as chains
from coprod.board.chains.rules import ChainDraft
from coprod.board.forward_plan import actions as forward_plan
from coprod.board.indicators import actions as indicators
from coprod.board.indicators.models import BoardIndicator
from coprod.board.indicators.queries import list_pot_choices
from coprod.board.indicators.rules import ValueDraft
from coprod.board.leaders import actions as leaders
from coprod.board.leaders.enums import SignatureAnswer, SignedKind
from coprod.board.leaders.models import LeaderRole
from coprod.board.leaders.queries import SignedSubject, find_by_token, find_subject
from coprod.board.leaders.rules import RoleDraft, SigningDraft
from coprod.board.meetings import actions as meetings
from coprod.board.meetings.enums import MemberKind
from coprod.board.meetings.models import BoardGroup, Meeting
from coprod.board.meetings.rules import GroupDraft
from coprod.board.member_notes import actions as member_notes
from coprod.board.member_notes.rules import AnswerDraft, NoteDraft
from coprod.board.spotlights.actions import choose_spotlight, nominate
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import require_found
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.demo.boards.rules import (
    MadeUpAction,
    MadeUpBoard,
    MadeUpChain,
    MadeUpIndicator,
    MadeUpItem,
    MadeUpLeader,
    MadeUpNote,
    MadeUpSignature,
    MadeUpSpotlight,
)
from coprod.demo.examples.actions import pretend_day
from coprod.demo.examples.queries import get_example_activity
from coprod.demo.examples.rules import Cast
from coprod.engagement.commitments.queries import list_for_activity
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term


def make_boards(cast: Cast, boards: Iterable[MadeUpBoard]) -> None:
    for made_up in boards:
        with pretend_day(made_up.day):
            group = make_group(cast, made_up)
            planned = [
                meetings.plan_meeting(cast.curator, group, each) for each in made_up.meetings
            ]
        for item in made_up.items:
            make_item(cast, group, planned, item, made_up)
        made = [make_action(cast, group, action) for action in made_up.actions]
        for leader in made_up.leaders:
            make_leader(cast, leader, made)
        for chain in made_up.chains:
            make_chain(cast, group, chain)
        make_voices(cast, group, planned, made_up)


def make_voices(
    cast: Cast, group: BoardGroup, planned: list[Meeting], made_up: MadeUpBoard
) -> None:
    """Let lay members advise the board, and residents nominate what it should look at."""
    for note in made_up.notes:
        make_note(cast, group, planned, note)
    for spotlight in made_up.spotlights:
        make_spotlight(cast, planned, spotlight)


def make_group(cast: Cast, made_up: MadeUpBoard) -> BoardGroup:
    """Set a board up, with a lay member who sits on it and a resident who shadows it."""
    term = find_term(ListKind.BOARD, made_up.term) if made_up.term else None
    draft = GroupDraft(
        name=made_up.name,
        kind=made_up.kind,
        purpose=made_up.purpose,
        roles=made_up.roles,
        papers_days=made_up.papers_days,
        term_id=term.id if term else None,
    )
    group = meetings.add_group(cast.curator, draft)
    meetings.add_member(cast.curator, group, cast.lay_member.require_id(), MemberKind.LAY_MEMBER)
    meetings.add_member(cast.curator, group, cast.resident.require_id(), MemberKind.SHADOW)
    return group


def make_item(
    cast: Cast, group: BoardGroup, planned: list[Meeting], made_up: MadeUpItem, board: MadeUpBoard
) -> None:
    meeting = planned[made_up.meeting - 1] if made_up.meeting else None
    addresses = tuple(f"/stories/{get_example_activity(key).slug}" for key in made_up.about)
    draft = replace(made_up.item, addresses=addresses, meeting_id=meeting.id if meeting else None)
    with pretend_day(board.day):
        item = forward_plan.plan_item(cast.curator, group, draft)
    if meeting and made_up.outcome:
        with pretend_day(meeting.day):
            forward_plan.record_outcome(cast.curator, item, made_up.outcome, (), seen=item.version)


def make_action(cast: Cast, group: BoardGroup, made_up: MadeUpAction) -> BoardAction:
    with pretend_day(made_up.day):
        draft = ActionDraft(
            group_id=group.id,
            title=made_up.title,
            source=made_up.source,
            lead=made_up.lead,
            lead_id=cast.team.require_id(),
            due=made_up.due,
            details=made_up.details,
            challenge=made_up.challenge,
            source_words=made_up.source_words,
            steps=made_up.steps,
        )
        action = action_plan.add_action(cast.curator, draft)
    for each in made_up.updates:
        percents = zip((step.id for step in action.steps), each.percents, strict=False)
        update = UpdateDraft(
            state=each.state,
            due=each.due or action.due,
            reason=each.reason,
            evidence=each.evidence,
            percents=dict(percents),
        )
        with pretend_day(each.day):
            action_plan.move_action(cast.curator, action, update, seen=action.version)
    return action


def make_note(cast: Cast, group: BoardGroup, planned: list[Meeting], made_up: MadeUpNote) -> None:
    """Let the lay member write; a curator reads it and answers on the day that the file says."""
    meeting = planned[made_up.meeting - 1] if made_up.meeting else None
    with pretend_day(made_up.day):
        draft = NoteDraft(
            kind=made_up.kind,
            words=made_up.words,
            meeting_id=meeting.id if meeting else None,
            may_be_public=made_up.is_public,
        )
        note = member_notes.write_note(cast.lay_member, group, draft)
        if made_up.is_public:
            member_notes.show_note(cast.curator, note)
    if made_up.answer and made_up.answered:
        titles = {each.title: each.id for each in list_actions(group)}
        answer = AnswerDraft(made_up.answer, made_up.answer_words, titles.get(made_up.action))
        with pretend_day(made_up.answered):
            member_notes.answer_idea(cast.curator, note, answer)


def make_leader(cast: Cast, made_up: MadeUpLeader, board_actions: list[BoardAction]) -> None:
    organisation = find_term(ListKind.ORGANISATION, made_up.organisation)
    draft = RoleDraft(
        name=made_up.name,
        organisation_id=organisation.id if organisation else None,
        powers=made_up.powers,
    )
    with pretend_day(made_up.day):
        role = leaders.add_role(cast.curator, draft)
    for each in made_up.signatures:
        subject = find_signed(each, board_actions)
        with pretend_day(each.day):
            sign(cast, role, subject, each)


def find_signed(made_up: MadeUpSignature, board_actions: list[BoardAction]) -> SignedSubject | None:
    if made_up.action is not None:
        return find_subject(SignedKind.ACTION, board_actions[made_up.action - 1].id)
    if not made_up.promise_of:
        return None
    activity = get_example_activity(made_up.promise_of)
    promise = list_for_activity(VISITOR, activity)[0]
    return find_subject(SignedKind.PROMISE, promise.id)


def sign(
    cast: Cast, role: LeaderRole, subject: SignedSubject | None, made_up: MadeUpSignature
) -> None:
    """Let a curator ask and the role sign by its link, on the same day."""
    token = leaders.ask_role(cast.curator, role, subject, made_up.statement)
    signature = require_found(find_by_token(token))
    text = subject.text if subject else signature.text
    draft = SigningDraft(SignatureAnswer.SIGNED, text.fingerprint, made_up.powers)
    leaders.answer_by_link(signature, draft)


def make_chain(cast: Cast, group: BoardGroup, made_up: MadeUpChain) -> None:
    draft = ChainDraft(title=made_up.title, group_id=group.id, purpose=made_up.purpose)
    chain = chains.begin_chain(cast.curator, draft)
    for each in made_up.links:
        slug = get_example_activity(each.about).slug if each.about else ""
        address = f"/stories/{slug}" if slug else ""
        chains.add_link(cast.curator, chain, replace(each.link, address=address))


def make_indicators(cast: Cast, made_up: Iterable[MadeUpIndicator]) -> None:
    for each in made_up:
        with pretend_day(each.day):
            indicator = indicators.add_indicator(cast.curator, each.draft)
        make_numbers(cast, indicator, each)
        with pretend_day(each.day):
            make_targets(cast, indicator, each)
            if each.gap:
                indicators.note_gap(cast.curator, indicator, each.gap)
        for key, why in each.links.items():
            indicators.link_activity(cast.curator, indicator, get_example_activity(key), why)
        pots = [key for key, name in list_pot_choices() if name in each.pots]
        indicators.choose_pots(cast.curator, indicator, pots)


def make_numbers(cast: Cast, indicator: BoardIndicator, made_up: MadeUpIndicator) -> None:
    drafts = list_values(made_up.quarters, None)
    for key, quarters in made_up.places.items():
        drafts += list_values(quarters, find_place(key))
    indicators.add_values(cast.curator, indicator, drafts)


def list_values(quarters: Sequence[Sequence[int]], place_id: int | None) -> list[ValueDraft]:
    """Return the numbers of so many quarters, up to the last whole one."""
    last = get_last_whole_quarter(clock.today())
    drafts = []
    for ago, (numerator, *denominator) in enumerate(reversed(quarters)):
        period = (last.back(ago).starts, last.back(ago).ends)
        drafts.append(ValueDraft(period, numerator, next(iter(denominator), None), place_id))
    return drafts


def make_targets(cast: Cast, indicator: BoardIndicator, made_up: MadeUpIndicator) -> None:
    for each in made_up.targets:
        place_id = find_place(each.place) if each.place else None
        draft = replace(each.draft, place_id=place_id)
        indicators.set_target(cast.curator, indicator, draft)


def find_place(key: str) -> int:
    term = find_term(ListKind.LOCALITY, key)
    return require_found(term).id


def make_spotlight(cast: Cast, planned: list[Meeting], made_up: MadeUpSpotlight) -> None:
    activity = get_example_activity(made_up.about)
    with pretend_day(made_up.day):
        nominate(cast.resident, activity, made_up.reason)
        if made_up.meeting and made_up.draft:
            draft = replace(made_up.draft, meeting_id=planned[made_up.meeting - 1].id)
            choose_spotlight(cast.curator, activity, draft)
