"""A secret word in every kind of text that is not public, for the tests of leaks."""

from typing import Any

from coprod.core.database import session as db
from coprod.core.values.actor import Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.records import actions as records
from coprod.decisions.records import rules as recording
from coprod.decisions.records.enums import HoldablePart
from coprod.engagement.comments.enums import CommentKind
from coprod.engagement.moderation.enums import Outcome as CommentOutcome
from coprod.learning.reader_responses import actions as readers
from coprod.learning.reader_responses.enums import Mark
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import LearningOutcome, TeamVisibility
from coprod.learning.records.queries import get_latest_part
from coprod.learning.records.queries import get_record as lesson
from coprod.learning.records.rules import RecordContext, ResidentAccount
from coprod.library.index.tasks import search_index
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Behalf, Naming, Placing, Story, Telling
from coprod.register.review import actions as curation
from coprod.register.sections import actions as sections
from coprod.register.sections.rules import CuratorNotes
from tests import make

UNSEEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
HIDDEN = (*UNSEEN, Status.WITHDRAWN)


class Secrets:
    """Words that no public text has, each with where it was planted."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def word(self, where: str) -> str:
        n = len(self.planted)
        made = f"zq{chr(97 + n // 26)}{chr(97 + n % 26)}secret"
        self.planted[made] = where
        return made

    def found_in(self, text: str) -> list[str]:
        low = text.lower()
        return [where for word, where in self.planted.items() if word in low]


def entries(secrets: Secrets, public: Activity) -> list[str]:
    """Plant what entries keep to themselves, and return the addresses of those not public."""
    slugs = []
    for status in HIDDEN:
        said = secrets.word(f"a {status} entry")
        title = "Gone" if status is Status.WITHDRAWN else f"{said} title"
        place = make.term(ListKind.LOCALITY, label="Nowhere else")
        given: dict[str, Any] = {"telling": Telling(said), "story": Story(said, said)}
        placing = Placing((place.id,))
        made = make.activity(status=status, naming=Naming(title), placing=placing, **given)
        slugs.append(made.slug)
    make.propose(public, Telling(secrets.word("a change that waits")))
    notes = CuratorNotes(secrets.word("notes for curators"))
    sections.write_parts(public, (notes,))
    make.comment(public, secrets.word("a comment that waits"))
    declined = secrets.word("a comment that was declined")
    make.comment(public, declined, kind=CommentKind.QUESTION, outcome=CommentOutcome.DECLINE)
    resident = make.person(role=Role.RESIDENT).actor
    words = secrets.word("words with a mark")
    readers.leave_mark(resident, public, Mark.USED, secret="s", words=words)
    make.gate_decision(public, reason=secrets.word("a decision on a stage that waits"))
    return slugs


def lineage(secrets: Secrets, public: Activity) -> list[str]:
    """Plant drafts and withdrawn entries in the family of a public one, and words that wait."""
    slugs = []
    for status in (Status.DRAFT, Status.SUBMITTED):
        words: dict[str, Any] = {
            name: secrets.word(f"{name} of a {status} child") for name in ("unchanged", "changed")
        }
        title = secrets.word(f"the title of a {status} child")
        made = make.adoption(public, status=status, title=title, **words)
        slugs.append(made.child.slug)
    gone = make.adoption(
        public, status=Status.PUBLISHED, unchanged=secrets.word("kept by what is gone")
    )
    slugs.append(gone.child.slug)
    make.withdraw(gone.child)
    child = make.adoption(public, status=Status.PUBLISHED, title="Made from it")
    make.answered_how(child, words=secrets.word("an answer that nobody has read"))
    return slugs


def lessons(secrets: Secrets, entry: Activity) -> list[str]:
    slugs = []
    for status in HIDDEN:
        said = secrets.word(f"a {status} record")
        told: dict[str, Any] = {"tried": said, "happened": said, "next_team": said}
        slugs.append(make.record(status=status, team=said, **told).slug)
    writer = make.person()
    public = make.record(writer=writer, next_team="Feed people first")
    waiting = RecordContext(where=secrets.word("a part of a record that waits"))
    seen = compute_fingerprint((get_latest_part(lesson(writer.actor, public.slug), RecordContext),))
    learning.change_part(writer.actor, lesson(writer.actor, public.slug), waiting, seen=seen)
    agreed = secrets.word("how residents agreed")
    account = ResidentAccount("We were heard", "Resident, Bow", agreed)
    learning.write_part(lesson(writer.actor, public.slug), account)
    make.signature(public.slug, words=secrets.word("the words of a signature that wait"))
    owner = db.get_one(type(writer), entry.owner_id)
    make.record(
        writer=owner,
        activity_id=entry.id,
        outcome=LearningOutcome.STOPPED,
        next_team="Say no early",
        team=secrets.word("a team that stays unnamed"),
        showing=TeamVisibility.HIDDEN,
    )
    return slugs


def decisions(secrets: Secrets) -> list[str]:
    draft = make.decision(sign=False, title=secrets.word("a draft decision"))
    by = make.person()
    held = make.decision(by=by, sign=False, title="Who runs the group")
    openness = {n: secrets.word(f"{n} that is held back") for n in ("open", "not_open", "duty")}
    make.change_decision(by.actor, held, recording.Openness(*openness.values()))
    make.sign_decision(by.actor, held)
    records.hold_back(make.curator(), held, (HoldablePart.OPENNESS,), "A tender is running")
    return [draft.slug]


def shelves(secrets: Secrets, public: Activity) -> list[str]:
    hidden = make.collection(
        title=secrets.word("a hidden collection"),
        introduction=secrets.word("its introduction"),
        is_public=False,
    )
    gone = make.activity(
        status=Status.PUBLISHED, telling=Telling(secrets.word("withdrawn from a collection"))
    )
    make.collection(f"/stories/{public.slug}", f"/stories/{gone.slug}", title="Start here")
    curation.withdraw_activity(make.curator(), gone, "It was entered twice")
    return [hidden.slug]


def plant() -> tuple[Secrets, list[str]]:
    """Plant all of them, and return the names of what is hidden.

    The index is there before, so that it hears of everything as it happens.
    """
    assert search_index().ask(lambda _index: True)
    secrets = Secrets()
    owner = make.person(email="zqqqsecret@example.org")
    secrets.planted["zqqqsecret"] = "the address of a team"
    behalf = Behalf("Resident, Bow", "A volunteer", secrets.word("how somebody agreed"))
    public = make.activity(owner=owner, status=Status.PUBLISHED, behalf=behalf)
    slugs = [
        *entries(secrets, public),
        *lineage(secrets, public),
        *lessons(secrets, public),
        *decisions(secrets),
        *shelves(secrets, public),
    ]
    db.commit()
    return secrets, slugs
