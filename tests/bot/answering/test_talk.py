from dataclasses import replace

from bot.answering import Basis
from bot.answering.talk import talk_answer
from bot.assistant import Assistant
from bot.question import Question


def test_help_has_questions_that_are_answered(plan: Assistant, papers: Assistant) -> None:
    for assistant in (plan, papers):
        answer = assistant.ask("帮助")
        assert (answer.kind, answer.answered) == ("help", True)
        assert len(assistant.examples()) == 3
        for example in assistant.examples():
            assert f"· {example}" in answer.answer
            assert assistant.ask(example).answered, example


def test_the_outline_counts(papers: Assistant) -> None:
    answer = papers.ask("目录")
    assert (answer.kind, answer.answered) == ("help", True)
    assert "《青禾区图书馆管理办法》共3章，7条。\n第一章 总则\n第二章 服务" in answer.answer
    assert "《青禾区安全提示》共3条。" in answer.answer


def test_small_talk_is_short(plan: Assistant) -> None:
    for text, said in (("谢谢", "不客气。"), ("好的", "好的，有需要随时问。"), ("再见", "再见。")):
        answer = plan.ask(text)
        assert (answer.kind, answer.answered, answer.answer) == ("help", False, said)
    assert plan.ask("你好").answer.startswith("您好。\n\n我只查《某区2020年")


def test_moods_wishes_and_complaints_are_small_talk(plan: Assistant) -> None:
    for text, said in (
        ("周末愉快", "您好。"),
        ("谢谢你的回答，很有帮助", "不客气。"),
        ("你真聪明", "好的，有需要随时问。"),
        ("太慢了", "抱歉没有答到点上。"),
        ("转人工", "这里没有人工客服"),
        ("我心情不好", "这里是政策文件查询助手"),
        ("讲个笑话", "这里是政策文件查询助手"),
        ("你好，请问怎么用", "我只查《某区2020年"),
    ):
        answer = plan.ask(text)
        assert (answer.kind, answer.citations) == ("help", ())
        assert answer.answer.startswith(said), text


def test_who_wants_a_person_is_told_whom_to_ask(plan_basis: Basis) -> None:
    question = Question("转人工", "chat")
    told = talk_answer(question, replace(plan_basis, contact="区委宣传部办公室"))
    assert told.answer.endswith("请联系区委宣传部办公室。")


def test_nothing_named_is_asked_back(plan: Assistant) -> None:
    answer = plan.ask("谁负责？")
    assert (answer.kind, answer.answered) == ("clarify", False)
    assert answer.answer.startswith("请写明想查的是哪件事，例如：")


def test_the_unreadable_is_answered_in_a_line(plan: Assistant) -> None:
    for text in ("", "，。！", "？", "😀😀", "意" * 501):
        answer = plan.ask(text)
        assert (answer.kind, answer.answered) == ("refusal", False)
        assert len(answer.answer) < 60
