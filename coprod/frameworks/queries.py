"""How things are worded, now or under an older version. The wording is open to everybody."""

from collections.abc import Sequence

from sqlalchemy import func, select

from coprod.db import session
from coprod.frameworks.models import FrameworkText, FrameworkVersion
from coprod.frameworks.rules import SHIPPED, Framework, Texts, Wording
from coprod.frameworks.words import Kind
from coprod.kit import clock
from coprod.kit.errors import NotFoundError


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
    return Wording(number, kept(kind, number) if number > SHIPPED else {})


def kept(kind: Kind, number: int) -> Texts:
    wanted = (
        select(FrameworkText.key, FrameworkText.language, FrameworkText.text)
        .join(FrameworkVersion, FrameworkVersion.id == FrameworkText.version_id)
        .where(FrameworkVersion.kind == kind, FrameworkVersion.number == number)
    )
    return {(key, language): text for key, language, text in session.execute(wanted)}


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
