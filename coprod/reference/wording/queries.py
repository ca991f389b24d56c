"""How things are worded, now or under an older version. The wording is open to everybody."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Select, func, select

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.errors import require_found
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkText, FrameworkVersion
from coprod.reference.wording.rules import SHIPPED, Framework, Texts, VersionTexts, Wording


def get_current_version(kind: FrameworkKind) -> int:
    """Return the version that is in use today."""
    return session.scalar(select_current_number(kind)) or SHIPPED


def select_current_number(kind: FrameworkKind) -> Select[int | None]:
    return select(func.max(FrameworkVersion.number)).where(
        FrameworkVersion.kind == kind, FrameworkVersion.effective_from <= clock.today()
    )


def get_wording(kind: FrameworkKind, version: int | None = None) -> Wording:
    """Return how a version says things; the one that is in use today if none is named.

    The version that code ships asks the database nothing.
    """
    number = get_current_version(kind) if version is None else version
    return get_wordings(kind, [number])[number]


def get_wordings(kind: FrameworkKind, numbers: Collection[int]) -> dict[int, Wording]:
    """Return how several versions say things, by one question to the database at most."""
    later = {number for number in numbers if number > SHIPPED}
    texts_of: dict[int, dict[tuple[str, str], str]] = {number: {} for number in numbers}
    for number, key, language, text in session.execute(select_texts(kind, later)) if later else ():
        texts_of[number][key, language] = text
    return {number: Wording(number, texts) for number, texts in texts_of.items()}


def get_version_texts(framework: Framework, numbers: Collection[int]) -> dict[int, VersionTexts]:
    """Return all texts of a framework in several versions, by their numbers."""
    wordings = get_wordings(framework.kind, set(numbers))
    return {number: VersionTexts(framework, wording) for number, wording in wordings.items()}


def select_texts(kind: FrameworkKind, numbers: Collection[int]) -> Select[int, str, str, str]:
    return (
        select(
            FrameworkVersion.number, FrameworkText.key, FrameworkText.language, FrameworkText.text
        )
        .join(FrameworkVersion, FrameworkVersion.id == FrameworkText.version_id)
        .where(FrameworkVersion.kind == kind, FrameworkVersion.number.in_(numbers))
    )


def get_stored_texts(kind: FrameworkKind, number: int) -> Texts:
    return get_wordings(kind, [number])[number].texts


def get_texts_in_use(kind: FrameworkKind) -> Texts:
    return get_stored_texts(kind, get_current_version(kind))


def get_texts(framework: Framework, number: int) -> Texts:
    """Return every text of a version, whether code ships it or the tables keep it."""
    return get_stored_texts(framework.kind, number) if number > SHIPPED else framework.shipped


def list_versions(kind: FrameworkKind) -> Sequence[FrameworkVersion]:
    """Return the versions after the first, the newest first."""
    statement = select(FrameworkVersion).where(FrameworkVersion.kind == kind)
    return session.scalars(statement.order_by(FrameworkVersion.number.desc())).all()


def list_changes(
    kind: FrameworkKind, keep: Callable[[Texts], Texts]
) -> list[tuple[FrameworkVersion, Texts, Texts]]:
    """Return what changed some of the texts, newest first, with those before and after."""
    versions = [each for each in reversed(list_versions(kind)) if not each.is_draft]
    wordings = get_wordings(kind, [each.number for each in versions])
    changes: list[tuple[FrameworkVersion, Texts, Texts]] = []
    before: Texts = {}
    for version in versions:
        after = keep(wordings[version.number].texts)
        if after != before:
            changes.append((version, before, after))
        before = after
    return changes[::-1]


def get_version(kind: FrameworkKind, number: int) -> FrameworkVersion | None:
    """Return a version that the tables keep, or None for the one that code ships."""
    if number == SHIPPED:
        return None
    return require_found(
        next((each for each in list_versions(kind) if each.number == number), None)
    )


def get_draft(kind: FrameworkKind, *, to_change: bool = False) -> FrameworkVersion:
    statement = select(FrameworkVersion).where(FrameworkVersion.draft_of == kind.value)
    if to_change:
        statement = statement.with_for_update()
    return require_found(session.scalars(statement).one_or_none())


def get_text_rows(version: FrameworkVersion) -> dict[tuple[str, str], FrameworkText]:
    statement = select(FrameworkText).where(FrameworkText.version_id == version.id)
    return {(each.key, each.language): each for each in session.scalars(statement)}
