"""A short hash of what somebody was shown, to notice what was changed since."""

import hashlib


def compute_fingerprint(content: object) -> str:
    """Return a hash that changes whenever a value of the content does: equal ones look alike."""
    return hashlib.sha256(repr(content).encode()).hexdigest()[:16]
