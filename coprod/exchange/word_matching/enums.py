"""What a word in a file can mean, and how sure a match is."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class WordMeaning(LabelledEnum):
    """What a word about how somebody felt counts as."""

    POSITIVE = "positive", N_("Positive")
    NEUTRAL = "neutral", N_("Neither")
    NEGATIVE = "negative", N_("Negative")
    NOT_KNOWN = "not_known", N_("“Don’t know”")
    LEFT_OUT = "left_out", N_("No answer: leave out")


class MatchState(LabelledEnum):
    """How a word was matched. ``LIKELY``: a guess that counts only once somebody saved it."""

    CHOSEN = "chosen", N_("Matched by a curator")
    KNOWN = "known", N_("Known wording")
    LIKELY = "likely", N_("Likely: please check")
    EARLIER = "earlier", N_("As in the earlier file: please check")
    NEW = "new", N_("New: goes on the list")
    NONE = "none", N_("Not matched")


UNPLACED = "unplaced"
"""What a word counts as that a curator does not place on purpose."""


@dataclass(frozen=True)
class WordMatch:
    """What a word is taken for: a ``WordMeaning``, or what the list it is looked up in holds."""

    value: str = ""
    state: MatchState = MatchState.NONE


POSITIVE_WORDS = (
    *("good", "positive", "satisfied", "easy", "helpful", "happy", "likely", "confident", "safe"),
    *("useful", "clear", "comfortable", "pleased", "involved", "respected", "well", "favourable"),
)
NEGATIVE_WORDS = (
    *("poor", "bad", "negative", "dissatisfied", "unsatisfied", "difficult", "hard", "unhelpful"),
    *("unhappy", "unlikely", "unsafe", "unclear", "uncomfortable", "unfavourable", "badly"),
    *("disappointed",),
)
DEGREES = (
    *("very", "fairly", "quite", "extremely", "completely", "somewhat", "mostly", "rather"),
    *("slightly", "really", "totally", "highly", "mainly", "generally", "reasonably", "pretty"),
)
DENIALS = ("not", "not very", "not at all", "not so", "not particularly", "not that", "not really")
AGREEMENT_DEGREES = ("strongly", "completely", "totally", "fully", "slightly", "somewhat", "mostly")
OTHER_WORDS: Mapping[WordMeaning, tuple[str, ...]] = {
    WordMeaning.POSITIVE: (
        *("excellent", "outstanding", "great", "yes definitely", "yes completely", "definitely"),
        *("yes to some extent", "to some extent", "very well", "quite well", "fairly well"),
        *("more than satisfactory", "above average", "better", "much better", "always"),
    ),
    WordMeaning.NEUTRAL: (
        *("neutral", "mixed", "ok", "okay", "fair", "average", "neither", "so so", "indifferent"),
        *("neither nor", "about the same", "the same", "no change", "sometimes", "undecided"),
        *("neither positive or negative", "satisfactory", "adequate", "mixed feelings"),
    ),
    WordMeaning.NEGATIVE: (
        *("terrible", "awful", "no not at all", "no definitely not", "definitely not", "worse"),
        *("much worse", "below average", "inadequate", "never", "not well", "not at all"),
        *("very badly",),
    ),
    WordMeaning.NOT_KNOWN: (
        *("don t know", "dont know", "do not know", "don t know can t say", "can t say", "unsure"),
        *("not sure", "don t know not sure", "can t remember", "don t know can t remember"),
        *("i don t know", "no opinion", "dk"),
    ),
    WordMeaning.LEFT_OUT: (
        *("not applicable", "n a", "does not apply", "doesn t apply", "does not apply to me"),
        *("prefer not to say", "no answer", "not answered", "did not answer", "no response"),
        *("blank", "skipped", "missing", "not stated", "haven t tried", "i haven t tried"),
        *("none", "nil", "null", "declined to answer", "not asked"),
    ),
}
LIKELY_WORDS: Mapping[str, WordMeaning] = {
    "yes": WordMeaning.POSITIVE,
    "y": WordMeaning.POSITIVE,
    "true": WordMeaning.POSITIVE,
    "no": WordMeaning.NEGATIVE,
    "n": WordMeaning.NEGATIVE,
    "false": WordMeaning.NEGATIVE,
    "maybe": WordMeaning.NEUTRAL,
    "unknown": WordMeaning.NOT_KNOWN,
    "other": WordMeaning.NOT_KNOWN,
}
"""Words that say how somebody felt only if the question is put so."""
FACES: Mapping[str, WordMeaning] = {
    **dict.fromkeys("😀😃😄😁😊🙂☺😍👍", WordMeaning.POSITIVE),
    **dict.fromkeys("😐😑😶", WordMeaning.NEUTRAL),
    **dict.fromkeys("🙁☹😞😟😢😠😡👎", WordMeaning.NEGATIVE),
}
SHORT_FORMS: Mapping[str, str] = {
    "hc": "health centre",
    "mc": "medical centre",
    "med": "medical",
    "ctr": "centre",
    "center": "centre",
    "ln": "lane",
    "rd": "road",
    "st": "street",
    "sq": "square",
    "surg": "surgery",
    "prac": "practice",
    "svc": "service",
    "svcs": "services",
    "hosp": "hospital",
    "mh": "mental health",
    "pcn": "network",
    "dept": "department",
}
"""How names are shortened in files."""
EMPTY_NAME_WORDS = frozenset(
    {"the", "of", "and", "a", "an", "in", "at", "for", "residents", "people", "or"}
)
"""Words of a name that do not tell it from another."""
