"""A second clause that comes as close as the first: shown beside it, since either may be meant."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.evidence import judge
from bot.answering.quoting import cite, quoted
from bot.question import Question
from index.found import Ranked

# Between the scores of two hits; closer, their order tells little. Chosen on 199 questions over
# four corpora without an office's wordings: of 62 in words unlike the clause's, the best was meant
# for .53, one of the two for .61, where every seventh question shows two.
CLOSE = 0.1


def with_close(question: Question, found: Ranked, answer: Answer, basis: Basis) -> Answer:
    """The answer of the best hit, with the second where nothing tells which of them is meant."""
    best, *others = found.hits
    # A kind of thing that was found, or an office's own wording, says which is meant.
    if question.asked or best.worded or not others:
        return answer
    second = others[0]
    if best.score - second.score >= CLOSE or judge(question, second, basis).lacking:
        return answer
    return answer.model_copy(
        update={
            "answer": f"{answer.answer}\n\n{basis.say('close')}\n{quoted(second, basis)}",
            "citations": (*answer.citations, cite(second)),
        }
    )
