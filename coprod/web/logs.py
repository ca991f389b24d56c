"""One line a request, as key=value. No names, no addresses of people, no words that they typed."""

import logging
import sys
import time
from contextlib import suppress

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()


class Output:
    """The standard output. A line that cannot be written, on a full disk say, stops no request."""

    def write(self, text: str) -> None:
        with suppress(OSError):
            sys.stdout.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stdout.flush()


def init_app(app: Flask) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_args: structlog.PrintLogger(Output()),  # type: ignore[arg-type]
        cache_logger_on_first_use=False,
    )
    app.before_request(start)
    app.after_request(note_request)


def start() -> None:
    g.started = time.perf_counter()


def note_request(response: Response) -> Response:
    if not request.path.startswith("/static/"):
        took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000)
        route = request.url_rule.rule if request.url_rule else "-"
        log.info(
            "request", method=request.method, route=route, status=response.status_code, ms=took
        )
    return response
