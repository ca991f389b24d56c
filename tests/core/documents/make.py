"""Small documents to test with."""

import io

import docx
import pikepdf


def build_pdf(*pages: str, password: str = "") -> bytes:
    """Return a PDF with one line of text on each page; without words, a page with nothing on it."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for text in pages:
        document.add_blank_page()
        sheet = document.pages[-1]
        sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET" if text else ""
        sheet.Contents = document.make_stream(stream.encode())
    output = io.BytesIO()
    lock = pikepdf.Encryption(owner="owner", user=password) if password else False
    document.save(output, encryption=lock)
    return output.getvalue()


def build_word(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        rows = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(rows.add_row().cells, row, strict=True):
                cell.text = text
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()
