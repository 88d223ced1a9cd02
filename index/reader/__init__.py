"""Does a clause answer a question, and with which words: `Reader.read`."""

from index.reader.reader import Reader
from index.reader.reading import Reading
from index.reader.weights import NoReaderError

__all__ = ["NoReaderError", "Reader", "Reading"]
