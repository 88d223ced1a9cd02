from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests.retrievers import RetrieversIntegrationTests

import index.retriever as retriever_module
from index.clause import Document
from index.found import (
    Addressed,
    Duties,
    Found,
    Hit,
    Mentions,
    Missing,
    NoDocument,
    Outline,
    Ranked,
    WholeSection,
)
from index.generation import Generation
from index.query import Query, parse
from index.retriever import ClauseRetriever
from tests.index.samples import NOTICE_TITLE, PLAN_TITLE, RULES_TITLE


class TestAsLangChainSeesIt(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _generation(self, generation: Generation) -> None:
        self.generation = generation

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return ClauseRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"generation": self.generation}

    @property
    def retriever_query_example(self) -> str:
        return "茶叶产业怎么发展"


def hits(found: Found) -> tuple[Hit, ...]:
    assert isinstance(found, Addressed | WholeSection | Mentions | Ranked)
    return found.hits


def labels(found: Found) -> list[str]:
    return [hit.clause.label for hit in hits(found)]


def ask(retriever: ClauseRetriever, text: str) -> Found:
    return retriever.search(parse(text))


def test_chunks_carry_their_place(retriever: ClauseRetriever, generation: Generation) -> None:
    [chunk] = retriever.invoke(f"《{PLAN_TITLE}》二（四）")
    plan = next(each for each in generation.documents if each.source == "计划.txt")
    span = slice(chunk.metadata["start"], chunk.metadata["end"])
    assert plan.text[span] == chunk.page_content
    assert chunk.metadata["document"] == PLAN_TITLE
    assert chunk.metadata["clause"] == "二、（四）"
    assert chunk.metadata["path"] == ["二、改善人居环境"]
    assert chunk.metadata["source"] == "计划.txt"


def test_more_than_the_usual_number_may_be_asked(retriever: ClauseRetriever) -> None:
    assert len(retriever.invoke("茶叶产业怎么发展", k=15)) == 15
    assert len(retriever.invoke("茶叶产业怎么发展")) == 8


def test_sections_and_mentions_are_never_cut(retriever: ClauseRetriever) -> None:
    assert len(retriever.invoke(f"《{RULES_TITLE}》第二章")) == 5
    mentions = retriever.search(Query(text="不", mention="不", limit=1))
    assert isinstance(mentions, Mentions)
    assert len(mentions.hits) > 3


# By number


def test_a_number_in_a_named_document(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "停车场管理办法第五条")
    assert isinstance(found, Addressed)
    assert labels(found) == ["第五条"]


def test_a_number_that_stands_in_several_documents(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "第二部分")
    assert isinstance(found, Addressed)
    assert {hit.document.title for hit in found.hits} == {
        PLAN_TITLE,
        NOTICE_TITLE,
        RULES_TITLE,
        "县长在春耕生产现场会上的讲话",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("停车场办法附则里第一条", ["第八条"]),
        ("停车场办法使用与收费那一章的第二条", ["第六条"]),
        ("停车场办法第三章除了第一条还有哪些", ["第六条"]),
        ("停车场办法4条第2项", ["第四条（二）"]),
        ("停车场办法附则", ["第八条"]),
        ("停车场办法总则有几条", ["第一条", "第二条"]),
        ("乡村振兴计划改善人居环境里的最后一条", ["二、（五）"]),
        ("乡村振兴计划第二部分第二条", ["二、（四）"]),
    ],
)
def test_a_place_in_a_document_that_is_alluded_to(
    retriever: ClauseRetriever, text: str, expected: list[str]
) -> None:
    assert labels(ask(retriever, text)) == expected


def test_a_document_that_is_not_here(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "青政发〔2019〕40号第二条")
    assert isinstance(found, NoDocument)
    assert found.number == "青政发〔2019〕40号"


def test_a_section_may_be_told_by_its_place_too(retriever: ClauseRetriever) -> None:
    assert labels(ask(retriever, "停车场办法最后附则那章")) == ["第八条"]


def test_how_a_named_document_is_divided(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "停车场办法分几章")
    assert isinstance(found, Outline)
    assert [part.section.label for part in found.parts] == ["第一章", "第二章", "第三章", "第四章"]


@pytest.mark.parametrize("text", [f"《{RULES_TITLE}》一共几条", "停车场管理办法总共多少条"])
def test_how_many_items_are_all_of_them(retriever: ClauseRetriever, text: str) -> None:
    found = ask(retriever, text)
    assert isinstance(found, WholeSection)
    assert found.section is None
    assert found.document.title == RULES_TITLE


