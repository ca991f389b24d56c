"""What a part of an address may look like: anything else is 404 before a view is asked."""

from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter

from coprod.core.values.keys import BIGGEST_ID


class Slug(BaseConverter):
    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"
    part_isolating = True


class DottedName(BaseConverter):
    """A name with its area before it, such as ``register.review.published``."""

    regex = rf"{Slug.regex}(?:\.{Slug.regex})*"


class Key(IntegerConverter):
    """A row's number, no larger than a database can bind."""

    def __init__(self, map: object, **options: object) -> None:  # noqa: A002 - Werkzeug's name
        super().__init__(map, max=BIGGEST_ID, **options)  # type: ignore[arg-type]


class Token(BaseConverter):
    regex = r"[A-Za-z0-9_-]{20,100}"


def init_app(app: Flask) -> None:
    app.url_map.converters.update(slug=Slug, dotted=DottedName, key=Key, token=Token)
