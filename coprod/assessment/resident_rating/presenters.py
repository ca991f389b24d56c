"""What the pages of a round are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.assessment.resident_rating import queries, rules
from coprod.assessment.resident_rating.enums import (
    DONT_KNOW,
    FACES,
    NOT_ASKED,
    QUESTION_NAMES,
    STEPS,
    TEXTS,
    StuffingSign,
    list_answer_values,
    list_text_keys,
)
from coprod.assessment.resident_rating.models import ResidentAnswer, ResidentRound
from coprod.assessment.resident_rating.queries import RoundNotices, RoundResult
from coprod.assessment.resident_rating.rules import EarlierRound, SentAnswer
from coprod.assessment.self_assessment.enums import FreeChoice
from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.disclosure.rules import get_fewest_for_answers
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_version_texts
from coprod.reference.wording.rules import Framework, FrameworkItem, ItemGroup, VersionTexts
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.web.qr_codes import build_qr_data_uri


@dataclass(frozen=True)
class Option:
    value: str
    label: Message
    face: int | None


@dataclass(frozen=True)
class QuestionView:
    """One question as it is asked: its name, its words, and the answers with their faces."""

    name: str
    title: Message
    hint: Message | None
    options: tuple[Option, ...]


def build_questions(resident_round: ResidentRound) -> list[QuestionView]:
    """Return the questions of a round, in the words in which it was opened."""
    texts = get_texts(resident_round)
    return [
        QuestionView(
            name, texts[f"{name}.title"], texts.get(f"{name}.hint"), build_options(texts, name)
        )
        for name in QUESTION_NAMES
    ]


def get_texts(resident_round: ResidentRound) -> VersionTexts:
    return get_version_texts(FRAMEWORK, [resident_round.framework_version])[
        resident_round.framework_version
    ]


def build_options(texts: VersionTexts, name: str) -> tuple[Option, ...]:
    faces = [
        Option(value, texts[f"{name}.{value}"], FACES[value]) for value in list_answer_values(name)
    ]
    return (*faces, Option(DONT_KNOW, texts[DONT_KNOW], None))


@dataclass(frozen=True)
class CodeSlip:
    """One code of a printed sheet: the QR code that opens the form, and the code to type."""

    code: str
    address: str

    @property
    def text(self) -> str:
        return rules.format_code(self.code)

    @property
    def qr_code(self) -> str:
        """The square as an address that holds the picture itself."""
        return build_qr_data_uri(self.address)


@dataclass(frozen=True)
class Bar:
    """The middle answer to one question. ``level`` is its place from 0 to 4, for the bar."""

    title: Message
    answer: Message
    level: int | None


@dataclass(frozen=True)
class RoundView:
    """One round as readers see it."""

    label: Message
    result: RoundResult
    notices: RoundNotices
    texts: VersionTexts

    @property
    def rung(self) -> Rung | None:
        return self.result.rung if isinstance(self.result.rung, Rung) else None

    @property
    def why_not(self) -> Message | None:
        return self.result.rung.reason if isinstance(self.result.rung, Hidden) else None

    @property
    def people(self) -> RoundedCount | Hidden:
        return self.result.people

    @property
    def bars(self) -> list[Bar]:
        return [build_bar(self.texts, name, value) for name, value in self.result.figures.items()]

    @property
    def tells_answers(self) -> bool:
        """Whether the middle answer to any question is shown."""
        return any(each.level is not None for each in self.bars)

    @property
    def needed(self) -> int:
        """How many must have answered a question before its middle answer is shown."""
        return get_fewest_for_answers()


def build_bar(texts: VersionTexts, name: str, value: str | Hidden) -> Bar:
    title = texts[f"{name}.title"]
    if isinstance(value, Hidden):
        return Bar(title, value.reason, None)
    return Bar(title, texts[f"{name}.{value}"], FACES[value])


@dataclass(frozen=True)
class ResidentRounds:
    """What the page of an activity tells of its residents' rounds, the latest first."""

    slug: str
    rounds: list[RoundView]
    can_manage: bool
    not_yet_rated: Message = NOT_ASKED


def build_resident_rounds(actor: Actor, activity: Activity, *, can_manage: bool) -> ResidentRounds:
    results = queries.list_round_results(actor, activity)
    notices = queries.get_round_notices(results)
    texts_by_version = get_version_texts(FRAMEWORK, {each.framework_version for each in results})
    rounds = [
        RoundView(
            each.round.label,
            each,
            notices.get(each.round_id, RoundNotices()),
            texts_by_version[each.framework_version],
        )
        for each in reversed(results)
    ]
    return ResidentRounds(activity.slug, rounds, can_manage)


