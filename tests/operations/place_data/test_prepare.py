"""``coprod prepare`` brings what is new in our files, and nothing to a place of others."""

from pathlib import Path

from sqlalchemy import delete, func, select

from coprod.core.config import Environment
from coprod.core.database import db
from coprod.core.migrations import migrate
from coprod.library.index.models import SynonymGroup
from coprod.operations.place_data.commands import load
from coprod.prepare import prepare
from coprod.reference.lists.models import LoadedLine, Partnership, Term
from coprod.resourcing.rate_card.models import StoredRate
from tests.accounts.first_run.test_check import OWN, in_production, make_app, run


def test_prepare_adds_later_what_an_earlier_version_did_not_have(tmp_path: Path) -> None:
    app = make_app(tmp_path, Environment.DEVELOPMENT)
    assert run(app, prepare)[0] == 0
    with app.app_context():
        for table in (SynonymGroup, StoredRate, LoadedLine):
            db.session.execute(delete(table))
        db.session.commit()

    assert run(app, prepare)[0] == 0

    with app.app_context():
        counts = [db.session.scalar(select(func.count(t.id))) for t in (SynonymGroup, StoredRate)]
        db.engine.dispose()
    assert all(counts)


def test_prepare_adds_nothing_to_a_place_with_files_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(OWN)
    app = in_production(tmp_path)
    with app.app_context():
        migrate()
    assert run(app, load, str(tmp_path))[0] == 0

    assert run(app, prepare)[0] == 0

    with app.app_context():
        assert db.session.scalars(select(Partnership.partnership)).all() == [
            "Tower Hamlets Together"
        ]
        assert db.session.scalar(select(func.count(Term.id))) == 0
        db.engine.dispose()
