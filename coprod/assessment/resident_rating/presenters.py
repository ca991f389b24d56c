"""What the pages of a round are given."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno

from coprod.assessment.resident_rating import queries, rules
from coprod.assessment.resident_rating.enums import (
    ASKED,
    DONT_KNOW,
    FACES,
    NOT_ASKED,
    STEPS,
    TEXTS,
    Sign,
    keys,
    offered,
)
from coprod.assessment.resident_rating.models import ResidentAnswer, ResidentRound
from coprod.assessment.resident_rating.queries import Beside, RoundResult
from coprod.assessment.resident_rating.rules import EarlierRound, Sent
from coprod.assessment.self_assessment.enums import LABELS as ROUND_LABELS
from coprod.assessment.self_assessment.enums import FreeChoice
from coprod.core.disclosure.enums import Count, Hidden
from coprod.core.disclosure.rules import fewest_for_answers
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.queries import texted
from coprod.reference.wording.rules import Framework, Group, Item, Texted
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.web.mailer import Email


@dataclass(frozen=True)
class Option:
    value: str
    label: Message
    face: int | None


@dataclass(frozen=True)
class Asked:
    """One question as it is asked: its name, its words, and the answers with their faces."""

    name: str
    title: Message
    hint: Message | None
    options: tuple[Option, ...]


def questions(asking: ResidentRound) -> list[Asked]:
    """Return the questions of a round, in the words in which it was opened."""
    of = words_of(asking)
    return [
        Asked(name, of[f"{name}.title"], of.get(f"{name}.hint"), options(of, name))
        for name in ASKED
    ]


def words_of(asking: ResidentRound) -> Texted:
    return texted(FRAMEWORK, [asking.framework_version])[asking.framework_version]


def options(of: Texted, name: str) -> tuple[Option, ...]:
    faces = [Option(value, of[f"{name}.{value}"], FACES[value]) for value in offered(name)]
    return (*faces, Option(DONT_KNOW, of[DONT_KNOW], None))


def qr_code(address: str) -> bytes:
    """Draw the square that a phone's camera reads, as an SVG with a quiet edge."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, omitsize=True)
    return drawn.getvalue()


@dataclass(frozen=True)
class CodeSlip:
    """One slip of a sheet: the square that opens the form with its code, and the code to type."""

    code: str
    address: str

    @property
    def text(self) -> str:
        return rules.spaced_code(self.code)

    @property
    def qr_code(self) -> str:
        """The square as an address that holds the picture itself."""
        made = segno.make(self.address, error="m", micro=False)
        return str(made.svg_data_uri(border=4, omitsize=True))


def codes_issued(title: str) -> Email:
    """To whoever codes were issued to."""
    return Email(
        subject=N_("You collect residents’ answers"),
        before=(
            N_(
                "A curator has given you codes for residents to answer with: %(title)s.",
                title=title,
            ),
            N_("You can print the codes, and type in answers from paper, until the round closes."),
        ),
        link_says=N_("Print the codes, or type in answers"),
    )


@dataclass(frozen=True)
class Bar:
    """The middle answer to one question. ``level`` is its place from 0 to 4, for the bar."""

    title: Message
    said: Message
    level: int | None


@dataclass(frozen=True)
class Shown:
    """One round as readers see it."""

    label: Message
    found: RoundResult
    beside: Beside
    words: Texted

    @property
    def rung(self) -> Rung | None:
        return self.found.rung if isinstance(self.found.rung, Rung) else None

    @property
    def why_not(self) -> Message | None:
        return self.found.rung.reason if isinstance(self.found.rung, Hidden) else None

    @property
    def people(self) -> Count | Hidden:
        return self.found.people

    @property
    def bars(self) -> list[Bar]:
        return [bar(self.words, name, value) for name, value in self.found.figures.items()]

    @property
    def tells_answers(self) -> bool:
        """Whether the middle answer to any question is shown."""
        return any(each.level is not None for each in self.bars)

    @property
    def needed(self) -> int:
        """How many must have answered a question before its middle answer is shown."""
        return fewest_for_answers()


def bar(of: Texted, name: str, value: str | Hidden) -> Bar:
    title = of[f"{name}.title"]
    if isinstance(value, Hidden):
        return Bar(title, value.reason, None)
    return Bar(title, of[f"{name}.{value}"], FACES[value])


@dataclass(frozen=True)
class Residents:
    """What the page of an entry tells of its residents' rounds, the latest first."""

    slug: str
    rounds: list[Shown]
    can_manage: bool
    not_asked: Message = NOT_ASKED


