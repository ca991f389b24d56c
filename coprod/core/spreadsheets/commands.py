"""The process apart: it opens one file and says what it is.

``python -m coprod.core.spreadsheets.commands FILE NAME``

It is started by ``schemas.open_in_subprocess`` and by nobody else.
"""

import sys
from pathlib import Path

from coprod.core.spreadsheets.enums import MOST_MEMORY, MOST_SECONDS
from coprod.core.spreadsheets.schemas import describe_file
from coprod.core.subprocesses import limit_process


def main() -> None:
    limit_process(memory=MOST_MEMORY, seconds=MOST_SECONDS)
    sys.stdout.write(describe_file(Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
