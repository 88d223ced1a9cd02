import pytest

from bot.forms import states, strict
from bot.kinds import Asked


@pytest.mark.parametrize(
    ("asked", "measure", "text", "stated"),
    [
        ("money", "", "给予1—3万元补助", True),
        ("money", "", "总产值超400 亿元", True),
        ("count", "家", "龙头企业3 家", True),
        ("money", "", "免费提供", True),
        ("money", "", "给予补助", False),
        ("share", "", "费率为0.15‰", True),
        ("share", "", "三分之二以上", True),
        ("share", "倍", "处1倍以上5倍以下罚款", True),
        ("share", "倍", "费率为0.15%", False),
        ("age", "", "年满18周岁", True),
        ("age", "", "16-24岁失业青年", True),
        ("age", "", "满18个月", False),
        ("duration", "工作日", "在5个工作日内办结", True),
        ("duration", "钟头", "不超过4个小时", True),
        ("duration", "天", "有效期5年", False),
        ("duration", "年", "最长不超过240个月", True),
        ("duration", "年", "长期有效", True),
        ("duration", "年", "2019年起", False),
        ("size", "", "5亿公斤以下", True),
        ("size", "", "厚度0.01毫米", True),
        ("contact", "", "请拨打12345", True),
        ("contact", "", "公布举报电话", False),
        ("website", "", "登录http://zs.example.com", True),
        ("website", "", "电话38622527", False),
        ("person", "叫什么", "由主要领导任总指挥", False),
        ("person", "叫什么", "组长：张三", True),
        ("person", "", "由副秘书长担任组长", True),
        ("place", "哪条路", "到学校报名", False),
        ("place", "哪条路", "在体育东路12号", True),
        ("count", "个", "至少2名工作人员", True),
        ("count", "回", "三次亲临考察", True),
        ("count", "户", "共有505户", True),
        ("count", "户", "满150分", False),
        ("penalty", "", "责令限期改正", True),
        ("penalty", "判几年", "责令停业3年", False),
        ("penalty", "判几年", "处三年以下有期徒刑", True),
        ("date", "几点", "在3个工作日内登记", False),
        ("date", "几点", "上午9:00至12:00", True),
        ("frequency", "", "每两年评估", True),
        ("date", "", "自受理之日起", True),
    ],
)
def test_a_text_states_it(asked: Asked, measure: str, text: str, stated: bool) -> None:
    assert states(asked, measure, text, "") is stated


def test_what_the_question_said_itself_is_no_answer() -> None:
    assert not states("date", "", "一季度开展", "一季度的活动什么时候办")


def test_an_amount_is_told_by_its_form_alone() -> None:
    assert strict("money", "")
    assert strict("person", "叫什么")
    assert not strict("person", "")
    assert not strict("date", "")
