from index.reader.kept import KeptReadings
from index.reader.reading import Reading


def test_the_one_not_asked_for_the_longest_goes_first() -> None:
    kept = KeptReadings(2)
    first, second, third = (Reading(float(at), 0.0) for at in range(3))
    kept.put(("问", "一"), first)
    kept.put(("问", "二"), second)
    assert kept.get(("问", "一")) is first
    kept.put(("问", "三"), third)
    assert kept.get(("问", "二")) is None
    assert kept.get(("问", "一")) is first
    assert kept.get(("问", "三")) is third
    assert kept.get(("何", "三")) is None
