"""What an answer says of the documents it quotes: which edition, whether still in force."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.evidence import judge
from bot.answering.quoting import named
from bot.answering.refusal import refusal_answer
from bot.question import Question
from index.asking import asked
from index.clause import Document
from index.found import Dormant, Hit, NoDocument, NoEdition
from index.register import Standing


def with_edition(question: Question, answer: Answer, basis: Basis) -> Answer:
    """The answer, with a line for an edition that was chosen and for a document out of force."""
    if not answer.answered or not answer.citations or question.intent == "compare":
        return answer
    cited = {citation.source for citation in answer.citations}
    quoted = [each for each in basis.generation.documents if each.source in cited]
    lines = [*_chosen(question, quoted, basis), *_out_of_force(quoted, basis)]
    text = "\n\n".join((*lines, answer.answer))
    return answer.model_copy(update={"answer": text}) if lines else answer


def _chosen(question: Question, quoted: list[Document], basis: Basis) -> list[str]:
    """按《…》（最新）回答, where there are several editions and the question names none."""
    register = basis.generation.register
    several = [each for each in quoted if register.others(each)]
    if question.follows or not several or len(several) > SEVERAL:
        return []
    wanted = asked(question.text, register)
    if wanted.years or (len(wanted.named) == 1 and wanted.named[0] in several):
        return []
    newest = all(each in register.newest(register.editions(each)) for each in several)
    titles = "、".join(named(basis, each) for each in several)
    return [basis.say("edition_newest" if newest else "edition_chosen", documents=titles)]


SEVERAL = 3  # documents that one line names


def _out_of_force(quoted: list[Document], basis: Basis) -> list[str]:
    register = basis.generation.register
    standings = [(each, register.standing(each)) for each in quoted]
    return [
        _told(each, standing, basis) for each, standing in standings if standing.state != "in_force"
    ]


def _told(document: Document, standing: Standing, basis: Basis) -> str:
    """《…》已废止, since when and by which document, as far as that is known."""
    title = f"《{document.title}》"
    if standing.by:
        return basis.say("edition_repealed_by", document=title, by=f"《{standing.by.title}》")
    if standing.since and standing.state != "repealed":
        return basis.say(f"edition_{standing.state}_since", document=title, day=standing.since)
    return basis.say(f"edition_{standing.state}", document=title)


def without_edition(
    question: Question, found: NoEdition | NoDocument | Dormant, basis: Basis
) -> Answer:
    """No edition of the year, none of the number, or none in force: which there are."""
    text = _dormant(found, basis) if isinstance(found, Dormant) else _lacking(found, basis)
    return refusal_answer(question, text, None, basis)


def _lacking(found: NoEdition | NoDocument, basis: Basis) -> str:
    if isinstance(found, NoDocument):
        key, said = "number_lacking", {"number": found.number}
    else:
        key, said = "edition_lacking", {"year": f"{found.year}年"}
    if len(found.there) > SEVERAL:
        return basis.say(f"{key}_many", count=len(found.there), **said)
    titles = "、".join(named(basis, each) for each in found.there)
    return basis.say(key, documents=titles, **said)


def _dormant(found: Dormant, basis: Basis) -> str:
    register = basis.generation.register
    lines = [_told(each, register.standing(each), basis) for each in found.documents[:SEVERAL]]
    return "\n".join((*lines, basis.say("edition_dormant")))


def with_dormant(question: Question, refusal: Answer, hit: Hit | None, basis: Basis) -> Answer:
    """A refusal that says where a document out of force has what is asked for."""
    if hit is None or judge(question, hit, basis).lacking:
        return refusal
    line = basis.say("edition_dormant_hit", document=named(basis, hit.document))
    return refusal.model_copy(update={"answer": f"{refusal.answer}\n\n{line}"})
