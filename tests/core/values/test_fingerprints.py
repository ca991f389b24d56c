"""What changes a fingerprint."""

from coprod.core.values.fingerprints import compute_fingerprint


def test_a_fingerprint_changes_with_each_value() -> None:
    assert compute_fingerprint(["a", 1]) == compute_fingerprint(["a", 1])
    assert compute_fingerprint(["a", 1]) != compute_fingerprint(["a", 2])
