"""``make bench-search``: how well the register's own search answers judged questions.

Prints one line a collection, parted by tabs: name, nDCG@10, MAP, recall@100.
"""

import sys
from pathlib import Path

from bench.judged import Judged, NotJudgedError, read
from bench.measures import Quality, quality
from coprod.core.search_engine.indexing import fill_index
from coprod.core.search_engine.models import Document, SearchRequest
from coprod.core.search_engine.ranking import search
from coprod.core.search_engine.schema import open_index

SHARED = Path(__file__).parents[2] / "shared/data"
SETS = ("ir-medline", "ir-nfcorpus-dev", "participedia-cases")
DEEP = 1000


def measured(judged: Judged) -> Quality:
    """Put the documents into an index as the site does, and ask it as the site does."""
    keys = list(judged.documents)
    index = open_index(None)
    told = (
        Document("judged", number, title=title, text=text)
        for number, (title, text) in enumerate(judged.documents.values())
    )
    fill_index(index, told, "")
    found = {
        question: [keys[hit.number] for hit in search(index, SearchRequest(text, most=DEEP)).hits]
        for question, text in judged.questions.items()
    }
    return quality(found, judged.relevant)


def main(folders: list[str]) -> None:
    for folder in [Path(each) for each in folders] or [SHARED / name for name in SETS]:
        try:
            judged = read(folder)
        except (NotJudgedError, OSError) as refusal:
            sys.exit(f"bench-search: {refusal}")
        got = measured(judged)
        line = (judged.name, *(f"{n:.3f}" for n in (got.ndcg, got.mean_precision, got.recall)))
        print("\t".join(line))  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    main(sys.argv[1:])
