import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.generation import Generation
from index.spelling import tidy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("新建茶圆多少亩", "新建茶园多少亩"),
        ("生活乌水怎么处理", "生活污水怎么处理"),
        ("人居环竟", "人居环境"),
        ("chayuan多少亩", "茶园多少亩"),
        ("荼园多少亩", "茶园多少亩"),  # by a rare reading
        ("驻村gongzuodui要求", "驻村工作队要求"),
    ],
)
def test_sound_alikes_become_the_documents_words(
    generation: Generation, said: str, meant: str
) -> None:
    assert generation.speller.correct(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "新建标准茶园2000亩",
        "第五部分第三项",
        "五（三）",
        "请问怎么处理生活污水？",
        "“茶圆”是什么",  # quoted
        "今天天气怎么样",
        "联系茶园",
        "调整茶园",
        "市场监管局负责哪些",
        "WiFi密码是多少",
        "",
    ],
)
def test_what_is_right_stays(generation: Generation, text: str) -> None:
    assert generation.speller.correct(text) == text


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("網絡安全責任", "网络安全责任"),
        ("😀茶园\u200b多少 亩\n？", "茶园多少亩 ？"),
        ("甚麼", "什么"),
        ("WiFi  密码", "WiFi 密码"),
        ("茶\ud83d园\0", "茶园"),
        ("新*增*书*店多少家", "新增书店多少家"),
        ("第5部份第3相说的啥", "第5部分第3项说的啥"),
        ("弟十条和第十二调", "第十条和第十二条"),
        ("第三届大会第二天", "第三届大会第二天"),
        ("嗯那个就是茶园呃有多少亩来着", "茶园有多少亩"),
        ("这个怎么办", "这个怎么办"),
        ("那啥时候完成", "那啥时候完成"),
        ("嗯嗯", "嗯嗯"),
        ("收费标准是神马", "收费标准是什么"),
        ("五-3和五-4", "五-3和五-4"),
    ],
)
def test_tidying(said: str, tidied: str) -> None:
    assert tidy(said) == tidied


@given(
    st.text(st.characters(codec=None) | st.sampled_from("茶圆乌水chayuan第五（三）“”"), max_size=60)
)
def test_any_text_is_corrected(generation: Generation, text: str) -> None:
    tidied = tidy(text)
    corrected = generation.speller.correct(tidied)
    assert sum(char.isdigit() for char in corrected) == sum(char.isdigit() for char in tidied)
    assert corrected.isprintable() or not tidied.isprintable()
