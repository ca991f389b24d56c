"""What kinds of table there are, how large one may be, and why a file is refused."""

from dataclasses import dataclass
from enum import StrEnum

from coprod.core.values.phrases import N_, Message

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PACKED_FILES = 2_000
MOST_SHEETS = 60
MOST_ROWS = 50_000
MOST_LINES = 1_100_000
"""As many as any spreadsheet has, empty ones too."""
MOST_COLUMNS = 250
MOST_CELLS = 2_000_000
LONGEST_CELL = 500_000
MOST_MEMORY = 1_000 * 1024 * 1024
MOST_SECONDS = 60


class FileKind(StrEnum):
    """What a file is, whatever its name says."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


ENDINGS = {
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".xls": FileKind.XLS,
    ".ods": FileKind.ODS,
}


class DateOrder(StrEnum):
    """How 4/5/2026 is read. ``UNKNOWN``: nobody has said so yet."""

    UNKNOWN = ""
    DAY_FIRST = "day"
    MONTH_FIRST = "month"


class Refusal(StrEnum):
    """Why a file cannot be opened."""

    EMPTY = "empty"
    NO_ROWS = "no_rows"
    ENDING = "ending"
    LOCK_FILE = "lock_file"
    OTHER_KIND = "other_kind"
    NOT_TEXT = "not_text"
    PASSWORD = "password"  # noqa: S105 - a reason, and no password
    DAMAGED = "damaged"
    TOO_BIG = "too_big"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_SHEETS = "too_many_sheets"
    CELL_TOO_LONG = "cell_too_long"
    TOO_SLOW = "too_slow"


REFUSAL_MESSAGES: dict[Refusal, Message] = {
    Refusal.EMPTY: N_("This file is empty. Open it, check that it has rows, and save it again"),
    Refusal.NO_ROWS: N_("There are no rows in this file. Choose a file that has some"),
    Refusal.ENDING: N_("Choose a file that ends in .csv, .xlsx, .xls or .ods"),
    Refusal.LOCK_FILE: N_(
        "This is a temporary file that appears while the workbook is open. Close the workbook, "
        "and choose the file whose name does not begin with ~"
    ),
    Refusal.OTHER_KIND: N_(
        "The ending of this file’s name does not match what is in it. Open it in your "
        "spreadsheet program, and save it as .xlsx or .csv"
    ),
    Refusal.NOT_TEXT: N_(
        "We cannot read the letters in this file. Save it as “CSV UTF-8” and try again"
    ),
    Refusal.PASSWORD: N_("This workbook has a password. Save a copy without one and try again"),
    Refusal.DAMAGED: N_(
        "This file is damaged, or is not a workbook. Open it in your spreadsheet program, and "
        "save it again"
    ),
    Refusal.TOO_BIG: N_("This file is larger than 20 MB. Split it into smaller files"),
    Refusal.UNPACKS_TOO_BIG: N_(
        "This workbook is too large when it is unpacked. Take out pictures and empty sheets, or "
        "save it as CSV"
    ),
    Refusal.TOO_MANY_ROWS: N_("This table has more than 50,000 rows. Split it into smaller files"),
    Refusal.TOO_MANY_COLUMNS: N_(
        "This table has more than 250 columns. Delete those that are not needed, and try again"
    ),
    Refusal.TOO_MANY_CELLS: N_(
        "This file has more than 2 million cells. Split it into smaller files"
    ),
    Refusal.TOO_MANY_SHEETS: N_(
        "This workbook has more than 60 sheets. Save the one you need as a file of its own"
    ),
    Refusal.CELL_TOO_LONG: N_(
        "One cell in this file holds more text than an activity can. Shorten it"
    ),
    Refusal.TOO_SLOW: N_("This file takes too long to read. Save it as CSV and try again"),
}


class FileRefusedError(Exception):
    """A file that cannot be opened; ``REFUSAL_MESSAGES`` says why in one sentence."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class SheetSize:
    name: str
    rows: int
    columns: int


@dataclass(frozen=True)
class OpenedFile:
    """A file that could be opened: what it is, its sheets, and how its letters were read."""

    kind: FileKind
    sheets: tuple[SheetSize, ...]
    encoding: str = ""
