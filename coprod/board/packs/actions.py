"""Making a pack: begun from the figures of today, written, read by somebody else, and frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

from sqlalchemy import insert, update

from coprod.accounts.users.models import Person
from coprod.board.figures.enums import FigureKey
from coprod.board.figures.rules import Figure, FigureRow
from coprod.board.packs import policies, queries, rules
from coprod.board.packs.enums import KIND_TITLES, PackState, SectionKey
from coprod.board.packs.models import (
    Pack,
    PackAsk,
    PackFigure,
    PackNote,
    PackReader,
    PackRow,
    PackSection,
    PackStory,
)
from coprod.board.packs.rules import AskDraft, PackDays, PackDraft, SectionDraft
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import find_free_slug, slugify
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import get_term_of_list


def create_pack(actor: Actor, draft: PackDraft) -> Pack:
    """Begin a pack for a meeting, each section with the sentence that its figures propose.

    What a figure says is looked up before the write lock is taken: a person accepts each sentence.
    """
    require(policies.can_keep_packs(actor))
    actor_id = actor.require_id()
    rules.check_pack(draft)
    board = get_term_of_list(ListKind.BOARD, draft.board_id or 0)
    pack = build_pack(actor_id, draft, board)
    set_sections(pack, draft.kind.sections)
    acquire_write_lock()
    pack.slug = choose_free_slug(f"{board.label} {draft.meeting_on}")
    session.add(pack)
    session.flush()
    record_event(actor, "began a pack", pack)
    return pack


def build_pack(person_id: int, draft: PackDraft, board: Term) -> Pack:
    previous = queries.find_last_frozen(board.id, draft.kind)
    return Pack(
        slug="",
        title=draft.title or KIND_TITLES[draft.kind].plain,
        kind=draft.kind,
        board_id=board.id,
        board=board,
        meeting_on=draft.meeting_on,
        starts=draft.starts,
        ends=draft.ends,
        state=PackState.DRAFT,
        previous_id=previous.id if previous else None,
        person_id=person_id,
        writer_ids=[],
        **{name: [] for name in PARTS},
    )


PARTS = ("sections", "asks", "stories", "readers", "notes")
"""What a new pack has none of yet: said, so that nothing is asked of the database."""


def choose_free_slug(text: str) -> str:
    stem = slugify(text)
    taken = {*queries.list_slugs_like(stem), "new"}
    return find_free_slug(stem, taken.__contains__)


def set_sections(pack: Pack, keys: tuple[SectionKey, ...]) -> None:
    """Keep what was written in sections that stay, and begin those that are new."""
    remaining = {each.key: each for each in pack.sections if each.key in keys}
    new_keys = [key for key in keys if key not in remaining]
    figure_keys = [key for key in FigureKey if any(key in each.figures for each in new_keys)]
    figures = queries.load_figures(pack, figure_keys)
    added = {
        key: PackSection(key=key, headline=rules.propose_headline(key, figures)) for key in new_keys
    }
    order = [key for key in SectionKey if key in keys]
    pack.sections = [(remaining | added)[key] for key in order]
    for position, section in enumerate(pack.sections):
        section.position = position


def change_sections(actor: Actor, pack: Pack, keys: tuple[SectionKey, ...], *, seen: int) -> None:
    check_may_write(actor, pack)
    require(seen == pack.version, ConflictError)
    if not keys:
        raise RuleBrokenError(N_("Choose at least one section"), field="sections")
    set_sections(pack, keys)
    reopen(actor, pack)
    record_event(actor, "changed a pack", pack)


def change_days(actor: Actor, pack: Pack, days: PackDays, *, seen: int) -> list[SectionKey]:
    """Give a draft other days, and return the sections whose headline is to be accepted anew.

    A headline that nobody has touched is proposed anew. One whose figures moved is to be accepted
    again, also where its words name none of them.
    """
    check_may_write(actor, pack)
    require(seen == pack.version, ConflictError)
    rules.check_days(days)
    before = queries.load_figures(pack)
    for field in fields(PackDays):
        setattr(pack, field.name, getattr(days, field.name))
    now = queries.load_figures(pack)
    lapsed = [each.key for each in pack.sections if redraft_headline(each, before, now)]
    reopen(actor, pack)
    record_event(actor, "changed a pack", pack)
    return lapsed


def redraft_headline(
    section: PackSection, before: Mapping[FigureKey, Figure], now: Mapping[FigureKey, Figure]
) -> bool:
    """Propose a headline anew if it was, and tell whether it was accepted and is not any more."""
    used = {*section.key.figures, *rules.list_used_figures(section.headline)}
    if not used & rules.find_changed(before, now):
        return False
    if section.headline == rules.propose_headline(section.key, before):
        section.headline = rules.propose_headline(section.key, now)
    was_accepted = bool(section.accepted_as)
    section.accepted_as = ""
    section.version += 1
    return was_accepted


def check_may_write(actor: Actor, pack: Pack) -> None:
    rules.check_open(pack.state)
    require(policies.can_write(actor, pack))


def reopen(actor: Actor, pack: Pack) -> None:
    """What was read has changed since: somebody must read it again who wrote nothing of it."""
    if actor.id is not None and actor.id not in pack.writer_ids:
        pack.writer_ids = [*pack.writer_ids, actor.id]
    pack.state = PackState.DRAFT
    pack.reviewed_by_id, pack.reviewed_at = None, None
    pack.version += 1
    session.flush()


def write_section(
    actor: Actor, pack: Pack, key: SectionKey, draft: SectionDraft, *, seen: int
) -> None:
    """Save a section. An accepted headline is accepted as it would be printed now.

    Its figures are looked up before the write lock is taken: a page that prints it looks again.
    """
    check_may_write(actor, pack)
    used = rules.list_used_figures(draft.headline, draft.narrative)
    keys = [each for each in FigureKey if each in used]
    summaries = queries.summarise_pack(pack, queries.find_previous(pack), keys)
    values = rules.list_references(each.figure for each in summaries.values())
    acquire_write_lock()
    pack = queries.get_pack_by_id(pack.id, to_change=True)
    check_may_write(actor, pack)
    section = queries.get_section(pack, key)
    require(seen == section.version, ConflictError)
    rules.check_section(draft, values)
    section.headline, section.narrative = draft.headline, draft.narrative
    section.author = draft.author
    printed = rules.fill_references(draft.headline, values)
    section.accepted_as = printed if draft.is_accepted else ""
    section.version += 1
    reopen(actor, pack)
    record_event(actor, "wrote in a pack", pack, section=key)


def restore_headline(actor: Actor, pack: Pack, key: SectionKey) -> None:
    """Put back the sentence that the figures of today propose. Nobody has accepted it."""
    check_may_write(actor, pack)
    section = queries.get_section(pack, key)
    section.headline = rules.propose_headline(key, queries.load_figures(pack, key.figures))
    section.accepted_as = ""
    section.version += 1
    reopen(actor, pack)
    record_event(actor, "wrote in a pack", pack, section=key)


def add_ask(actor: Actor, pack: Pack, draft: AskDraft) -> None:
    check_may_write(actor, pack)
    rules.check_ask(draft, len(pack.asks))
    texts = {name: getattr(draft, name) for name in ("title", "reason", "cost", "lead")}
    pack.asks.append(PackAsk(kind=draft.kind, **texts))
    reopen(actor, pack)
    record_event(actor, "changed a pack", pack)


def remove_ask(actor: Actor, pack: Pack, ask_id: int) -> None:
    check_may_write(actor, pack)
    ask = require_found(next((each for each in pack.asks if each.id == ask_id), None))
    pack.asks.remove(ask)
    reopen(actor, pack)
    record_event(actor, "changed a pack", pack)


def choose_stories(actor: Actor, pack: Pack, file_ids: Sequence[int], *, seen: int) -> None:
    """Let a person choose which stories are told, each with one picture that readers see."""
    check_may_write(actor, pack)
    queries.get_section(pack, SectionKey.STORIES)
    require(seen == pack.version, ConflictError)
    pictures = queries.list_story_pictures(file_ids)
    chosen = [pictures[each] for each in file_ids if each in pictures]
    rules.check_stories([each.activity_id for each in chosen])
    pack.stories = []
    session.flush()
    pack.stories = [
        PackStory(activity_id=each.activity_id, file_id=each.id, position=position)
        for position, each in enumerate(chosen)
    ]
    reopen(actor, pack)
    record_event(actor, "changed a pack", pack)


def name_readers(actor: Actor, pack: Pack, person_ids: set[int]) -> list[Person]:
    """Let these people read the draft, and nobody else but curators; return who is new."""
    check_may_write(actor, pack)
    if len(person_ids) > rules.MOST_READERS:
        raise RuleBrokenError(N_("Name 30 readers at most"), field="readers")
    pack.readers = [each for each in pack.readers if each.person_id in person_ids]
    already = {each.person_id for each in pack.readers}
    people = [each for each in queries.list_possible_readers() if each.id in person_ids - already]
    pack.readers += [PackReader(person_id=each.id) for each in people]
    session.flush()
    record_event(actor, "changed a pack", pack)
    return people


def record_review(actor: Actor, pack: Pack, *, seen: int) -> None:
    """Say that it was read by somebody who wrote nothing of it. The first of them is enough."""
    rules.check_open(pack.state)
    require(policies.can_record_reading(actor, pack))
    require(seen == pack.version, ConflictError)
    now = clock.now()
    for reader in pack.readers:
        if reader.person_id == actor.id:
            reader.read_at, reader.read_version = now, pack.version
    if pack.state is PackState.DRAFT:
        pack.state, pack.reviewed_by_id, pack.reviewed_at = PackState.REVIEWED, actor.id, now
    session.flush()
    record_event(actor, "read a pack", pack)


def freeze_pack(actor: Actor, pack: Pack, *, seen: int) -> None:
    """Keep the figures, texts and rows as they are now. Nothing changes them after that.

    Of many activities the figures take long to count, so that is done before the write lock is
    taken. Where the register has moved since, they are counted again under it: what freezes is what
    is so at one moment, when nobody else writes.
    """
    check_may_write(actor, pack)
    counted = queries.count_quietly(pack)
    acquire_write_lock()
    pack = queries.get_pack_by_id(pack.id, to_change=True)
    check_may_write(actor, pack)
    require(seen == pack.version, ConflictError)
    if not counted.is_current:
        counted = queries.count_pack(pack)
    rules.check_may_freeze(pack.state, queries.list_progress(pack, counted.figures))
    for figure in counted.figures.values():
        store_figure(pack, figure)
    store_stories(pack)
    session.flush()
    pack.slug = choose_public_slug(pack)
    pack.board_name = pack.board.label
    pack.state, pack.frozen_at = PackState.FROZEN, clock.now()
    content = queries.describe_for_hash(pack)
    pack.sha256 = pack.first_sha256 = rules.compute_hash(content, counted.rows_hash)
    session.flush()
    record_event(actor, "froze a pack", pack, is_public=True, sha256=pack.sha256)


def choose_public_slug(pack: Pack) -> str:
    """Return an address with the day of the meeting, which may have moved since it was begun."""
    text = f"{pack.board.label} {pack.meeting_on}"
    return pack.slug if pack.slug.startswith(slugify(text)) else choose_free_slug(text)


def store_figure(pack: Pack, figure: Figure) -> None:
    value = figure.value
    stored = PackFigure(
        pack_id=pack.id,
        key=figure.key,
        label=figure.key.label.plain,
        limits=figure.key.limits.plain,
        state=value.state,
        words=value.words,
        number=value.number,
        whole=value.whole,
        parts=[queries.pack_part(each) for each in figure.parts],
        row_count=len(figure.rows),
    )
    session.add(stored)
    session.flush()
    store_rows(stored.id, figure.ordered_rows)


def store_stories(pack: Pack) -> None:
    """Keep the words of each story, and the hash of its picture. What is gone is not told."""
    pictures = queries.list_story_pictures(each.file_id for each in pack.stories)
    pack.stories = [each for each in pack.stories if each.file_id in pictures]
    for story, printed in zip(pack.stories, queries.list_stories(pack), strict=True):
        for name in ("title", "words", "alt", "caption"):
            setattr(story, name, getattr(printed, name))
        story.sha256 = pictures[story.file_id].sha256


def store_rows(figure_id: int, rows: Sequence[FigureRow]) -> None:
    """Store rows as a table takes them, not as objects: all others wait for it."""
    if rows:
        values = [
            {"figure_id": figure_id, "position": position}
            | {name: getattr(row, name) for name in queries.ROW_NAMES}
            for position, row in enumerate(rows)
        ]
        session.connection().execute(insert(PackRow), values)


def compute_hash(pack: Pack) -> str:
    rows_hash = rules.hash_rows(queries.iterate_stored_rows(pack))
    return rules.compute_hash(queries.describe_for_hash(pack), rows_hash)


def hash_again(pack_ids: set[int]) -> None:
    """Give frozen packs a new mark, because words were taken out of them for good."""
    for pack_id in sorted(pack_ids):
        pack = queries.get_pack_by_id(pack_id)
        mark = compute_hash(pack)
        if pack.is_frozen and pack.sha256 != mark:
            pack.sha256 = mark
            session.flush()
            record_event(SYSTEM, "hashed a pack", pack, is_public=True, sha256=pack.sha256)


def forget_pictures(file_ids: Sequence[int]) -> None:
    """Take out of stories what was told of pictures that were taken out for good."""
    of_pictures = update(PackStory).where(PackStory.file_id.in_(file_ids))
    session.execute(of_pictures.values(alt="", caption="", sha256=""))


def add_note(actor: Actor, pack: Pack, figure: FigureKey | None, words: str) -> None:
    """Add a dated correction to a frozen pack. The pack itself stays as it is."""
    require(policies.can_note(actor, pack))
    actor_id = actor.require_id()
    rules.check_note(words)
    pack.notes.append(PackNote(person_id=actor_id, figure=figure, words=words))
    session.flush()
    record_event(actor, "noted on a pack", pack, is_public=True)
