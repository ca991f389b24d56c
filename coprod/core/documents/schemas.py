"""Taking the text out of a PDF or a Word document, in a process that may die of it.

A document comes from outside, and the libraries that read it are large: the process has little
memory and little time (see ``commands``), and what it prints is all that comes back.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from coprod.core.documents.enums import MOST_SECONDS, Refusal, TextRefusedError

PROGRAM = "coprod.core.documents.commands"
HOME = Path(__file__).parents[3]


def extract_text(data: bytes, ending: str) -> str:
    """Return the text of a document. ``ending`` is that of its name, ``pdf`` or ``docx``.

    ``TextRefusedError`` where there is none, or where it cannot be read.
    """
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(data)
        file.flush()
        return read_answer(read_in_subprocess(Path(file.name), ending))


def read_in_subprocess(path: Path, ending: str) -> bytes:
    try:
        result = subprocess.run(  # noqa: S603 - our own program, and no word of the document's
            [sys.executable, "-m", PROGRAM, str(path), ending],
            cwd=HOME,
            capture_output=True,
            timeout=MOST_SECONDS + 30,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TextRefusedError(Refusal.TOO_SLOW) from None
    if result.returncode:
        raise TextRefusedError(Refusal.DAMAGED)
    return result.stdout


def read_answer(output: bytes) -> str:
    answer = json.loads(output)
    if "refused" in answer:
        raise TextRefusedError(Refusal(answer["refused"]))
    return str(answer["text"])
