"""What of a story is read first: one line below its title, and the first paragraphs."""

import re

FEWEST_LETTERS, MOST_LETTERS = 30, 160
"""How long the one line below the title may be."""
MOST_WORDS_FIRST, FEWEST_WORDS_FOLDED = 60, 25
"""How many words of the text stand open on the first page, and how few are not worth folding."""
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+(?=[A-Z“‘])")


def split_summary(summary: str) -> tuple[str, str]:
    """Return the first sentence of a summary, which stands below the title, and the rest.

    A summary whose first sentence is no single line stays whole.
    """
    for end in SENTENCE_END.finditer(summary):
        if end.start() > MOST_LETTERS:
            break
        if end.start() >= FEWEST_LETTERS:
            return summary[: end.start()], summary[end.end() :].strip()
    return summary, ""


def split_text(text: str) -> tuple[str, str]:
    """Return the first paragraphs of a text in Markdown, and what is folded below them.

    Little is not worth folding: then all of it stands open. A list or a quotation is never cut.
    """
    paragraphs = re.split(r"\n[ \t]*\n", text.strip())
    words = [len(paragraph.split()) for paragraph in paragraphs]
    for n in range(1, len(paragraphs)):
        is_full = sum(words[: n + 1]) > MOST_WORDS_FIRST
        if is_full and can_begin(paragraphs[n]) and sum(words[n:]) >= FEWEST_WORDS_FOLDED:
            return "\n\n".join(paragraphs[:n]), "\n\n".join(paragraphs[n:])
    return text, ""


def can_begin(paragraph: str) -> bool:
    """Tell whether a paragraph is understood without the one before: no item, no quotation."""
    return re.match(r"\s|[-*+>]|\d+[.)]", paragraph) is None
