import numpy as np
import pytest

from index.reader.heads import WORDS, best_span, softmax


def test_the_words_end_where_they_began_or_later() -> None:
    starts, ends = np.array([0.1, 0.1, 0.8]), np.array([0.7, 0.1, 0.2])
    first, last, score = best_span(starts, ends)
    assert (first, last) == (2, 2)
    assert score == pytest.approx(0.16)


def test_the_words_are_no_longer_than_an_answer_is() -> None:
    starts, ends = np.full(200, 0.001), np.full(200, 0.001)
    starts[0], ends[199], ends[5] = 0.9, 0.9, 0.2
    first, last, _ = best_span(starts, ends)
    assert (first, last) == (0, 5)
    assert last - first < WORDS


def test_shares_add_up_to_one_however_large_the_scores() -> None:
    assert softmax(np.array([1000.0, 1000.0])).tolist() == [0.5, 0.5]
    assert softmax(np.array([-1000.0, 1000.0])).tolist() == [0, 1]
