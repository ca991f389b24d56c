"""Links that people type: which of them are safe to follow. The one rule, for forms and pages."""

from urllib.parse import urlsplit

LONGEST_LINK = 2000


def is_safe_link(text: str) -> bool:
    """Tell whether this is a whole address of the open web, and no script, password or trick."""
    if len(text) > LONGEST_LINK or any(c.isspace() or not c.isprintable() for c in text):
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_plain = "@" not in parts.netloc and "\\" not in text
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and is_plain
