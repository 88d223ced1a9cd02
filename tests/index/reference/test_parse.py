import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reference import Reference, Step, parse_reference

WRITTEN = {
    "第五部分第三项": "part 5, item 3",
    "五（三）": "any 5, any 3",
    "五(3)": "any 5, any 3",
    "5.3": "any 5, any 3",
    "5-3": "any 5, any 3",
    "５．３": "any 5, any 3",
    "五、3": "any 5, any 3",
    "五.3": "any 5, any 3",
    "五·3": "any 5, any 3",
    "五、三": "any 5, any 3",
    "5/3": "any 5, any 3",
    "第5.3条": "any 5, any 3",
    "5.3条": "any 5, any 3",
    "2.1.3": "any 2, any 1, any 3",
    "６③": "any 6, any 3",
    "七②": "any 7, any 2",
    "五点三": "any 5, any 3",
    "五3": "any 5, any 3",
    "五的3": "any 5, any 3",
    "九——1": "any 9, any 1",
    "第ⅵ部分": "part 6",
    "第5部分之3": "part 5, any 3",
    "六部分二条": "part 6, any 2",
    "五、2到五、4": "any 5, any 2..4",
    "5.1-5.3": "any 5, any 1..3",
    "5-1至5-3": "any 5, any 1..3",
    "5.1至3": "any 5, any 1..3",
    "一、（二）到（四）": "any 1, any 2..4",
    "第五部分三至五": "part 5, any 3..5",
    "第五部分3到5条": "part 5, any 3..5",
    "第12条至14条": "article 12..14",
    "九之三": "any 9, any 3",
    "（五）3": "any 5, any 3",
    "二、（三）1": "any 2, any 3, any 1",
    "三、2.（1）": "any 3, any 2, any 1",
    "一、（二）": "any 1, any 2",
    "（八）": "any 8",
    "三、": "any 3",
    "part 4": "any 4",
    "Part IV": "any 4",
    "Section 3": "any 3",
    "第五条第三款": "article 5, paragraph 3",
    "第叁部分第四点": "part 3, item 4",
    "第拾部分": "part 10",
    "第IV部分第2点": "part 4, item 2",
    "第⑤部分": "part 5",
    "第五大项第三小项": "section 5, item 3",
    "第五个部分的第三个任务": "part 5, item 3",
    "第五部分，第三条": "part 5, article 3",
    "第五部分里面的第三条": "part 5, article 3",
    "第五部分的3": "part 5, any 3",
    "第五部分（三）": "part 5, any 3",
    "第七节的头一项": "division 7, item 1",
    "第一编第三章第二节": "book 1, chapter 3, division 2",
    "第12条第2款第（三）项": "article 12, paragraph 2, item 3",
    "第十二条（一）": "article 12, any 1",
    "第一百二十条": "article 120",
    "第二十三条": "article 23",
    "第十七条之二": "article 17之2",
    "附件2第三条": "annex 2, article 3",
    "附件2、三、（一）": "annex 2, any 3, any 1",
    "附件一里的第3条": "annex 1, article 3",
    "附件里的第三条": "annex 1, article 3",
    "附件、三": "annex 1, any 3",
    "附2、一、20": "annex 2, any 1, any 20",
    "附件": "annex 1",
    "专栏3": "box 3",
    "第3段": "passage 3",
    "第12行": "row 12",
    "（三）这一项": "item 3",
    "首条": "article 1",
    "最后一部分": "part -1",
    "最后那个部分": "part -1",
    "第三部分最后一条": "part 3, article -1",
    "第三部分的最后两条": "part 3, article -2..-1",
    "末条": "article -1",
    "倒数第二条": "article -2",
    "倒数第一部分第二条": "part -1, article 2",
    "第三部分前两条": "part 3, article 1..2",
    "第二到第四条": "article 2..4",
    "第二至四条": "article 2..4",
    "第2-4条": "article 2..4",
    "第四到第二条": "article 2..4",
    "第二条到第四条": "article 2..4",
    "第三部分第二到四项": "part 3, item 2..4",
    "第三条和第五条": "article 3 | article 5",
    "第三、四、五条": "article 3 | article 4 | article 5",
    "第二至四条、第六条": "article 2..4 | article 6",
    "第五部分第三、四条": "part 5, article 3 | part 5, article 4",
    "第五部分第三条和第四条": "part 5, article 3 | part 5, article 4",
    "第一章和第三章第二节": "chapter 1 | chapter 3, division 2",
    "第三章第一节和第二节": "chapter 3, division 1 | chapter 3, division 2",
    "五（三）、（四）": "any 5, any 3 | any 5, any 4",
    "五、3和4": "any 5, any 3 | any 5, any 4",
    "5.3和5.4": "any 5, any 3 | any 5, any 4",
    "44条第3项": "article 44, item 3",
    "四十四条（三）": "article 44, any 3",
    "（五）到（八）": "any 5..8",
    "（五）、（七）": "any 5 | any 7",
    "第二部分第三项到第三部分第一项": "part 2, item 3 to part 3, item 1",
    "第二章第三条至第三章第一条": "chapter 2, article 3 to chapter 3, article 1",
}

