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
FONTS = HERE / "node_modules/@fontsource-variable"
ATKINSON = "atkinson-hyperlegible-next-{}-wght-normal.woff2"
PACKED_ALREADY = ".woff2"
COPIED = {
    "app.js": HERE / "app.js",
    "mark.svg": HERE / "mark.svg",
    "govuk-frontend.min.js": GOVUK / "govuk-frontend.min.js",
    **{path.name: path for path in sorted(HERE.glob("drawings/*.svg"))},
    "latin.woff2": FONTS / "atkinson-hyperlegible-next/files" / ATKINSON.format("latin"),
    "latin-more.woff2": FONTS / "atkinson-hyperlegible-next/files" / ATKINSON.format("latin-ext"),
    "bengali.woff2": FONTS / "noto-sans-bengali/files/noto-sans-bengali-bengali-wght-normal.woff2",
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


def with_hashed_names(content: bytes, manifest: dict[str, str]) -> bytes:
    """Let a script or a style lead to others by their hashed names, in place of the plain ones."""
    for name, real in manifest.items():
        content = content.replace(f'"./{name}"'.encode(), f'"./{real}"'.encode())
    return content


def build() -> None:
    files = {name: path.read_bytes() for name, path in COPIED.items()} | {"app.css": style()}
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    manifest = {name: hashed(name, content) for name, content in files.items()}
    for name in ("app.js", "app.css"):
        files[name] = with_hashed_names(files[name], manifest)
        manifest[name] = hashed(name, files[name])
    for name, content in files.items():
        (OUT / manifest[name]).write_bytes(content)
        if not name.endswith(PACKED_ALREADY):
            (OUT / f"{manifest[name]}.gz").write_bytes(gzip.compress(content, mtime=0))
    (OUT / "manifest.json").write_text(json.dumps(manifest, indent=1))


if __name__ == "__main__":
    build()
