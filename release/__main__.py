"""``make release``: in ``dist/``, what is handed over, what it is made of, and how to check both.

From one commit the same files come out each time: times are those of the commit.
"""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

HOME = Path(__file__).parents[1]
DIST = HOME / "dist"
BIN, TOOLS = HOME / ".venv/bin", HOME / ".tools/bin"
CHECKSUMS = "SHA256SUMS"
NAMESPACE = "coprod-release"
"""What a signature is for, in the words of ``ssh-keygen -Y``."""
HOW_TO_CHECK = f"""sha256sum -c {CHECKSUMS}
ssh-keygen -Y verify -f allowed_signers -I SIGNER -n {NAMESPACE} -s {CHECKSUMS}.sig < {CHECKSUMS}"""


def main() -> None:
    """Make all files of a release. ``RELEASE_KEY`` is the path of an SSH key that signs them."""
    if run("git", "status", "--porcelain"):
        sys.exit("There are changes that no commit has. Commit them first")
    os.environ["SOURCE_DATE_EPOCH"] = run("git", "log", "-1", "--format=%ct").strip()
    DIST.mkdir()
    name = f"coprod-{read_version()}"
    build_program(name)
    (DIST / f"{name}.python.cdx.json").write_text(list_python_parts())
    (DIST / f"{name}.frontend.cdx.json").write_text(list_frontend_parts())
    write_checksums(DIST)
    if key := os.environ.get("RELEASE_KEY"):
        sign(DIST, Path(key))
    print(HOW_TO_CHECK)  # noqa: T201


def read_version() -> str:
    project = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def build_program(name: str) -> None:
    """Make the wheel, and the archive that a server is installed from."""
    run(TOOLS / "uv", "build", "-q", "--offline", "--wheel", "--out-dir", DIST)
    archive = DIST / f"{name}.tar.gz"
    run("git", "archive", "--format=tar.gz", f"--prefix={name}/", "-o", archive, "HEAD")


def list_python_parts() -> str:
    """Return the bill of materials of what runs on a server, in CycloneDX, from the locked list."""
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--short-PURLs")
    return run(BIN / "cyclonedx-py", "requirements", *options, "requirements/files.txt")


def list_frontend_parts() -> str:
    """Return the same of style and script. What npm makes up anew each time is left out."""
    options = ("--package-lock-only", "--sbom-format", "cyclonedx")
    path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
    parts = json.loads(run("npm", "sbom", *options, folder=HOME / "frontend", path=path))
    del parts["serialNumber"], parts["metadata"]["timestamp"]
    return json.dumps(parts, indent=2) + "\n"


def write_checksums(folder: Path) -> None:
    files = sorted(path for path in folder.iterdir() if not path.name.startswith((".", CHECKSUMS)))
    digests = ((hashlib.sha256(path.read_bytes()).hexdigest(), path.name) for path in files)
    (folder / CHECKSUMS).write_text("".join(f"{digest}  {name}\n" for digest, name in digests))


def sign(folder: Path, key: Path) -> None:
    """Sign the checksums, and with them all files, by an SSH key."""
    run("ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", key, folder / CHECKSUMS)


def run(*command: str | Path, folder: Path = HOME, path: str = "") -> str:
    """Run a program and return what it prints; what it complains of is shown where it fails."""
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    done = subprocess.run(  # noqa: S603 - our own words
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