def residents(actor: Actor, activity: Activity, *, can_manage: bool) -> Residents:
    found = queries.result(actor, activity)
    beside = queries.beside(found)
    words = texted(FRAMEWORK, {each.framework_version for each in found})
    rounds = [
        Shown(
            ROUND_LABELS[each.round],
            each,
            beside.get(each.asking_id, Beside()),
            words[each.framework_version],
        )
        for each in reversed(found)
    ]
    return Residents(activity.slug, rounds, can_manage)


def result_of(actor: Actor, asking: ResidentRound) -> RoundResult | None:
    """Return what everybody may see of one round; nothing while its entry is not public."""
    found = queries.result(actor, asking.activity)
    return next((each for each in found if each.asking_id == asking.id), None)


@dataclass(frozen=True)
class Row:
    """One answer as a curator sees it who looks for stuffing."""

    answer: ResidentAnswer
    rung: Rung
    said: list[tuple[Message, Message]]
    signs: list[Sign]


@dataclass(frozen=True)
class Signed:
    """A round with how many of its answers count, and what looks odd in which of them."""

    asking: ResidentRound
    number: int
    signs: dict[Sign, frozenset[int]]

    @property
    def label(self) -> Message:
        return ROUND_LABELS[self.asking.round]


@dataclass(frozen=True)
class AnswersPage:
    asking: ResidentRound
    label: Message
    rows: list[Row]
    signed: Signed


def with_signs(askings: Sequence[ResidentRound]) -> list[Signed]:
    """Read the signs of rounds, each beside the earlier rounds of its entry."""
    rounds = queries.rounds_of({each.activity_id for each in askings})
    answers = queries.answers_that_count(each.id for each in rounds)
    return [
        Signed(
            each,
            len(answers[each.id]),
            rules.signs(answers[each.id], each.opened_on, earlier(each, rounds, answers)),
        )
        for each in askings
    ]


def earlier(
    asking: ResidentRound, rounds: Sequence[ResidentRound], answers: Mapping[int, Sequence[Sent]]
) -> list[EarlierRound]:
    before = [r for r in rounds if r.activity_id == asking.activity_id and r.id < asking.id]
    return [
        EarlierRound(each.closes_on, rules.middle_rung([a.values for a in answers[each.id]]))
        for each in before
    ]


def to_release(actor: Actor) -> list[Signed]:
    return with_signs(queries.to_release(actor))


def answers_page(actor: Actor, asking: ResidentRound) -> AnswersPage:
    found = queries.answers(actor, asking)
    (signed,) = with_signs([asking])
    signs, of = signed.signs, words_of(asking)
    return AnswersPage(
        asking=asking,
        label=ROUND_LABELS[asking.round],
        rows=[row(each, signs, of) for each in found],
        signed=signed,
    )


def row(each: ResidentAnswer, signs: dict[Sign, frozenset[int]], of: Texted) -> Row:
    answered = [(n, each.values[n]) for n in ASKED if n in each.values]
    said = [(of[f"{n}.title"], of[f"{n}.{value}"]) for n, value in answered]
    looks = [sign for sign, ids in signs.items() if each.id in ids]
    return Row(each, rules.rung(each.values), said, looks)


def labelled(askings: Sequence[ResidentRound]) -> list[tuple[ResidentRound, Message]]:
    return [(asking, ROUND_LABELS[asking.round]) for asking in askings]


def texts_of(name: str) -> Group:
    """Return what can be worded anew of a question: never the number of its answers."""
    items = [Item(key, KEY_LABELS[key.rpartition(".")[2]], TEXTS[key]) for key in keys(name)]
    return Group(TEXTS[f"{name}.title"], tuple(items))


KEY_LABELS: dict[str, Message] = {
    "title": N_("The question"),
    "hint": N_("The hint below it"),
    **{step: N_("Answer %(step)s of 0 to 4", step=step) for step in map(str, STEPS)},
    **{each.value: N_("The answer: %(said)s", said=ROUND_LABELS[each]) for each in FreeChoice},
}
NOT_KNOWN = Item(DONT_KNOW, N_("The last answer to each question"), TEXTS[DONT_KNOW])
FRAMEWORK = Framework(
    Kind.RESIDENTS,
    (*(texts_of(name) for name in ASKED), Group(N_("To each question"), (NOT_KNOWN,))),
)
"""What residents are asked, as an administrator can word it anew."""
