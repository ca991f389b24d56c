"""Squares that the camera of a phone reads, as pictures of lines."""

import io

import segno


def draw_qr_code(address: str) -> bytes:
    """Draw an address as an SVG with a quiet edge."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, omitsize=True)
    return drawn.getvalue()


def build_qr_data_uri(address: str) -> str:
    """Return the square as an address that holds the picture itself."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=4, omitsize=True))
