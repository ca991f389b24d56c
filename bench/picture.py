"""The picture at the head of the README: ``python -m bench.picture`` takes it from the demo."""

import io
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.servers import HOME, running
from tests.browser import FLAGS, found

PICTURE = HOME / "docs" / "pictures" / "home.webp"
WIDTH, HEIGHT = 1280, 800


def take_picture(address: str) -> bytes:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(address, wait_until="networkidle")
        data = page.screenshot()
        browser.close()
    return data


def main() -> None:
    with TemporaryDirectory() as folder:
        environment = {
            "COPROD_DATA_FOLDER": folder,
            "COPROD_DEMO": "1",
            "COPROD_ENVIRONMENT": "development",
        }
        prepare = [sys.executable, "-m", "coprod", "prepare"]
        subprocess.run(prepare, cwd=HOME, env={**os.environ, **environment}, check=True)
        with running("wsgi:app", environment, Path(folder) / "server.log") as server:
            data = take_picture(f"http://127.0.0.1:{server.port}/")
    output = io.BytesIO()
    Image.open(io.BytesIO(data)).convert("RGB").save(output, "WEBP", quality=80, method=6)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(output.getvalue())


if __name__ == "__main__":
    main()
