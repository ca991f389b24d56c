"""A release says what it is made of, and whoever has it can check that nobody changed it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from release.__main__ import (
    CHECKSUMS,
    HOME,
    NAMESPACE,
    list_frontend_parts,
    list_python_parts,
    sign,
    write_checksums,
)

pytestmark = pytest.mark.shape

SIGNER = "releases@example.org"


def list_components(text: str) -> set[tuple[str, str]]:
    parts: dict[str, Any] = json.loads(text)
    assert parts["bomFormat"] == "CycloneDX"
    return {(each["name"], each["version"]) for each in parts["components"]}


def test_the_bill_of_materials_names_each_python_package_with_its_version() -> None:
    locked = (HOME / "requirements/files.txt").read_text()
    pinned = re.findall(r"^([\w.-]+)(?:\[\S+\])?==([^\s;\\]+)", locked, re.MULTILINE)

    bill = list_python_parts()

    assert pinned
    assert list_components(bill) == set(pinned)
    assert not {"serialNumber", "timestamp"} & {*json.loads(bill), *json.loads(bill)["metadata"]}


def test_the_bill_of_materials_names_what_readers_are_sent() -> None:
    wanted: dict[str, str] = json.loads((HOME / "frontend/package.json").read_text())[
        "dependencies"
    ]

    bill = list_frontend_parts()

    assert set(wanted.items()) <= list_components(bill)
    assert list_frontend_parts() == bill


def test_checksums_name_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "b.whl").write_text("two")
    (tmp_path / "a.json").write_text("one")
    write_checksums(tmp_path)
    write_checksums(tmp_path)

    lines = (tmp_path / CHECKSUMS).read_text().splitlines()

    assert [line.split("  ")[1] for line in lines] == ["a.json", "b.whl"]
    assert lines[0].startswith("7692c3ad3540bb803c020b3aee66cd88")


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="there is no ssh-keygen")
def test_a_signature_holds_for_what_was_signed_and_for_nothing_else(tmp_path: Path) -> None:
    key, folder = tmp_path / "key", tmp_path / "dist"
    folder.mkdir()
    (folder / "a.whl").write_text("one")
    make_key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(make_key, check=True)  # noqa: S603 - our own words
    write_checksums(folder)

    sign(folder, key)

    assert verify(folder, key)
    (folder / CHECKSUMS).write_text("0  a.whl\n")
    assert not verify(folder, key)


def verify(folder: Path, key: Path) -> bool:
    allowed = folder / "allowed_signers"
    allowed.write_text(f"{SIGNER} {key.with_suffix('.pub').read_text()}")
    signature = folder / f"{CHECKSUMS}.sig"
    options = ["-f", str(allowed), "-I", SIGNER, "-n", NAMESPACE, "-s", str(signature)]
    done = subprocess.run(  # noqa: S603 - our own words
        ["ssh-keygen", "-Y", "verify", *options],  # noqa: S607
        input=(folder / CHECKSUMS).read_bytes(),
        capture_output=True,
        check=False,
    )
    return done.returncode == 0
