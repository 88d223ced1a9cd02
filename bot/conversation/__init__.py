"""A conversation: the questions of a message, and what each goes on from."""

from bot.conversation.focus import Focus, focus_of
from bot.conversation.follow import follow
from bot.conversation.message import joined, questions

__all__ = ["Focus", "focus_of", "follow", "joined", "questions"]
