import pytest

from bot.kinds import ASKED, Asked


def asked_in(text: str) -> Asked | None:
    return next((each for each, pattern in ASKED.items() if pattern.search(text)), None)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("书店补贴多少钱", "money"),
        ("促进资金是多少", "money"),
        ("活跃度要到百分之几", "share"),
        ("公园多大面积", "size"),
        ("管网改造多少公里", "size"),
        ("道德讲堂多久办一次", "frequency"),
        ("推动日活动每月几次", "frequency"),
        ("规程什么时候印发", "date"),
        ("公园几月完工", "date"),
        ("干部培训的时间", "date"),
        ("多久能办完", "date"),
        ("部长是谁", "person"),
        ("文联主席叫什么", "person"),
        ("总指挥叫什么名字", "person"),
        ("分管领导是哪位", "person"),
        ("中心的电话", "contact"),
        ("怎么联系银行", "contact"),
        ("在哪条路上", "place"),
        ("中心的地址", "place"),
        ("违反了罚多少", "penalty"),
        ("入户年纪不能超过多少", "age"),
        ("什么是接诉即办", "meaning"),
        ("接诉即办是啥意思", "meaning"),
        ("三大攻坚战包括哪三个", "meaning"),
        ("五报指的是哪五报", "meaning"),
        ("新增多少家书店", "count"),
        ("出几套丛书", "count"),
        ("几个示范区", "count"),
        ("办结要几个工作日", "duration"),
        ("实习满几个月", "duration"),
        ("有效期几年", "duration"),
        ("失业青年是几岁到几岁", "age"),
        ("年龄要求是多少", "age"),
        ("罚款多少万元", "money"),
        ("最多能贷几多", "money"),
        ("一个月扣多少", "money"),
        ("书店补贴的标准", "money"),
        ("擅自开业罚几倍", "share"),
        ("工资的百分之几", "share"),
        ("储备粮动用多少斤", "size"),
        ("一个月上门几趟", "frequency"),
        ("资金多久审计一次", "frequency"),
        ("申请表在哪个网站下载", "website"),
        ("举报电话是多少号", "contact"),
        ("补贴由谁审批", None),
        ("骗钱电话怎么治", None),
        ("计划里要纳入哪些资金", None),
        ("校长享受什么待遇", None),
        ("怎么处理才不浪费", None),
        ("城镇新增就业多少万人", "count"),
        ("预算收入增长多少", "count"),
        ("去看过几回", "count"),
        ("补贴资格复核每年几月到几月", "date"),
        ("大厅几点下班", "date"),
        ("伪造证件要判几年", "penalty"),
        ("怎么加强管理", None),
        ("在哪条提到", None),
        ("展演哪些剧目", None),
        ("第几部分", None),
    ],
)
def test_a_kind_of_thing_is_asked_for(text: str, asked: str | None) -> None:
    assert asked_in(text) == asked


def test_a_word_that_begins_like_a_measure_is_none() -> None:
    found = ASKED["count"].search("按多少户籍老人配备")
    assert found
    assert not any(found.groupdict().values())


def test_which_acts_are_fined_asks_for_the_acts() -> None:
    assert asked_in("干了哪些事会被罚") is None
    assert asked_in("迟报会被罚吗") == "penalty"
