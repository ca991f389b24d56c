"""Commands follow a development server; nothing else ever does."""

import os
import stat
from pathlib import Path

import pytest

from coprod.config import Environment, Settings, follow_development, given, keep_for_commands

DEVELOPMENT = {"COPROD_ENVIRONMENT": "development", "COPROD_DEMO": "1"}
SECRET = "a1b2c3d4e5f6g7h8i9j0-k1l2m3n4o5p6"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """Give an environment in which only the data folder is said."""
    bare = {"COPROD_DATA_FOLDER": str(tmp_path)}
    monkeypatch.setattr(os, "environ", bare)
    return bare


def serve(environment: dict[str, str], folder: Path, **variables: str) -> Path:
    """Do what a server does that is started with some settings, and end it."""
    environment.update(variables)
    chosen = Environment(variables["COPROD_ENVIRONMENT"])
    address = "https://register.example.org"
    keep_for_commands(
        Settings(environment=chosen, data_folder=folder, secret_key=SECRET, public_url=address)
    )
    for name in variables:
        del environment[name]
    return folder / "development.json"


def test_a_command_follows_the_development_server_of_its_data_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    kept = serve(environment, tmp_path, **DEVELOPMENT)

    assert follow_development() == tmp_path
    assert given() == DEVELOPMENT
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_command_that_is_given_any_setting_follows_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    serve(environment, tmp_path, **DEVELOPMENT)
    environment["COPROD_DATABASE_URL"] = "postgresql://db/coprod"

    assert follow_development() is None
    assert "COPROD_ENVIRONMENT" not in environment


@pytest.mark.parametrize("kind", ["production", "test"])
def test_another_server_is_never_followed_and_ends_what_was_tried_out(
    environment: dict[str, str], tmp_path: Path, kind: str
) -> None:
    serve(environment, tmp_path, **DEVELOPMENT)
    kept = serve(environment, tmp_path, COPROD_ENVIRONMENT=kind)

    assert not kept.exists()
    assert follow_development() is None
