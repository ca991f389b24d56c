"""Wording a framework anew: begun from the one before, written, put into use, kept for good."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.reference.wording import policies, queries, rules
from coprod.reference.wording.enums import ENGLISH
from coprod.reference.wording.models import FrameworkText, FrameworkVersion
from coprod.reference.wording.rules import Effect, Framework, Writing


def begin_version(actor: Actor, framework: Framework) -> FrameworkVersion:
    """Open a draft that says what the newest version says. There is one draft at a time."""
    check_may(actor)
    kind, before = framework.kind, queries.versions(framework.kind)
    last = before[0].number if before else rules.SHIPPED
    made = FrameworkVersion(kind=kind, number=last + 1, draft_of=kind.value, person_id=actor.id)
    session.add(made)
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash
    for (key, language), text in queries.texts(framework, last).items():
        if key in framework.items:
            keep(made, key, language, text)
    session.flush()
    record_event(actor, "began a version", made, kind=kind, number=made.number)
    return made


def keep(version: FrameworkVersion, key: str, language: str, text: str) -> None:
    session.add(FrameworkText(version_id=version.id, key=key, language=language, text=text))


def write_texts(
    actor: Actor, framework: Framework, version: FrameworkVersion, writing: Writing
) -> None:
    """Word some texts of a draft anew in one language."""
    check_may(actor)
    rules.check_writing(framework, writing)
    now = queries.texts_of(version)
    for key, text in writing.texts.items():
        kept = now.get((key, writing.language))
        if kept is not None and kept.text != text and writing.language == ENGLISH:
            drop_translations(version, key)
        set_text(version, kept, (key, writing.language, text))
    session.flush()
    record_event(
        actor, "wrote a version", version, language=writing.language, keys=[*writing.texts]
    )


def set_text(
    version: FrameworkVersion, kept: FrameworkText | None, said: tuple[str, str, str]
) -> None:
    text = said[-1]
    if kept is None and text:
        keep(version, *said)
    elif kept is not None and text:
        kept.text = text
    elif kept is not None:
        session.delete(kept)


def drop_translations(version: FrameworkVersion, key: str) -> None:
    """What was translated is no longer what is said."""
    of_this = delete(FrameworkText).where(FrameworkText.version_id == version.id)
    others = FrameworkText.language != ENGLISH
    session.execute(of_this.where(FrameworkText.key == key, others))


def make_effective(
    actor: Actor, framework: Framework, version: FrameworkVersion, effect: Effect
) -> None:
    """Put a draft into use from a day on. From now on it stays as it is."""
    check_may(actor)
    earlier = [each for each in queries.versions(framework.kind) if each.number < version.number]
    last = earlier[0].effective_from if earlier else None
    before = queries.texts(framework, version.number - 1)
    changed = rules.differing(before, queries.texts(framework, version.number))
    rules.check_effect(effect, today=clock.today(), last=last, is_changed=bool(changed))
    version.effective_from, version.why = effect.day, effect.why
    version.draft_of = None
    session.flush()
    record_event(
        actor, "made a version effective", version, kind=version.kind, number=version.number
    )


def discard_version(actor: Actor, version: FrameworkVersion) -> None:
    """Throw away a draft. What was in use cannot be thrown away."""
    check_may(actor)
    record_event(actor, "threw away a version", version, kind=version.kind, number=version.number)
    if version.is_draft:
        session.execute(delete(FrameworkText).where(FrameworkText.version_id == version.id))
    session.delete(version)
    session.flush()


def check_may(actor: Actor) -> None:
    if not policies.can_word(actor):
        raise NotAllowedError
