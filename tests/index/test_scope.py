import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.scope import Scope

STRETCHES = st.lists(st.builds(lambda a, n: range(a, a + n), st.integers(0, 30), st.integers(0, 9)))


@given(STRETCHES, st.lists(st.integers(0, 39), unique=True))
def test_a_scope_is_the_set_of_its_positions(stretches: list[range], asked: list[int]) -> None:
    scope = Scope.of(stretches, 40)
    members = sorted({at for each in stretches for at in each})
    assert scope.positions().tolist() == members
    assert len(scope) == len(members)
    assert scope.is_whole == (len(members) == 40)
    inside = scope.among(np.array(asked, np.intp)).tolist()
    assert inside == [at for at in asked if at in members]


def test_neighbours_become_one_stretch() -> None:
    assert Scope.of([range(4, 9), range(4), range(20, 20)], 9).stretches == (range(9),)