def test_the_tasks_of_a_body_in_a_named_document(retriever: ClauseRetriever) -> None:
    for text in ("乡村振兴计划里哪些任务是县林业局配合的", f"《{PLAN_TITLE}》里县林业局配合什么"):
        found = ask(retriever, text)
        assert isinstance(found, Duties)
        assert [each.hit.clause.label for each in found.charged] == ["一、（一）"]


def test_two_documents_of_one_title_are_both_asked(retriever: ClauseRetriever) -> None:
    found = ask(retriever, f"{NOTICE_TITLE}第二条")
    assert {hit.document.source for hit in hits(found)} == {
        "2022/防汛通知.txt",
        "2023/防汛通知.txt",
    }


def test_a_number_of_a_section_is_the_section(retriever: ClauseRetriever) -> None:
    found = ask(retriever, f"《{PLAN_TITLE}》第三部分讲了什么")
    assert isinstance(found, WholeSection)
    assert found.section is not None
    assert found.section.title == "加强组织保障"
    assert labels(found) == ["三、（六）1", "三、（六）2", "三、（六）3", "三、（七）"]


def test_a_number_that_leads_nowhere(retriever: ClauseRetriever) -> None:
    found = ask(retriever, f"《{PLAN_TITLE}》第二部分第九项")
    assert isinstance(found, Missing)
    assert found.document.title == PLAN_TITLE
    assert found.within is not None
    assert found.within.label == "二"
    assert [node.label for node in found.there] == ["二、（三）", "二、（四）", "二、（五）"]


def test_of_several_documents_the_one_where_a_number_led_furthest(
    retriever: ClauseRetriever,
) -> None:
    found = ask(retriever, "第三部分第六项第九点")
    assert isinstance(found, Missing)
    assert found.document.title == PLAN_TITLE


# Within a section


def test_what_is_asked_for_within_a_section(retriever: ClauseRetriever) -> None:
    found = ask(retriever, f"《{PLAN_TITLE}》第二部分里生活污水怎么处理")
    assert isinstance(found, Ranked)
    assert labels(found)[0] == "二、（四）"
    assert set(labels(found)) <= {"二、（三）", "二、（四）", "二、（五）"}


