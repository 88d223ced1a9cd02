from bot.answering.governing import governing
from bot.assistant import Assistant
from index.clause import Document
from index.found import Hit


def hit(document: Document, label: str) -> Hit:
    return Hit(document, next(each for each in document.clauses if each.label == label))


def library(papers: Assistant) -> Document:
    return next(each for each in papers.documents if "图书馆" in each.title)


def test_what_opens_a_list_governs_its_items(papers: Assistant) -> None:
    above = governing(hit(library(papers), "第四条（三）"))
    assert above
    assert above.clause.text == "读者应当遵守下列规定："


def test_what_is_no_item_is_governed_by_nothing(papers: Assistant) -> None:
    assert governing(hit(library(papers), "第五条")) is None
