"""The drill notices what tests notice, and says so where they do not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drill.faults import Fault, list_faults, plant
from tests.drill.mutants import Fate, Result, choose, report, run_sample, run_tests

RULES = Path("coprod/toy/rules.py")
MAY = "def may(known, free):\n    return known and free\n"
WEAK, STRONG, WRONG = (
    f"from coprod.toy.rules import may\n\ndef test_may():\n    assert {each}\n"
    for each in ("may(True, True)", "not may(True, False)", "may(False, False)")
)
Tree = Callable[[str], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Return how to make a tree with one rule, one fault to plant in it, and these tests."""

    def make(tests: str) -> Path:
        files = {"coprod/__init__.py": "", str(RULES): MAY, "tests/toy/test_rules.py": tests}
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("source", "planted"),
    [
        ("a == b", {"a != b"}),
        ("a < b", {"a <= b", "a >= b"}),
        ("a in b", {"a not in b"}),
        ("a is None", {"a is not None"}),
        ("a and b", {"a or b"}),
        ("a if b else c", {"a if not b else c"}),
        ("[a for a in b if not c]", {"[a for a in b if c]"}),
        ("if a:\n    b()", {"if not a:\n    b()"}),
        ("f(7)", {"f(8)", "f(6)"}),
        ("raise ValueError", {"pass"}),
        ("f(True, 'text', None)", set()),
    ],
)
def test_each_kind_of_fault_is_planted_alone(source: str, planted: set[str]) -> None:
    faults = list(list_faults(RULES, source))

    assert {plant(fault, source) for fault in faults} == planted
    assert all(fault.line == 1 for fault in faults)


def test_a_fault_changes_one_place_and_names_its_line() -> None:
    source = "def f(a):\n    if a > 1:\n        raise ValueError\n    return a > 1\n"
    first, *_more, last = [f for f in list_faults(RULES, source) if f.line == 4]

    assert str(first) == "coprod/toy/rules.py:4: a > 1  ->  a >= 1  in: return a > 1"
    assert str(last) == "coprod/toy/rules.py:4: 1  ->  0  in: return a > 1"
    assert plant(first, source) == source.strip().replace("return a > 1", "return a >= 1")


@pytest.mark.parametrize(
    ("tests", "fate", "code"),
    [(STRONG, Fate.NOTICED, 0), (WEAK, Fate.SURVIVED, 1), (WRONG, Fate.UNKNOWN, 1)],
    ids=["strong", "weak", "wrong"],
)
def test_what_weak_tests_let_through_survives(
    tree: Tree, tests: str, fate: Fate, code: int
) -> None:
    home = tree(tests)
    (result,) = run_sample(home, seed=1, size=99)

    assert (result.fault.after, result.fate) == ("known or free", fate)
    assert report(home, [result]) == code
    assert (home / RULES).read_text() == MAY


def test_tests_that_never_end_are_stopped(tree: Tree) -> None:
    home = tree("def test_wait():\n    while True:\n        pass\n")

    assert run_tests(home, choose(home, 1, 1)[0], seconds=4) is Fate.OVERRAN


def test_a_sample_is_the_same_for_one_seed_and_stays_when_other_code_changes(tree: Tree) -> None:
    home = tree(STRONG)
    rules = [f"def may_{n}(known):\n    return known == {n} and f({n})\n" for n in range(20)]
    (home / RULES).write_text("\n".join(rules))
    sample = choose(home, 1, 9)
    (home / RULES).write_text("\n".join(["LIMIT = 40\n", *rules]))

    assert [f.path for f in sample] == [RULES] * 9
    assert len(texts(sample) & texts(choose(home, 1, 9))) >= 7
    assert len(texts(sample) & texts(choose(home, 2, 9))) < 7
    assert choose(home, 1, 9, only="policies") == []


def texts(faults: list[Fault]) -> set[tuple[str, str]]:
    return {(fault.text, fault.after) for fault in faults}


def results(survived: int, path: str = "rules.py", fate: Fate = Fate.SURVIVED) -> list[Result]:
    """Return 100 results of which so many are bad, in a file of this name."""
    fault = Fault(RULES.with_name(path), 0, 1, "a", "b", "a")
    return [Result(fault, fate if n < survived else Fate.NOTICED) for n in range(100)]


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (results(15), 0),
        (results(16), 1),
        (results(1, "policies.py"), 1),
        (results(1, fate=Fate.UNKNOWN), 1),
        (results(16, fate=Fate.OVERRAN), 0),
    ],
    ids=["enough", "too few", "a permission", "not run", "by the clock"],
)
def test_the_drill_fails_when_too_little_is_noticed(
    tree: Tree, capsys: pytest.CaptureFixture[str], found: list[Result], code: int
) -> None:
    assert report(tree(STRONG), found) == code
    assert f"{sum(r.is_noticed for r in found)} of 100" in capsys.readouterr().out


def test_the_drill_fails_when_a_small_number_could_be_shown(tree: Tree) -> None:
    home = tree(STRONG)
    (home / RULES).write_text("from coprod.core.disclosure import rules\n")

    assert report(home, results(1)) == 1
