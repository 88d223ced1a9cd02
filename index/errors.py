"""The one error of the project that is meant to be read by a person."""


class WenceError(Exception):
    """Something the operator can mend; the message is Chinese and ends with the cure."""
