"""One message of a conversation, with what it may go on from."""

from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.focus import Focus
from bot.conversation.phrases import Said, asks_content, own_words
from bot.question import Question, asked_role, asks_owner
from index.clause import Document
from index.generation import Generation
from index.query import Query
from index.quotation import unquoted
from index.reference import Node, Stretch, stretch_of


@dataclass(frozen=True, slots=True)
class Turn:
    question: Question
    focus: Focus
    said: Said
    generation: Generation

    @property
    def core(self) -> str:
        """The message without what leads in and out of it."""
        return self.said.core

    @property
    def documents(self) -> dict[str, Document]:
        return {each.id: each for each in self.generation.documents}

    @property
    def is_known(self) -> bool:
        """Whether all that is in focus is still there."""
        ids = {*self.focus.choices, *(each.document for each in self.focus.places)}
        return ids <= set(self.documents)

    @property
    def place(self) -> tuple[Document, Stretch] | None:
        """The one place in focus; None where there is none, or a list."""
        places = self.focus.places
        return (self.documents[places[0].document], places[0]) if len(places) == 1 else None

    @property
    def is_bare(self) -> bool:
        """Whether the message tells no subject of its own."""
        query = self.question.query
        return not (query.reference or query.heading or own_words(self.core))

    @property
    def asks_owner(self) -> bool:
        question = self.question
        return question.intent == "owner" or asks_owner(question.text)

    @property
    def asks_nothing(self) -> bool:
        """Whether it names a thing and asks no particular thing of it."""
        return not self.asks_owner and self.question.asked is None

    def node(self, document: Document, node: Node, **changes: Any) -> Question:
        """The question, asked of a section or a clause."""
        return self.at((stretch_of(document, node),), **changes)

    def at(self, places: tuple[Stretch, ...], **changes: Any) -> Question:
        """The question, asked of these places."""
        return self.about(Query(within=places), **changes)

    def about(self, query: Query, **changes: Any) -> Question:
        """The question with another query; where it asks for no owner, for one if the last did."""
        question = self.question
        again = self.focus.owner and question.asked is None and not asks_content(self.core)
        asks = self.asks_owner or again
        role = asked_role(unquoted(question.text)) if self.asks_owner else self.focus.role
        meant = replace(
            question,
            intent="owner" if asks else "find",
            role=role if asks else None,
            query=replace(query, said=query.said or question.text),
            follows=True,
        )
        return replace(meant, **changes)
