from bot.assistant import Assistant


def test_the_headings_of_a_named_document(papers: Assistant) -> None:
    answer = papers.ask("图书馆管理办法分几章")
    assert (answer.kind, answer.answered) == ("section", True)
    assert answer.answer.startswith("《青禾区图书馆管理办法》共3章，7条。\n第一章 总则（共2条）")
    assert [citation.clause for citation in answer.citations] == ["第一章", "第二章", "第三章"]
    assert answer.citations[0].quote == "总则"


def test_a_document_is_counted_without_what_has_no_number(papers: Assistant) -> None:
    answer = papers.ask("《青禾区图书馆管理办法》一共几条")
    assert (answer.kind, answer.answered) == ("section", True)
    assert answer.answer.startswith("《青禾区图书馆管理办法》共3章，7条。")


def test_one_may_go_on_from_the_headings(papers: Assistant) -> None:
    papers.ask("图书馆管理办法分几章", session="outline")
    answer = papers.ask("第一章呢", session="outline")
    assert [citation.clause for citation in answer.citations] == ["第一条", "第二条"]
