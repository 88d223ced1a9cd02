from bot.assistant import Assistant
from bot.evaluation import Gold, Shelf, measure
from tests.bot.evaluation.made import answer, gold

TITLE = "某区2020年宣传思想文化工作要点"


def places(shelf: Shelf, **values: object) -> tuple[set[str], tuple[str, ...]]:
    asked = gold(**values)
    meant = shelf.meant(asked.gold, asked)
    return {label for _, label in meant.places}, tuple(map(str, meant.astray))


def test_an_address_is_its_clause_and_a_section_all_of_its_clauses(plan: Assistant) -> None:
    shelf = Shelf(plan.documents)
    assert places(shelf, gold=["第五部分第三项", "五（三）"]) == ({"五、3"}, ())
    assert places(shelf, gold=["第四部分"])[0] == {"四、1", "四、2", "四、3"}
    assert places(shelf, gold=["八、3"], document=TITLE) == ({"八、3"}, ())
    assert places(shelf, gold=[[f"{TITLE}.txt", "前言"]]) == ({"前言"}, ())


def test_what_leads_nowhere_is_a_miss_that_says_so(plan: Assistant) -> None:
    shelf = Shelf(plan.documents)
    assert places(shelf, gold=["九、9"]) == ({"九、9"}, ("九、9",))
    outcome = measure(gold(gold=[["别的文件", "八、3"]]), plan.ask("八、3"), shelf)
    assert not outcome.right
    assert "“《别的文件》八、3”不在索引里，请核对题目" in outcome.why


def test_a_clause_of_another_document_is_another_clause(papers: Assistant) -> None:
    shelf = Shelf(papers.documents)
    first, second = papers.documents[:2]
    label = first.clauses[0].label
    asked = Gold.model_validate({"question": "问", "gold": [[first.source, label]]})
    cited = answer(label)
    here = cited.citations[0].model_copy(update={"source": first.source})
    there = here.model_copy(update={"source": second.source})
    assert measure(asked, cited.model_copy(update={"citations": (here,)}), shelf).first
    assert not measure(asked, cited.model_copy(update={"citations": (there,)}), shelf).first


def test_what_is_cited_is_no_miss_where_it_is_no_clause(plan: Assistant) -> None:
    cited = answer("附录").citations[0].model_copy(update={"source": plan.documents[0].source})
    given = answer().model_copy(update={"citations": (cited,)})
    assert measure(gold(gold=["附录"]), given, Shelf(plan.documents)).right


def test_without_a_document_the_label_alone_counts(papers: Assistant) -> None:
    assert measure(gold(gold=["九、9"]), answer("九、9"), Shelf(papers.documents)).right
