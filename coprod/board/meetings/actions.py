"""Keeping boards, who sits on them, and their meetings. Only curators do."""

from coprod.board.meetings import policies, queries, rules
from coprod.board.meetings.enums import MemberKind
from coprod.board.meetings.models import BoardGroup, BoardMember, Meeting
from coprod.board.meetings.rules import GroupDraft, MeetingDraft
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import add_if_absent
from coprod.core.database import choose_slug, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_term_of_list


def add_group(actor: Actor, draft: GroupDraft) -> BoardGroup:
    require(policies.can_keep_groups(actor))
    group = BoardGroup(slug=choose_slug(BoardGroup.slug, draft.name, {"new"}))
    set_group(group, draft)
    session.add(group)
    session.flush()
    record_event(actor, "added a board", group, is_public=True)
    return group


def change_group(actor: Actor, group: BoardGroup, draft: GroupDraft, *, seen: int) -> None:
    """Change what a board is called and does. Its address stays."""
    require(policies.can_keep_groups(actor))
    require(seen == group.version, ConflictError)
    set_group(group, draft)
    group.version += 1
    session.flush()
    record_event(actor, "changed a board", group, is_public=True)


def set_group(group: BoardGroup, draft: GroupDraft) -> None:
    rules.check_group(draft)
    check_term(group, draft.term_id)
    for name in ("name", "kind", "purpose", "papers_days", "answer_days", "term_id"):
        setattr(group, name, getattr(draft, name))
    group.roles = list(draft.roles)


def check_term(group: BoardGroup, term_id: int | None) -> None:
    """Let each line in the list of boards stand for one board alone."""
    if term_id is None:
        return
    get_term_of_list(ListKind.BOARD, term_id)
    other = queries.find_group_of_term(term_id)
    if other is not None and other.id != group.id:
        message = N_("“%(name)s” has this line of the list already", name=other.name)
        raise RuleBrokenError(message, field="term_id")


def add_member(actor: Actor, group: BoardGroup, person_id: int, kind: MemberKind) -> None:
    """Let somebody with an account read what is for members of a board."""
    require(policies.can_keep_groups(actor))
    if person_id not in {each.id for each in queries.list_possible_members(group)}:
        raise RuleBrokenError(N_("Choose somebody from the list"), field="person_id")
    add_if_absent(BoardMember(group_id=group.id, person_id=person_id, kind=kind))
    record_event(actor, "seated a member", group, person=person_id, kind=kind)


def remove_member(actor: Actor, group: BoardGroup, member_id: int) -> None:
    require(policies.can_keep_groups(actor))
    members = {each.id: each for each in queries.list_members(group)}
    member = require_found(members.get(member_id))
    session.delete(member)
    record_event(actor, "unseated a member", group, person=member.person_id)


def plan_meeting(actor: Actor, group: BoardGroup, draft: MeetingDraft) -> Meeting:
    require(policies.can_keep_groups(actor))
    meeting = Meeting(group_id=group.id, group=group)
    set_meeting(meeting, draft)
    session.add(meeting)
    session.flush()
    record_event(actor, "planned a meeting", meeting, is_public=meeting.is_public)
    return meeting


def change_meeting(actor: Actor, meeting: Meeting, draft: MeetingDraft, *, seen: int) -> None:
    require(policies.can_keep_groups(actor))
    require(seen == meeting.version, ConflictError)
    if meeting.cancelled_at:
        raise RuleBrokenError(N_("It was called off. Plan another one"))
    set_meeting(meeting, draft)
    meeting.version += 1
    session.flush()
    record_event(actor, "changed a meeting", meeting, is_public=meeting.is_public)


def set_meeting(meeting: Meeting, draft: MeetingDraft) -> None:
    rules.check_meeting(draft, clock.today())
    meeting.starts_at, meeting.ends_at = draft.starts_at, draft.ends_at
    meeting.place, meeting.is_public = draft.place, draft.is_public
    meeting.papers_on = rules.find_papers_day(draft, meeting.group.papers_days)


def call_off_meeting(actor: Actor, meeting: Meeting) -> None:
    """Say that it will not be. It stays in sight, so that nobody comes in vain."""
    require(policies.can_keep_groups(actor))
    if meeting.cancelled_at is None:
        meeting.cancelled_at = clock.now()
        meeting.version += 1
        session.flush()
        record_event(actor, "called off a meeting", meeting, is_public=meeting.is_public)
