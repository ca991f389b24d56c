"""Starting: what is wrong is said in one plain line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
SECRET = "a1b2c3d4e5f6g7h8i9j0-k1l2m3n4o5p6"


def started(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("COPROD_")}
    given = {"COPROD_DATA_FOLDER": str(folder), **environment}
    return subprocess.run(
        [sys.executable, "-m", "coprod", "serve"],
        cwd=HOME,
        env={**clean, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def in_one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "COPROD_SECRET_KEY must be a random secret"),
        ({"COPROD_SECRET_KEY": "secret"}, "COPROD_SECRET_KEY must be a random secret"),
        ({"COPROD_SECRET_KEY": "a" * 40}, "COPROD_SECRET_KEY must be a random secret"),
        ({"COPROD_SECRET_KEY": SECRET}, "COPROD_PUBLIC_URL must be the https:// address"),
        (
            {
                "COPROD_SECRET_KEY": SECRET,
                "COPROD_PUBLIC_URL": "https://x.example",
                "COPROD_DEMO": "1",
            },
            "COPROD_DEMO must not be set in production",
        ),
        ({"COPROD_ENVIRONMENT": "development", "COPROD_PROXIES": "many"}, "COPROD_PROXIES"),
        ({"COPROD_ENVIRONMENT": "development", "PORT": "http"}, "PORT must be a number"),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    assert said in in_one_line(started(tmp_path, **environment))


def test_a_server_never_takes_its_settings_from_one_that_was_tried_out(tmp_path: Path) -> None:
    (tmp_path / "development.json").write_text('{"COPROD_ENVIRONMENT": "development"}')

    assert "COPROD_SECRET_KEY must be" in in_one_line(started(tmp_path))


def test_a_busy_port_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = started(tmp_path, COPROD_ENVIRONMENT="development", PORT=port)

    assert f"port {port} is busy" in in_one_line(done)


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    done = started(in_the_way / "data", COPROD_ENVIRONMENT="development")

    assert "Not a directory" in in_one_line(done)
