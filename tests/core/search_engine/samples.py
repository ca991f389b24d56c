"""A small index that tests of the search engine ask."""

from tantivy import Index

from coprod.core.search_engine.indexing import fill_index
from coprod.core.search_engine.models import Document
from coprod.core.search_engine.schema import open_index

DOCUMENTS = (
    Document("a", 1, "Falls group", text="Handrails were fitted.", facets={"place": ("bow",)}),
    Document("a", 2, "Paying people", text="Residents were paid for their time.", day=5),
    Document("a", 3, "Co-production of care", text="Health care, written apart.", day=3),
    Document("b", 4, "Healthcare board", text="The board met.", facets={"place": ("bow", "se")}),
    Document("b", 5, "স্বাস্থ্য সভা", text="Kulan caafimaad oo ku saabsan go'aan."),
)


def index(*documents: Document) -> Index:
    made = open_index(None)
    fill_index(made, documents or DOCUMENTS, "seven")
    return made