NO_REFERENCE = (
    "2018至2020年",
    "1.0家",
    "10万人",
    "1.0家/10万人",
    "第三次代表大会",
    "24小时",
    "3.5万元",
    "2020.3",
    "12345热线",
    "第一书记",
    "五月三日",
    "十三五规划",
    "一带一路",
    "3.5%",
    "增长7.5个百分点",
    "1-2个",
    "5-10家",
    "2020-2021年",
    "5月3日",
    "GB/T9704",
    "第一时间",
    "第二课堂",
    "第三产业",
    "十九届四中全会",
    "一对一帮扶",
    "三会一课",
    "两学一做",
    "百分之三",
    "百分之七点五",
    "九点半",
    "五分之三",
    "3.15晚会",
    "3·15有什么活动",
    "8-10月",
    "2:30",
    "5G",
    "2.0版",
    "v1.2.3",
    "192.168.1.1",
    "第三方评估",
    "八项规定",
    "七一",
    "五四青年节",
    "十之八九",
    "三二一",
    "国发〔2020〕5号",
    "第一批",
    "首次",
    "首要任务",
    "首款产品",
    "首个5G项目",
    "最后一公里",
    "最后一个季度",
    "最后一节课",
    "三重一大",
    "六稳、六保",
    "一二三产业",
    "一、二、三产业融合",
    "三、四线城市",
    "五、六年级",
    "三点半学校",
    "五（1）班",
    "十点十分",
    "12-15日",
    "第二节课",
    "第一段时间",
    "第三章程",
    "第二条例",
    "第五项目",
    "第三点五",
    "第一行业",
    "前三季度",
    "目前三项工作",
    "前一条",
    "年末一项工作",
    "见附件",
    "附件一般",
    "附近",
    "第十四个五年规划",
    "第一个一百年",
    "条款",
    "五项任务",
    "5条措施",
    "一共44条",
    "前年44条线路",
)


def spoken(reference: Reference) -> str:
    until = f" to {', '.join(map(step_spoken, reference.until))}" if reference.until else ""
    return (
        " | ".join(
            ", ".join(map(step_spoken, steps)) for steps in (reference.steps, *reference.also)
        )
        + until
    )


def step_spoken(step: Step) -> str:
    end = f"..{step.last}" if step.last != step.first else ""
    return f"{step.noun} {step.first}{end}" + (f"之{step.suffix}" if step.suffix else "")


@pytest.mark.parametrize(("text", "meant"), WRITTEN.items())
def test_every_written_form_is_read_wherever_it_stands(text: str, meant: str) -> None:
    reference, rest = parse_reference(text)
    assert reference is not None
    assert spoken(reference) == meant
    assert not rest.strip("、.，")


@pytest.mark.parametrize("text", [each for each in WRITTEN if len(each) > 3])
def test_a_question_around_the_address_is_the_rest(text: str) -> None:
    reference, rest = parse_reference(f"{text}讲了什么")
    assert reference is not None
    assert spoken(reference) == WRITTEN[text]
    assert rest == "讲了什么"


@pytest.mark.parametrize("text", NO_REFERENCE)
def test_numbers_that_are_no_address(text: str) -> None:
    assert parse_reference(text) == (None, text)


@pytest.mark.parametrize("text", ["前言说了什么", "开场白说了什么", "开头那段说了什么"])
def test_the_text_before_the_first_mark(text: str) -> None:
    assert parse_reference(text) == (Reference(preface=True), "说了什么")


@pytest.mark.parametrize("text", ["44条怎么规定的", "办法里44条的内容"])
def test_an_article_may_be_said_by_its_number_alone(text: str) -> None:
    reference, _ = parse_reference(text)
    assert reference is not None
    assert spoken(reference) == "article 44"


def test_a_year_behind_the_address_is_not_swallowed() -> None:
    reference, rest = parse_reference("五（三）2020年要做什么")
    assert reference is not None
    assert spoken(reference) == "any 5, any 3"
    assert rest == "2020年要做什么"


def test_what_was_said_is_kept_for_the_reply() -> None:
    reference, _ = parse_reference("请问第五部分第9项")
    assert reference is not None
    assert [step.said for step in reference.steps] == ["第五部分", "第9项"]


@given(
    st.text(
        alphabet=st.characters()
        | st.sampled_from("第（）()一二三十条款项部分章节、.-3之和到附件最后前")
    )
)
def test_any_text_is_read(text: str) -> None:
    reference, rest = parse_reference(text)
    if reference is None:
        assert rest == text
    elif not reference.preface:
        assert all(step.first and step.last for steps in (reference.steps,) for step in steps)
