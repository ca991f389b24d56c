"""Find a Chromium for the browser tests, or install one: ``python -m tests.browser`` says which.

In this order: ``$CHROMIUM``, one on PATH, Debian's package when we may install it, and npm's
``@sparticuz/chromium``, which carries the browser in the package.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNPACK = (
    "import('@sparticuz/chromium').then(async c => console.log(await c.default.executablePath()))"
)
FOLDER = HOME / "build/browser"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def found() -> str | None:
    """Return the path of a Chromium that is here already."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None) or kept()


def kept() -> str | None:
    path = FOLDER / "path"
    return path.read_text().strip() if path.exists() else None


def from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core")
    return shutil.which("chromium")


def from_npm() -> str | None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    tools = {**os.environ, "PATH": f"{HOME / '.tools/bin'}:{os.environ['PATH']}"}
    subprocess.run(  # noqa: S603
        ["npm", "i", "--loglevel=error", "--no-save", "--prefix", FOLDER, "@sparticuz/chromium"],  # noqa: S607
        check=False,
        env=tools,
    )
    done = subprocess.run(  # noqa: S603
        ["node", "-e", UNPACK],  # noqa: S607
        cwd=FOLDER,
        env=tools,
        capture_output=True,
        text=True,
        check=False,
    )
    path = done.stdout.strip()
    if path:
        (FOLDER / "path").write_text(path)
    return path or None


def run(*command: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)  # noqa: S603


def main() -> None:
    path = found() or from_debian() or from_npm()
    if not path:
        sys.exit("No Chromium: set CHROMIUM to the path of one, then run make test again.")


if __name__ == "__main__":
    main()
