"""Which columns of a strange table a curator is asked about before anything of them is public."""

import pytest

from coprod.core.disclosure.enums import Sign
from coprod.core.disclosure.rules import ColumnSigns, sign_of


@pytest.mark.parametrize(
    ("heading", "values", "sign"),
    [
        ("Number of residents", ["4 (two men two women)"], Sign.PEOPLE),
        ("Attendance", ["120", "95"], Sign.PEOPLE),
        ("n", ["12", "", "3"], Sign.PEOPLE),
        ("Notes", ["Two women and a child came"], Sign.PEOPLE),
        ("Cost", ["£1250.50"], Sign.MONEY),
        ("Paid", ["187.65"], Sign.MONEY),
        ("Remarks", ["she was given £20"], Sign.MONEY),
        ("budget_total", ["US$5 060 000.00"], Sign.MONEY),
        ("Contact", ["Ring 020 7946 0123"], Sign.PHONE),
        ("Contact", ["(020) 7946-0123"], Sign.PHONE),
        ("Contact", ["+44 7700 900123"], Sign.PHONE),
        ("Mobile", ["7700900123"], Sign.PHONE),
        ("Who", ["ask resident@example.org"], Sign.EMAIL),
        ("Where", ["Flat 3, E1 4NS"], Sign.POSTCODE),
        ("Where", ["e14ns"], Sign.POSTCODE),
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
    heading: str, values: list[str], sign: Sign | None
) -> None:
    assert sign_of(heading, values) is sign


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
    column = ColumnSigns("Where")
    for cell in cells:
        column.see(cell)

    assert column.is_contact is is_contact