def find_round_result(actor: Actor, resident_round: ResidentRound) -> RoundResult | None:
    """Return what everybody may see of one round; nothing while its activity is not public."""
    results = queries.list_round_results(actor, resident_round.activity)
    return next((each for each in results if each.round_id == resident_round.id), None)


@dataclass(frozen=True)
class AnswerRow:
    """One answer as a curator sees it who looks for stuffing."""

    answer: ResidentAnswer
    rung: Rung
    answers: list[tuple[Message, Message]]
    signs: list[StuffingSign]


@dataclass(frozen=True)
class RoundSigns:
    """A round with how many of its answers count, and what looks odd in which of them."""

    resident_round: ResidentRound
    number: int
    signs: dict[StuffingSign, frozenset[int]]

    @property
    def label(self) -> Message:
        return self.resident_round.round.label


@dataclass(frozen=True)
class RoundAnswersPage:
    resident_round: ResidentRound
    label: Message
    rows: list[AnswerRow]
    round_signs: RoundSigns
    words: Sequence[str]
    """What residents added, until the release: then each waits in the queue."""


def list_round_signs(resident_rounds: Sequence[ResidentRound]) -> list[RoundSigns]:
    """Read the signs of rounds, each beside the earlier rounds of its activity."""
    rounds = queries.list_rounds_of_activities({each.activity_id for each in resident_rounds})
    answers = queries.get_counting_answers(each.id for each in rounds)
    return [
        RoundSigns(
            each,
            len(answers[each.id]),
            rules.find_signs(
                answers[each.id], each.opened_on, list_earlier_rounds(each, rounds, answers)
            ),
        )
        for each in resident_rounds
    ]


def list_earlier_rounds(
    resident_round: ResidentRound,
    rounds: Sequence[ResidentRound],
    answers: Mapping[int, Sequence[SentAnswer]],
) -> list[EarlierRound]:
    before = [
        r
        for r in rounds
        if r.activity_id == resident_round.activity_id and r.id < resident_round.id
    ]
    return [
        EarlierRound(each.closes_on, rules.get_middle_rung([a.values for a in answers[each.id]]))
        for each in before
    ]


def build_answers_page(actor: Actor, resident_round: ResidentRound) -> RoundAnswersPage:
    answers = queries.list_answers(actor, resident_round)
    (round_signs,) = list_round_signs([resident_round])
    signs, texts = round_signs.signs, get_texts(resident_round)
    return RoundAnswersPage(
        resident_round=resident_round,
        label=resident_round.round.label,
        rows=[build_answer_row(each, signs, texts) for each in answers],
        round_signs=round_signs,
        words=[each.body for each in queries.list_held_remarks(resident_round)],
    )


def build_answer_row(
    answer: ResidentAnswer, signs: dict[StuffingSign, frozenset[int]], texts: VersionTexts
) -> AnswerRow:
    answered = [(n, answer.values[n]) for n in QUESTION_NAMES if n in answer.values]
    answers_in_words = [(texts[f"{n}.title"], texts[f"{n}.{value}"]) for n, value in answered]
    looks = [sign for sign, ids in signs.items() if answer.id in ids]
    return AnswerRow(answer, rules.get_rung(answer.values), answers_in_words, looks)


def label_rounds(resident_rounds: Sequence[ResidentRound]) -> list[tuple[ResidentRound, Message]]:
    return [(each, each.round.label) for each in resident_rounds]


def build_question_texts(name: str) -> ItemGroup:
    """Return what can be worded anew of a question: never the number of its answers."""
    items = [
        FrameworkItem(key, KEY_LABELS[key.rpartition(".")[2]], TEXTS[key])
        for key in list_text_keys(name)
    ]
    return ItemGroup(TEXTS[f"{name}.title"], tuple(items))


KEY_LABELS: dict[str, Message] = {
    "title": N_("The question"),
    "hint": N_("The hint below it"),
    **{step: N_("Answer %(step)s of 0 to 4", step=step) for step in map(str, STEPS)},
    **{each.value: N_("The answer: %(said)s", said=each.label) for each in FreeChoice},
}
NOT_KNOWN = FrameworkItem(DONT_KNOW, N_("The last answer to each question"), TEXTS[DONT_KNOW])
FRAMEWORK = Framework(
    FrameworkKind.RESIDENTS,
    (
        *(build_question_texts(name) for name in QUESTION_NAMES),
        ItemGroup(N_("To each question"), (NOT_KNOWN,)),
    ),
)
"""What residents are asked, as an administrator can word it anew."""
