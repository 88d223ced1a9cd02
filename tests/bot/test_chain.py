import pytest

from bot.answering import Basis
from bot.assistant import Assistant
from bot.chain import UnfaithfulQuoteError, checked, make_chain
from index.retriever import ClauseRetriever


def test_the_chain_answers(plan_basis: Basis) -> None:
    chain = make_chain(
        ClauseRetriever(generation=plan_basis.generation), plan_basis, lambda: None
    )
    answer = chain.invoke("五、3")
    assert [citation.clause for citation in answer.citations] == ["五、3"]
    assert [each.kind for each in chain.batch(["目录", "第二部分"])] == ["help", "section"]


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
