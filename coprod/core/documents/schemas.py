"""Taking the text out of a PDF or a Word document, in a process apart (see ``commands``)."""

import json
import tempfile

from coprod.core.documents.enums import MOST_SECONDS, Refusal, TextRefusedError
from coprod.core.subprocesses import ProcessFailedError, run_program

PROGRAM = "coprod.core.documents.commands"


def extract_text(data: bytes, ending: str) -> str:
    """Return the text of a document. ``ending`` is that of its name, ``pdf`` or ``docx``.

    ``TextRefusedError`` where there is none, or where it cannot be read.
    """
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(data)
        file.flush()
        return read_answer(run_reader(file.name, ending))


def run_reader(path: str, ending: str) -> bytes:
    try:
        return run_program(PROGRAM, path, ending, seconds=MOST_SECONDS)
    except TimeoutError:
        raise TextRefusedError(Refusal.TOO_SLOW) from None
    except ProcessFailedError:
        raise TextRefusedError(Refusal.DAMAGED) from None


def read_answer(output: bytes) -> str:
    answer = json.loads(output)
    if "refused" in answer:
        raise TextRefusedError(Refusal(answer["refused"]))
    return str(answer["text"])
