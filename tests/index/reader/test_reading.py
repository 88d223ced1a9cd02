import pytest

from index.reader.reading import Reading


def test_probabilities_come_from_the_logits() -> None:
    assert Reading(0, 0).answered == 0.5
    assert Reading(2, -2).answered == pytest.approx(0.8808, abs=1e-4)
    assert Reading(2, -2).subject == pytest.approx(0.1192, abs=1e-4)
    assert Reading(-1e9, 1e9).answered == pytest.approx(0)
