import json

from bot.assistant import Assistant

ANSWER = {"question", "answer", "answered", "kind", "citations", "owner", "took_ms"}
CITATION = {
    "document": str,
    "clause": str,
    "path": list,
    "quote": str,
    "start": int,
    "end": int,
    "source": str,
    "page": int | None,
    "marked": list,
    "supplement": bool,
    "owner": dict | None,
}


def test_the_json_is_the_contract(papers: Assistant) -> None:
    for question in ("市容整治由谁负责", "第四条", "哪几条写到图书", "今天天气怎么样", "目录", ""):
        answer = json.loads(papers.ask(question).model_dump_json())
        assert answer.keys() == ANSWER
        assert answer["question"] == question
        for citation in answer["citations"]:
            assert citation.keys() == CITATION.keys()
            for key, kind in CITATION.items():
                assert isinstance(citation[key], kind), key
            assert all(isinstance(at, int) for pair in citation["marked"] for at in pair)


def test_an_owner_is_the_contract(papers: Assistant) -> None:
    owner = json.loads(papers.ask("市容整治由谁负责").model_dump_json())["owner"]
    assert owner["status"] == "named"
    assert owner["deadline"] == "2023年9月底前"
    assert owner["units"][0] == {"name": "区城管局", "role": "lead", "supplement": False}
    assert json.loads(papers.ask("第四条").model_dump_json())["owner"] is None
