"""The cases of references: well formed, in both languages, and no message in both halves."""

from daogou.eval.references import HALVES, cases


def test_the_halves() -> None:
    tuning, held_out = (list(cases(half)) for half in HALVES)
    assert len(held_out) >= 150 and len(tuning) + len(held_out) >= 300
    for half in (tuning, held_out):
        zh = sum(any(char >= "\u3400" for char in case.message) for case in half)
        assert 0.4 < zh / len(half) < 0.6
    shared = {case.message for case in tuning} & {case.message for case in held_out}
    assert all(len(message) < 2 for message in shared), shared


def test_each_case_says_what_is_meant() -> None:
    for half in HALVES:
        for case in cases(half):
            assert case.means and len(set(case.means)) == len(case.means), case.message
