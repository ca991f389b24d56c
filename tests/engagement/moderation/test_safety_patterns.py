"""The patterns of the place that comes with the app, held against sentences that others wrote.

``safety_sentences.jsonl`` was written by people who had not seen the patterns. Each line says
whether a moderator should read it first.
"""

import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.rules import PlaceData, TermData
from coprod.reference.lists.schemas import read_place
from coprod.reference.safety.rules import SafetyLists, SafetyMatcher, build_matcher

HERE = Path(__file__).parent
PLACE = HERE.parents[2] / "examples" / "tower-hamlets" / "place.yaml"
LEAST_RECALL, MOST_FALSE = 0.95, 0.15


def lines(data: PlaceData, listing: ListKind) -> list[TermData]:
    return [term for term in data.terms if term.list_kind is listing]


@cache
def matcher() -> SafetyMatcher:
    data = read_place(PLACE)
    patterns = lines(data, ListKind.SAFETY_WORD)
    return build_matcher(
        SafetyLists(
            patterns=tuple((str(term.values.get("note", "")), term.names) for term in patterns),
            groups=tuple((term.key, term.names[1:]) for term in lines(data, ListKind.SAFETY_GROUP)),
            guards=tuple(n for term in lines(data, ListKind.SAFETY_GUARD) for n in term.names),
        )
    )


def share(sentences: list[dict[str, Any]]) -> float:
    return sum(bool(matcher().find_signs(each["text"])) for each in sentences) / len(sentences)


@cache
def sentences() -> list[dict[str, Any]]:
    written = (HERE / "safety_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in written]


@pytest.mark.parametrize("languages", [("en", "bn", "so"), ("en",), ("bn",), ("so",)])
def test_nearly_all_that_should_be_read_first_is_and_little_else(languages: tuple[str]) -> None:
    written = [each for each in sentences() if each["lang"] in languages]
    recall = share([each for each in written if each["mark"]])
    false = share([each for each in written if not each["mark"]])

    assert recall >= LEAST_RECALL, f"recall {recall:.1%}"
    assert false <= MOST_FALSE, f"marked without need {false:.1%}"


PEOPLE = ("He", "My husband", "Her son", "The carer", "A man")
VERBS = (
    "hits",
    "punched",
    "is strangling",
    "threatened to kill",
    "neglects",
    "touched",
    "attacked",
)
OTHERS = ("me", "my mum", "the children", "the old lady")
ENDS = (
    "at the club on Thursday",
    "every time the service is late",
    "in the hall",
    "so please help",
)


@pytest.mark.parametrize("verb", VERBS)
def test_no_guard_hides_danger_because_of_the_words_around_it(verb: str) -> None:
    texts = [
        f"Nice session but {who} {verb} {whom} {end}"
        for who, whom, end in itertools.product(PEOPLE, OTHERS, ENDS)
    ]

    assert [text for text in texts if not matcher().find_signs(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Locked in by her son at night and he hits her",
        "He hits her",
        "My brother beats his wife every weekend",
        "I was slapped by the carer",
        "They have been kicking him at school",
        "She’s being hit at home",
        "He doesn't feed the children",
        "She has not been fed since yesterday",
        "Her nephew takes her money",
        "He keeps touching me under the table",
        "My husband threatened to kill me",
        "I’m afraid of my brother",
        "I want to die",
        "I am going to kill myself",
        "He took an overdose",
        "My friend self-harms, she cuts her arms",
        "She is being forced to marry her cousin",
        "My son has been missing since Friday",
        "There is no food in the house",
        "The little ones are left alone all night",
        "স্বামী আমাকে প্রতিদিন মারে",
        "ছেলে মাকে ঘরে তালা দিয়ে রাখে",
        "আমি আর বাঁচতে চাই না",
        "Ninkaygu wuu i garaacaa",
        "Gabadhayda guriga ayaa lagu xiray",
        "Waxaan rabaa inaan dhinto",
    ],
)
def test_each_person_and_tense_is_read_first(text: str) -> None:
    assert matcher().find_signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "We were hit by the cuts",
        "The estate was hit hard by the closure",
        "It killed the project",
        "We beat the deadline",
        "Dying to know what comes next",
        "He never hit anybody",
        "The hall was cold and the tea was good",
        "My feet are killing me after the walk",
        "The road is not safe to cross",
        "I am afraid of needles, so I did not go",
        "A workshop about domestic abuse would help",
        "বাতিগুলো খুব ভালো হয়েছে",
        "মশা মারার ওষুধ দিন",
        "Xarunta waa la xiray",
    ],
)
def test_figures_of_speech_and_plain_comments_wait_their_turn(text: str) -> None:
    assert matcher().find_signs(text) == ()
