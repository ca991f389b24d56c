"""Compile the look into ``static/``: style from Sass, script and pictures as they are.

Every file gets a name with a hash of what is in it, listed in ``manifest.json``. Beside it lies
the same packed, which is what travels to browsers that can unpack it.
"""

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "static"
GOVUK = HERE / "node_modules/govuk-frontend/dist/govuk"
COPIED = {
    "app.js": HERE / "app.js",
    "mark.svg": HERE / "mark.svg",
    "govuk-frontend.min.js": GOVUK / "govuk-frontend.min.js",
    **{path.name: path for path in sorted(HERE.glob("drawings/*.svg"))},
}


def style() -> bytes:
    sass = ["node", HERE / "node_modules/sass/sass.js", "--quiet-deps", "--style=compressed"]
    where = ["--no-source-map", f"--load-path={HERE / 'node_modules'}", HERE / "app.scss"]
    done = subprocess.run([*sass, *where], check=False, capture_output=True)
    if done.returncode:
        sys.exit(f"The styles do not compile:\n{done.stderr.decode()}")
    return done.stdout


def hashed(name: str, content: bytes) -> str:
    stem, ending = name.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def build() -> None:
    files = {name: path.read_bytes() for name, path in COPIED.items()} | {"app.css": style()}
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    manifest = {name: hashed(name, content) for name, content in files.items()}
    # app.js imports the library by its plain name: give it the hashed one.
    plain, real = b"./govuk-frontend.min.js", f"./{manifest['govuk-frontend.min.js']}".encode()
    files["app.js"] = files["app.js"].replace(plain, real)
    manifest["app.js"] = hashed("app.js", files["app.js"])
    for name, content in files.items():
        (OUT / manifest[name]).write_bytes(content)
        (OUT / f"{manifest[name]}.gz").write_bytes(gzip.compress(content, mtime=0))
    (OUT / "manifest.json").write_text(json.dumps(manifest, indent=1))


if __name__ == "__main__":
    build()
