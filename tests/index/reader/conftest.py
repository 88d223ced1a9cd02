import pytest

from index.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader that comes with the package."""
    return Reader.load(threads=2)
