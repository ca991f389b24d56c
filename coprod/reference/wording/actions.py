"""Wording a framework anew: begun from the one before, written, put into use, kept for good."""

from collections.abc import Callable

from sqlalchemy import delete

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.reference.wording import policies, queries, rules
from coprod.reference.wording.enums import ENGLISH, FrameworkKind
from coprod.reference.wording.models import FrameworkText, FrameworkVersion, WordingVersion
from coprod.reference.wording.rules import EffectiveDay, Framework, TextChanges, Texts

BACK = N_("Back to the original words")


def begin_version(actor: Actor, framework: Framework) -> FrameworkVersion:
    """Open a draft that says what the newest version says. There is one draft at a time."""
    check_can_word(actor)
    kind, version = framework.kind, open_version(actor, framework.kind)
    for (key, language), text in queries.get_texts(framework, version.number - 1).items():
        if key in framework.items:
            save_text(version, key, language, text)
    session.flush()
    record_event(actor, "began a version", version, kind=kind, number=version.number)
    return version


def open_version(actor: Actor, kind: FrameworkKind) -> FrameworkVersion:
    """Add a draft after the newest version: whoever does so at the same time is refused."""
    before = queries.list_versions(kind)
    last = before[0].number if before else rules.SHIPPED
    version = FrameworkVersion(kind=kind, number=last + 1, draft_of=kind.value, person_id=actor.id)
    session.add(version)
    flush_or_conflict()
    return version


def open_texts(actor: Actor, kind: FrameworkKind) -> tuple[FrameworkVersion, Texts]:
    """Open a version, which nobody else can do meanwhile, and return what the last one says."""
    version = open_version(actor, kind)
    return version, queries.get_stored_texts(kind, version.number - 1)


def use_texts(version: FrameworkVersion, texts: Texts, why: str) -> None:
    """Put texts into use from today on, for good."""
    for (key, language), text in texts.items():
        save_text(version, key, language, text)
    session.flush()
    seal_version(version, EffectiveDay(clock.today(), why))


def restore_texts(
    actor: Actor, kind: FrameworkKind, leave_out: Callable[[Texts], Texts]
) -> FrameworkVersion | None:
    """Put a version without some texts into use. Where there are none of them, do nothing."""
    version, before = open_texts(actor, kind)
    after = leave_out(before)
    if after != before:
        use_texts(version, after, BACK.text)
        return version
    session.delete(version)
    session.flush()
    return None


def seal_version(version: WordingVersion, effect: EffectiveDay) -> None:
    """Put a draft into use, for good."""
    version.effective_from, version.why = effect.day, effect.why
    version.draft_of = None
    session.flush()


def save_text(version: FrameworkVersion, key: str, language: str, text: str) -> None:
    session.add(FrameworkText(version_id=version.id, key=key, language=language, text=text))


def write_texts(
    actor: Actor, framework: Framework, version: FrameworkVersion, changes: TextChanges
) -> None:
    """Word some texts of a draft anew in one language."""
    check_can_word(actor)
    rules.check_changes(framework, changes)
    rows = queries.get_text_rows(version)
    for key, text in changes.texts.items():
        row = rows.get((key, changes.language))
        if row is not None and row.text != text and changes.language == ENGLISH:
            drop_translations(version, key)
        set_text(version, row, (key, changes.language, text))
    session.flush()
    record_event(
        actor, "wrote a version", version, language=changes.language, keys=[*changes.texts]
    )


def set_text(
    version: FrameworkVersion, row: FrameworkText | None, content: tuple[str, str, str]
) -> None:
    text = content[-1]
    if row is None and text:
        save_text(version, *content)
    elif row is not None and text:
        row.text = text
    elif row is not None:
        session.delete(row)


def drop_translations(version: FrameworkVersion, key: str) -> None:
    """What was translated is no longer what is said."""
    of_this = delete(FrameworkText).where(FrameworkText.version_id == version.id)
    is_translation = FrameworkText.language != ENGLISH
    session.execute(of_this.where(FrameworkText.key == key, is_translation))


def make_effective(
    actor: Actor, framework: Framework, version: FrameworkVersion, effect: EffectiveDay
) -> None:
    """Put a draft into use from a day on. From now on it stays as it is."""
    check_can_word(actor)
    earlier = [
        each for each in queries.list_versions(framework.kind) if each.number < version.number
    ]
    last = earlier[0].effective_from if earlier else None
    before = queries.get_texts(framework, version.number - 1)
    changed = rules.list_differing_keys(before, queries.get_texts(framework, version.number))
    rules.check_effect(effect, today=clock.today(), last=last, is_changed=bool(changed))
    seal_version(version, effect)
    record_event(
        actor, "made a version effective", version, kind=version.kind, number=version.number
    )


def discard_version(actor: Actor, version: FrameworkVersion) -> None:
    """Throw away a draft. What was in use cannot be thrown away."""
    check_can_word(actor)
    record_event(actor, "threw away a version", version, kind=version.kind, number=version.number)
    if version.is_draft:
        session.execute(delete(FrameworkText).where(FrameworkText.version_id == version.id))
    session.delete(version)
    session.flush()


def check_can_word(actor: Actor) -> None:
    require(policies.can_word(actor))
