"""Every column that could hold what people wrote says whether it does."""

from typing import Any

import pytest
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base
from coprod.desk.redaction.queries import list_models, list_searched_columns, list_text_columns

MODELS = list(list_models())


def undeclared(model: type[Base]) -> list[str]:
    declared = {*model.holds_words, *model.holds_no_words}
    return [name for name in list_text_columns(model) if name not in declared]


@pytest.mark.parametrize("model", MODELS, ids=[model.__tablename__ for model in MODELS])
def test_every_text_column_is_declared(model: type[Base]) -> None:
    assert undeclared(model) == [], (
        "Say in `holds_words` that people's words stand there, or in `holds_no_words` why never"
    )
    names = {column.name for column in model.__table__.columns}
    known = {*model.holds_words, *model.holds_no_words, *model.holds_numbers, *model.hashes_words}
    assert known <= names
    assert not set(model.holds_words) & set(model.holds_no_words)
    assert all(reason.strip() for reason in model.holds_no_words.values())


def test_a_column_that_says_nothing_is_found_and_searched_all_the_same(app: Any) -> None:
    class Diary(Base):
        __tablename__ = "diary_of_a_test"
        words: Mapped[str] = mapped_column()

    try:
        assert undeclared(Diary) == ["words"]
        assert list_searched_columns(Diary) == ["words"]
    finally:
        Base.registry._dispose_cls(Diary)
        Base.metadata.remove(Diary.__table__)  # type: ignore[arg-type]
