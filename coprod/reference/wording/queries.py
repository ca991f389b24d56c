"""How things are worded, now or under an older version. The wording is open to everybody."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.errors import NotFoundError
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.models import FrameworkText, FrameworkVersion
from coprod.reference.wording.rules import SHIPPED, Framework, Texted, Texts, Wording


def current_version(kind: Kind) -> int:
    """Return the version that is in use today."""
    wanted = select(func.max(FrameworkVersion.number)).where(
        FrameworkVersion.kind == kind, FrameworkVersion.effective_from <= clock.today()
    )
    return session.scalar(wanted) or SHIPPED


def wording(kind: Kind, version: int | None = None) -> Wording:
    """Return how a version says things; the one that is in use today if none is named.

    The version that code ships asks the database nothing.
    """
    number = current_version(kind) if version is None else version
    return wordings(kind, [number])[number]


def wordings(kind: Kind, numbers: Collection[int]) -> dict[int, Wording]:
    """Return how several versions say things, by one question to the database at most."""
    later = {number for number in numbers if number > SHIPPED}
    found: dict[int, dict[tuple[str, str], str]] = {number: {} for number in numbers}
    for number, key, language, text in session.execute(texts_in(kind, later)) if later else ():
        found[number][key, language] = text
    return {number: Wording(number, texts) for number, texts in found.items()}


def texted(framework: Framework, numbers: Collection[int]) -> dict[int, Texted]:
    """Return all texts of a framework in several versions, by their numbers."""
    found = wordings(framework.kind, set(numbers))
    return {number: Texted(framework, wording) for number, wording in found.items()}


def texts_in(kind: Kind, numbers: Collection[int]) -> Select[int, str, str, str]:
    return (
        select(
            FrameworkVersion.number, FrameworkText.key, FrameworkText.language, FrameworkText.text
        )
        .join(FrameworkVersion, FrameworkVersion.id == FrameworkText.version_id)
        .where(FrameworkVersion.kind == kind, FrameworkVersion.number.in_(numbers))
    )


def kept(kind: Kind, number: int) -> Texts:
    return wordings(kind, [number])[number].texts


def texts(framework: Framework, number: int) -> Texts:
    """Return every text of a version, whether code ships it or the tables keep it."""
    return kept(framework.kind, number) if number > SHIPPED else framework.shipped


def versions(kind: Kind) -> Sequence[FrameworkVersion]:
    """Return the versions after the first, the newest first."""
    wanted = select(FrameworkVersion).where(FrameworkVersion.kind == kind)
    return session.scalars(wanted.order_by(FrameworkVersion.number.desc())).all()


def version(kind: Kind, number: int) -> FrameworkVersion | None:
    """Return a version that the tables keep, or None for the one that code ships."""
    if number == SHIPPED:
        return None
    found = next((each for each in versions(kind) if each.number == number), None)
    if found is None:
        raise NotFoundError
    return found


def draft(kind: Kind, *, to_change: bool = False) -> FrameworkVersion:
    wanted = select(FrameworkVersion).where(FrameworkVersion.draft_of == kind.value)
    if to_change:
        wanted = wanted.with_for_update()
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def texts_of(version: FrameworkVersion) -> dict[tuple[str, str], FrameworkText]:
    wanted = select(FrameworkText).where(FrameworkText.version_id == version.id)
    return {(each.key, each.language): each for each in session.scalars(wanted)}
