"""A subject: anything that people can say something about, as those who say it know it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """One thing that can be commented on, whichever package it is of.

    ``owner_ids`` are those who look after it now; ``ever_owner_ids`` also those who ever did.
    ``endpoint`` shows it and ``history`` shows what was changed in it; both take its ``place``.
    """

    kind: str
    id: int
    slug: str
    title: str
    endpoint: str
    history: str = ""
    named: str = "slug"
    owner_ids: frozenset[int] = frozenset()
    hand_ids: frozenset[int] = frozenset()

    @property
    def place(self) -> dict[str, str]:
        """Its slug, under the name that its addresses have for it."""
        return {self.named: self.slug}
