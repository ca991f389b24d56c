"""Commands follow a development server; nothing else ever does."""

import os
import stat
from pathlib import Path

import pytest

from coprod.core import config
from coprod.core.config import (
    HOME,
    BadSettingsError,
    Environment,
    Settings,
    list_given_settings,
    save_settings_for_commands,
    use_development_settings,
)

DEVELOPMENT = {"COPROD_ENVIRONMENT": "development", "COPROD_DEMO": "1"}
SECRET = "a1b2c3d4e5f6g7h8i9j0-k1l2m3n4o5p6"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """Give an environment in which only the data folder is said."""
    bare = {"COPROD_DATA_FOLDER": str(tmp_path)}
    monkeypatch.setattr(os, "environ", bare)
    return bare


@pytest.fixture
def env_file(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a file of settings that stands where ``.env`` does."""
    path = tmp_path / ".env"
    path.write_text(f"COPROD_ENVIRONMENT=production\nCOPROD_SECRET_KEY={SECRET}\n")
    with path.open("a") as file:
        file.write("COPROD_PUBLIC_URL=https://register.example.org\nCOPROD_IDLE_HOURS=3\n")
    monkeypatch.setattr(config, "ENV_FILE", path)
    return path


def serve(environment: dict[str, str], folder: Path, **variables: str) -> Path:
    """Do what a server does that is started with some settings, and end it."""
    environment.update(variables)
    chosen = Environment(variables["COPROD_ENVIRONMENT"])
    address = "https://register.example.org"
    save_settings_for_commands(
        Settings(environment=chosen, data_folder=folder, secret_key=SECRET, public_url=address)
    )
    for name in variables:
        del environment[name]
    return folder / "development.json"


def test_a_command_follows_the_development_server_of_its_data_folder(
    environment: dict[str, str], tmp_path: Path
) -> None:
    kept = serve(environment, tmp_path, **DEVELOPMENT)

    assert use_development_settings() == tmp_path
    assert list_given_settings() == DEVELOPMENT
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_command_that_is_given_any_setting_follows_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    serve(environment, tmp_path, **DEVELOPMENT)
    environment["COPROD_DATABASE_URL"] = "postgresql://db/coprod"

    assert use_development_settings() is None
    assert "COPROD_ENVIRONMENT" not in environment


@pytest.mark.parametrize("kind", ["production", "test"])
def test_another_server_is_never_followed_and_ends_what_was_tried_out(
    environment: dict[str, str], tmp_path: Path, kind: str
) -> None:
    serve(environment, tmp_path, **DEVELOPMENT)
    kept = serve(environment, tmp_path, COPROD_ENVIRONMENT=kind)

    assert not kept.exists()
    assert use_development_settings() is None


def test_settings_come_from_the_file_where_the_environment_gives_none(
    env_file: Path, tmp_path: Path
) -> None:
    found = Settings.read()

    assert (found.is_production, found.idle_hours, found.key) == (True, 3, SECRET)
    assert found.data_folder == tmp_path  # it only says where the data is


def test_one_setting_in_the_environment_and_the_file_is_not_read(
    environment: dict[str, str], env_file: Path
) -> None:
    """Whoever types ``make run`` beside it never opens the demo on the data of that file."""
    environment["COPROD_ENVIRONMENT"] = "development"

    assert Settings.read().idle_hours == 12


def test_a_mistake_in_the_file_is_named(env_file: Path) -> None:
    env_file.write_text(env_file.read_text() + "COPROD_PROXIES=many\n")

    with pytest.raises(BadSettingsError, match="COPROD_PROXIES"):
        Settings.read()


def test_commands_work_on_the_register_of_the_file(
    environment: dict[str, str], env_file: Path, tmp_path: Path
) -> None:
    serve(environment, tmp_path, **DEVELOPMENT)

    assert use_development_settings() is None


def test_the_file_to_copy_needs_only_its_secret(env_file: Path) -> None:
    example = (HOME / ".env.example").read_text()
    env_file.write_text(example)
    with pytest.raises(BadSettingsError, match="COPROD_SECRET_KEY"):
        Settings.read()
    env_file.write_text(example.replace("COPROD_SECRET_KEY=", f"COPROD_SECRET_KEY={SECRET}"))

    assert Settings.read().is_production
