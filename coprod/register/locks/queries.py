"""What a curator checked when they lock an entry."""

from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import FIRST_PART_READERS, read_first_parts
from coprod.register.sections.queries import read_sections


def compute_content_fingerprint(activity: Activity) -> str:
    """Return the fingerprint of all that an entry says now, as its readers see it."""
    first_parts = read_first_parts(activity, *FIRST_PART_READERS)
    return compute_fingerprint((first_parts, read_sections(activity)))
