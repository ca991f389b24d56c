"""What the pages about suggested words are given."""

from dataclasses import dataclass

from coprod.engagement.suggestions import queries
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.rules import TextPiece, compare


@dataclass(frozen=True)
class SuggestionView:
    """A suggestion beside the words that stand there now.

    ``has_moved``: the passage was changed since, so that there are three texts.
    """

    suggestion: EditSuggestion
    current_words: str
    pieces: list[TextPiece]
    has_moved: bool


def build_view(suggestion: EditSuggestion) -> SuggestionView:
    current_words = queries.read_passage(suggestion.activity, suggestion.passage)
    return SuggestionView(
        suggestion=suggestion,
        current_words=current_words,
        pieces=compare(current_words, suggestion.best_words),
        has_moved=current_words != suggestion.before,
    )
