import pytest

from bot.answering import Basis
from bot.assistant import Assistant
from bot.chain import Asked, UnfaithfulQuoteError, checked, make_chain
from index.retriever import ClauseRetriever


def test_the_chain_answers(plan_basis: Basis) -> None:
    chain = make_chain(ClauseRetriever(generation=plan_basis.generation), plan_basis, lambda: None)
    told = chain.invoke(Asked("五、3"))
    assert [citation.clause for citation in told.answer.citations] == ["五、3"]
    both = chain.batch([Asked("目录"), Asked("第二部分")])
    assert [each.answer.kind for each in both] == ["help", "section"]
    on = chain.invoke(Asked("那第二点呢", told.focus))
    assert [citation.clause for citation in on.answer.citations] == ["五、2"]


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "编出来的话"},
        {"start": 0},
        {"marked": ((0, 1),)},
        {"marked": ((9, 9),)},
    ],
)
def test_what_is_not_in_the_text_does_not_leave(change: dict[str, object], plan: Assistant) -> None:
    answer = plan.ask("新增多少家实体书店")
    texts = {document.source: document.text for document in plan.documents}
    assert checked(answer, texts) is answer
    spoilt = answer.citations[0].model_copy(update=change)
    with pytest.raises(UnfaithfulQuoteError, match=r"请重新运行 wence index。$"):
        checked(answer.model_copy(update={"citations": (spoilt,)}), texts)
