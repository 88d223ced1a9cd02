"""The last readings, in memory: most questions are asked again, by somebody else."""

import threading
from collections import OrderedDict

from index.reader.reading import Reading

Key = tuple[str, str]  # question, clause


class KeptReadings:
    """Thread-safe; the reading that was not asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._readings: OrderedDict[Key, Reading] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Reading | None:
        with self._lock:
            if key in self._readings:
                self._readings.move_to_end(key)
            return self._readings.get(key)

    def put(self, key: Key, reading: Reading) -> None:
        with self._lock:
            self._readings[key] = reading
            self._readings.move_to_end(key)
            if len(self._readings) > self._most:
                self._readings.popitem(last=False)
