"""Which columns of a strange table a curator is asked about before anything of them is public."""

import pytest

from coprod.core.disclosure.enums import ColumnSign
from coprod.core.disclosure.rules import ColumnScan, find_sign


@pytest.mark.parametrize(
    ("heading", "values", "sign"),
    [
        ("Number of residents", ["4 (two men two women)"], ColumnSign.PEOPLE),
        ("Attendance", ["120", "95"], ColumnSign.PEOPLE),
        ("n", ["12", "", "3"], ColumnSign.PEOPLE),
        ("Notes", ["Two women and a child came"], ColumnSign.PEOPLE),
        ("Cost", ["£1250.50"], ColumnSign.MONEY),
        ("Paid", ["187.65"], ColumnSign.MONEY),
        ("Remarks", ["she was given £20"], ColumnSign.MONEY),
        ("budget_total", ["US$5 060 000.00"], ColumnSign.MONEY),
        ("Contact", ["Ring 020 7946 0123"], ColumnSign.PHONE),
        ("Contact", ["(020) 7946-0123"], ColumnSign.PHONE),
        ("Contact", ["+44 7700 900123"], ColumnSign.PHONE),
        ("Mobile", ["7700900123"], ColumnSign.PHONE),
        ("Who", ["ask resident@example.org"], ColumnSign.EMAIL),
        ("Where", ["Flat 3, E1 4NS"], ColumnSign.POSTCODE),
        ("Where", ["e14ns"], ColumnSign.POSTCODE),
        ("Colour", ["red", "blue"], None),
        ("Year", ["2019", "2024"], None),
        ("Date", ["2019-03-05", "01/02/2019"], None),
        ("Funding Org:Identifier", ["GB-LAE-TRF"], None),
        ("Latitude", ["51.5150123456"], None),
        ("Residents asked?", ["Yes", "No"], None),
        ("Link", ["https://example.org/a/12"], None),
        ("Empty", ["", " "], None),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_heading_and_by_what_is_in_it(
    heading: str, values: list[str], sign: ColumnSign | None
) -> None:
    assert find_sign(heading, values) is sign


@pytest.mark.parametrize(
    ("cells", "is_contact"),
    [
        (["resident@example.org", "Bow Road"], False),
        (["resident@example.org", "E1 4NS", "Bow Road"], True),
        (["Bow Road", "", ""], False),
    ],
)
def test_a_column_of_contacts_holds_more_of_them_than_of_anything_else(
    cells: list[str], is_contact: bool
) -> None:
    column = ColumnScan("Where")
    for cell in cells:
        column.add_cell(cell)

    assert column.is_contact is is_contact
