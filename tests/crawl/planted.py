"""A word of its own in every text that is held, declined, taken back or not read yet.

The walk of each role's pages looks for them: nobody finds one who may not read it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coprod.core.database import session
from coprod.core.keyring import create_private_link
from coprod.core.values.actor import VISITOR
from coprod.engagement.comments import actions as answers
from coprod.engagement.comments import actions as comments
from coprod.engagement.comments.actions import CommentDraft, OnBehalf, Submission
from coprod.engagement.comments.enums import Channel, CommentKind
from coprod.engagement.comments.queries import (
    ACTIVITY_SUBJECTS,
    DECISION_SUBJECTS,
    INSIGHT_SUBJECTS,
    LEARNING_RECORD_SUBJECTS,
)
from coprod.engagement.comments.rules import Subject
from coprod.engagement.commitments import actions as promises
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.rules import StepDraft
from coprod.engagement.moderation import actions as moderation
from coprod.engagement.moderation.enums import Outcome, ReportReason
from coprod.engagement.suggestions.actions import decline_suggestion
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.participation.groups import actions as involved
from coprod.participation.groups.enums import EndReason, Stance
from coprod.participation.groups.rules import GroupAnswer, OwnershipClaim
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Telling
from tests import make
from tests.crawl.world import entry
from tests.engagement.commitments.make import SAID, promise
from tests.intelligence.campaigns import make as campaigns
from tests.intelligence.deep_dives import make as deep_dives
from tests.intelligence.feedback import make as feedback
from tests.intelligence.reports import make as reports
from tests.intelligence.statements import make as polls
from tests.participation.groups import make as groups

BESIDE = "marmalade"
"""Stands beside every planted word: who searches for it does not type the word."""
SEARCHES = (
    *("/stories?q={}", "/api/search?q={}", "/api/entries?q={}"),
    *("/stories/feed.atom?q={}", "/learning?q={}"),
)
FOR_LAY_MEMBERS = {"appealed", "why appealed", "sent in"}
"""Lay members decide appeals, and advise on what was sent in."""
FATES = {
    "waiting": None,
    "sent back": Outcome.REWORD,
    "declined": Outcome.DECLINE,
    "passed on": Outcome.ELSEWHERE,
    "held": Outcome.HOLD,
    "before the edits": Outcome.EDIT,
}


SAYS: dict[str, Any] = {"source_words": "«source»", "post": "«role»"}


class Planted(dict[str, str]):
    """The words that nobody may find, by what they were planted in."""

    def word(self, where: str) -> str:
        self[where] = f"Zq{len(self):02}{''.join(each for each in where if each.isalpha())}"
        return f"«{self[where]} {BESIDE}»"


def plant(about: Any) -> tuple[Planted, dict[str, list[object]]]:
    planted = Planted()
    keys: list[int] = [*fates(planted, about), *around(planted, about), *elsewhere(planted)]
    kept: dict[str, list[object]] = {"comment_id": list(keys)}
    kept["promise_id"] = promised(planted, about)
    kept["slug"] = [about.slug, *entries(planted)]
    kept["report"] = [report(planted)]
    kept["campaign"] = [campaign(planted)]
    kept["deep_dive"] = [deep_dive(planted)]
    kept["poll"] = [poll(planted)]
    involve(planted, about)
    suggest(planted, about)
    session.commit()
    return planted, kept


def fates(planted: Planted, about: Any) -> Iterator[int]:
    """Let a comment meet each fate: straight away, and after readers have seen it."""
    for fate, outcome in FATES.items():
        yield make.comment(about, planted.word(fate), outcome=outcome).id
        if outcome:
            was_public = make.comment(about, planted.word(f"public, {fate}"))
            make.decide(was_public, about, Outcome.PUBLISH)
            make.decide(was_public, about, outcome)
            yield was_public.id
    taken_back = make.comment(about, planted.word("taken back"), outcome=Outcome.PUBLISH)
    comments.delete_own_comment(VISITOR, taken_back)
    changed = make.comment(about, planted.word("changed again"), outcome=Outcome.PUBLISH)
    comments.change_own_comment(VISITOR, changed, planted.word("the change"))
    yield from (taken_back.id, changed.id)


def around(planted: Planted, about: Any) -> Iterator[int]:
    """Plant what is said about comments: to their authors, to moderators, to curators."""
    told = make.comment(about, "«Fine»")
    make.decide(told, about, Outcome.EDIT, message_to_author=planted.word("told the author"))
    appealed = make.comment(about, planted.word("appealed"), outcome=Outcome.DECLINE)
    moderation.appeal_decision(VISITOR, appealed, planted.word("why appealed"))
    reported = make.comment(about, "«Fine too»", outcome=Outcome.PUBLISH)
    moderation.report_comment(VISITOR, reported, ReportReason.OTHER, planted.word("report"))
    behalf = OnBehalf(Channel.PHONE, planted.word("consent of a comment"))
    typed = make.comment(about, "«On the phone»", by=make.person(), on_behalf=behalf)
    make.decide(typed, about, Outcome.PUBLISH)
    asked = make.comment(about, "«Is there a lift?»", outcome=Outcome.PUBLISH)
    words = planted.word("unread answer")
    answer = answers.answer_comment(
        make.owner(about), ACTIVITY_SUBJECTS.build_subject(about), asked, words
    )
    yield from (told.id, appealed.id, reported.id, typed.id, asked.id, answer.id)


def suggest(planted: Planted, about: Any) -> None:
    """Plant words that readers suggest: some wait, some were declined."""
    made = [suggested(planted, about, each) for each in ("suggestion", "declined suggestion")]
    decline_suggestion(make.curator(), made[1], planted.word("why a suggestion was declined"))


def suggested(planted: Planted, about: Any, fate: str) -> EditSuggestion:
    return make.suggestion(
        about,
        words=planted.word(f"words of a {fate}"),
        reason=planted.word(f"reason of a {fate}"),
        thanks=planted.word(f"thanks of a {fate}"),
    )


def elsewhere(planted: Planted) -> Iterator[int]:
    """Plant comments that wait on a learning record, a decision and an insight."""
    parts: dict[str, Any] = {
        "tried": "«tried»",
        "happened": "«happened»",
        "next_team": "«lesson»",
        "team": "«team»",
    }
    lesson, decision = make.record(**parts), make.decision()
    insight = feedback.insight(60, 10, 30)
    named = (
        (LEARNING_RECORD_SUBJECTS, lesson.slug),
        (DECISION_SUBJECTS, decision.slug),
        (INSIGHT_SUBJECTS, str(insight.id)),
    )
    for kind, slug in named:
        found = kind.find_by_slug(VISITOR, slug)
        assert found is not None
        yield waiting_on(found, planted.word(f"on {kind.name}"))


def waiting_on(about: Subject, words: str) -> int:
    sending = Submission(create_private_link())
    return comments.write_comment(
        VISITOR, about, CommentDraft(CommentKind.IDEA, words), sending
    ).comment.id


def promised(planted: Planted, about: Any) -> list[object]:
    """Plant promises and what came of them, unread and sent back."""
    owner, curator = make.owner(about), make.curator()
    asked = planted.word("what was asked for")
    said = replace(SAID, words=planted.word("promise"), request=asked, **SAYS)
    unread = promises.make_promise(owner, about, said)
    read = {"words": "«words»", "request": "«asked»", **SAYS}
    moved, back = promise(about, **read), promise(about, **read)
    for each, where in ((moved, "proof"), (back, "proof sent back")):
        step = StepDraft(CommitmentState.MADE, "«Head of care»", proof=planted.word(where))
        promises.move_promise(owner, each, step, seen=each.newest.id)
    promises.send_back_step(curator, back, planted.word("why back"), seen=back.newest.id)
    return [unread.id, moved.id, back.id]


def entries(planted: Planted) -> list[object]:
    """Plant entries that are not public, and one that somebody’s consent took with it."""
    draft = named(planted.word("draft"), Status.DRAFT, planted.word("draft, told"))
    sent = named(planted.word("sent in"), Status.SUBMITTED)
    gone = named(planted.word("withdrawn"), Status.PUBLISHED, planted.word("withdrawn, told"))
    consent = groups.consent(gone, what=planted.word("story"), how=planted.word("how agreed"))
    make.comment(gone, planted.word("on what was withdrawn"), outcome=Outcome.PUBLISH)
    involved.end_consent(VISITOR, consent, EndReason.TAKEN_BACK)
    return [each.slug for each in (draft, sent, gone)]


def campaign(planted: Planted) -> str:
    """Plant a campaign that is a draft."""
    name, heard = planted.word("draft campaign"), planted.word("heard in a campaign")
    held = campaigns.campaign(is_public=False, name=name, heard=heard)
    held.slug = f"planted-{held.id}"
    return make.keep(held).slug


def report(planted: Planted) -> str:
    """Plant a report that no curator has read yet."""
    title, summary = planted.word("report not read"), planted.word("summary of a report")
    held = reports.report(is_public=False, recommends=False, title=title, summary=summary)
    held.slug = f"planted-{held.id}"
    return make.keep(held).slug


def deep_dive(planted: Planted) -> str:
    """Plant a kept question that only curators see."""
    title, narrative = planted.word("closer look not public"), planted.word("closer look")
    held = deep_dives.deep_dive(is_public=False, title=title, narrative=narrative)
    held.slug = f"planted-{held.id}"
    return make.keep(held).slug


def poll(planted: Planted) -> str:
    """Plant statements with votes that no curator has read yet."""
    question, words = planted.word("question of a poll"), planted.word("statement")
    held = polls.poll(is_public=False, question=question, words=words)
    held.slug = f"planted-{held.id}"
    return make.keep(held).slug


def named(title: str, status: Status, told: str = "«Told»") -> Any:
    """Make an entry whose address does not say what it is called."""
    parts = {"naming": Naming(title), "telling": Telling(told)}
    made = entry(make.person(name="«other»"), status, **parts)
    made.slug = f"planted-{made.id}"
    return make.keep(made)


def involve(planted: Planted, about: Any) -> None:
    groups.name_group(about)
    groups.spoken(about, GroupAnswer(Stance.DISPUTED, planted.word("words of a group")))
    said = GroupAnswer(Stance.DISPUTED, planted.word("claim of a group"))
    involved.claim_group(
        about, OwnershipClaim(groups.GROUP, said, planted.word("contact of a group"))
    )
    groups.consent(about, what=planted.word("a story"), for_what=planted.word("for what"))