def test_a_section_is_read_without_vectors_where_none_of_its_words_is_asked_for(
    retriever: ClauseRetriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_vectors(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(retriever_module, "rank", no_vectors)
    for text in ("第二部分从头到尾一条不落念念", "第二部分都摆出来"):
        found = ask(retriever, f"《{PLAN_TITLE}》{text}")
        assert labels(found) == ["二、（三）", "二、（四）", "二、（五）"]


def test_mentions_within_a_section(retriever: ClauseRetriever) -> None:
    everywhere = ask(retriever, f"《{PLAN_TITLE}》哪几条提到茶叶")
    within = ask(retriever, f"《{PLAN_TITLE}》第三部分哪几条提到茶叶")
    assert isinstance(within, Mentions)
    assert labels(everywhere) == ["一、（一）", "三、（七）"]
    assert labels(within) == ["三、（七）"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("人居环境那一部分讲了什么", "改善人居环境"),
        ("收费那一章讲了什么", "使用与收费"),
        ("乡村振兴工作计划里组织保障那部分讲了什么", "加强组织保障"),
    ],
)
def test_a_section_by_its_subject(retriever: ClauseRetriever, text: str, title: str) -> None:
    found = ask(retriever, text)
    assert isinstance(found, WholeSection)
    assert found.section is not None
    assert found.section.title == title
    first, last = found.section.first, found.section.last
    assert tuple(hit.clause for hit in found.hits) == found.document.clauses[first:last]


def test_a_whole_title_is_its_section(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "请问改善人居环境讲了什么？")
    assert isinstance(found, WholeSection)
    assert found.section is not None
    assert found.section.label == "二"


@pytest.mark.parametrize("name", [f"《{RULES_TITLE}》", "停车场管理办法"])
def test_a_name_alone_is_the_whole_document(retriever: ClauseRetriever, name: str) -> None:
    found = ask(retriever, f"{name}讲了什么")
    assert isinstance(found, WholeSection)
    assert found.section is None
    assert tuple(hit.clause for hit in found.hits) == found.document.clauses


def test_a_file_may_be_named_as_it_is_called(retriever: ClauseRetriever) -> None:
    assert {hit.document.source for hit in hits(ask(retriever, "防汛通知第一条"))} == {
        "2022/防汛通知.txt",
        "2023/防汛通知.txt",
    }


def test_a_name_may_be_the_term(retriever: ClauseRetriever) -> None:
    found = ask(retriever, f"哪些条款提到《{RULES_TITLE}》")
    assert isinstance(found, Ranked)  # no clause mentions it; it isn't the document that is meant


def test_a_section_that_no_heading_describes_is_a_text(retriever: ClauseRetriever) -> None:
    assert isinstance(ask(retriever, "航天发射那一部分讲了什么"), Ranked)


def test_a_heading_with_nothing_below_it(retriever: ClauseRetriever) -> None:
    from dataclasses import replace

    generation = retriever.generation
    plan = next(each for each in generation.documents if each.source == "计划.txt")
    section = replace(plan.sections[0], first=1, last=1)
    found = retriever._section(plan, section, Query("茶园多少亩"))
    assert hits(found) == ()


# By mention


def test_mentions_are_complete_and_in_order(
    retriever: ClauseRetriever, generation: Generation
) -> None:
    found = ask(retriever, "哪些条款提到停车场")
    assert isinstance(found, Mentions)
    assert found.terms == ("停车场",)
    held = [clause for _, clause in generation.passages if "停车场" in clause.text]
    assert [hit.clause for hit in found.hits] == held


def test_mentions_count_words(retriever: ClauseRetriever) -> None:
    assert labels(ask(retriever, "哪些条款提到“农业农村局”")) == ["一、（一）"]
    found = retriever.search(Query("场实", mention="场实"))  # 停车场 + 实行
    assert not isinstance(found, Mentions)


def test_parts_of_a_term_that_stand_apart(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "哪些条款提到茶园和农业农村局")
    assert isinstance(found, Mentions)
    assert found.terms == ("茶园", "农业农村局")
    assert labels(found) == ["一、（一）"]


def test_the_telling_part_where_the_parts_never_meet(retriever: ClauseRetriever) -> None:
    found = ask(retriever, "哪些条款提到冲锋舟和消防车")
    assert isinstance(found, Mentions)
    assert found.terms in {("冲锋舟",), ("消防车",)}
    assert all(found.terms[0] in hit.clause.text for hit in found.hits)


def test_a_term_that_no_document_has_is_a_text(retriever: ClauseRetriever) -> None:
    assert isinstance(ask(retriever, "哪些条款提到“航天发射”"), Ranked)


# By text


@pytest.mark.parametrize(
    ("text", "source", "label"),
    [
        ("茶园新建多少亩", "计划.txt", "一、（一）"),
        ("厕所要改造多少座", "计划.txt", "二、（三）"),
        ("停车多久以内不收钱", "办法.txt", "第五条"),
        ("充电桩要配多少", "办法.txt", "第四条（二）"),
        ("育秧和插秧机的演示", "讲话.md", "第2段"),
    ],
)
def test_the_nearest_clause_is_first(
    retriever: ClauseRetriever, text: str, source: str, label: str
) -> None:
    found = ask(retriever, text)
    assert isinstance(found, Ranked)
    assert (found.hits[0].document.source, found.hits[0].clause.label) == (source, label)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= hit.coverage <= 1 for hit in found.hits)
    assert all(hit.nearness is not None for hit in found.hits)


def test_a_text_in_a_named_document(retriever: ClauseRetriever) -> None:
    found = ask(retriever, f"《{RULES_TITLE}》军车和消防车执行任务要不要交停车费")
    assert {hit.document.title for hit in hits(found)} == {RULES_TITLE}
    assert labels(found)[0] == "第六条"


@pytest.mark.parametrize("text", ["", "  ", "？！"])
def test_nothing_to_look_for(retriever: ClauseRetriever, text: str) -> None:
    found = ask(retriever, text)
    assert isinstance(found, Ranked)
    assert not hits(found) or not text.isspace()


def test_the_preface(retriever: ClauseRetriever, documents: dict[str, Document]) -> None:
    found = ask(retriever, f"《{PLAN_TITLE}》前言说了什么")
    assert [hit.clause for hit in hits(found)] == [documents["计划.txt"].clauses[0]]


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "第二三四部分条项茶园厕所停车那一章哪几提到有没“”《》青禾县工作计划 \ud800\0"
        ),
        max_size=25,
    )
)
def test_any_question_finds_something_of_the_documents(
    retriever: ClauseRetriever, text: str
) -> None:
    found = ask(retriever, text)
    passages = set(retriever.generation.passages)
    if isinstance(found, Addressed | WholeSection | Mentions | Ranked):
        assert {(hit.document, hit.clause) for hit in found.hits} <= passages
