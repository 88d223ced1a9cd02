"""Running text: who is really charged, who is only spoken of."""

import pytest

from index.owners import find_owner
from index.owners.rule import FirstNamed

NO_RULE = FirstNamed()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由市教育局牵头，市财政局配合，在2025年底前完成。", "市教育局:lead 市财政局:support"),
        ("由市教育局牵头，会同市财政局推进。", "市教育局:lead 市财政局:support"),
        ("第六条　市、区财政部门负责资金保障工作。", "市、区财政部门:responsible"),
        ("（3）公安部负责维护治安秩序。", "公安部:responsible"),
        ("入围标准由联合采购办公室负责拟定。", "联合采购办公室:responsible"),
        ("司法部负责制定统一的文书格式标准。", "司法部:responsible"),
        (
            "国家发展改革委及国家粮食局负责综合协调。",
            "国家发展改革委:responsible 国家粮食局:responsible",
        ),
        ("市医疗保险经办机构（以下简称医保机构）负责参保。", "市医疗保险经办机构:responsible"),
        ("一是由市文旅局承办赛事；二是加强宣传。", "市文旅局:responsible"),
        ("省数据局牵头会同各有关部门建立工作组。", "省数据局:lead"),
    ],
)
def test_a_body_charged_in_so_many_words_is_named(text: str, expected: str) -> None:
    owner = find_owner(text, 0, NO_RULE)
    assert owner.status == "named"
    assert " ".join(f"{unit.name}:{unit.role}" for unit in owner.units) == expected
    assert all(text[unit.start : unit.end] == unit.name for unit in owner.units)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "建立由政府负责人牵头、相关部门共同参与的工作机制。",
            "由政府负责人牵头、相关部门共同参与的工作机制",
        ),
        (
            "建立由市教育局牵头、市财政局参与的联席会议制度。",
            "建立由市教育局牵头、市财政局参与的联席会议制度",
        ),
        ("坚持“谁主管谁负责、谁主办谁负责”原则。", "谁主管谁负责、谁主办谁负责"),
        ("按照谁审批、谁监管要求抓好落实。", "谁审批、谁监管"),
        ("落实管行业必须管安全。", "管行业必须管安全"),
        ("实行属地管理，强化排查。", "属地管理"),
        ("严格落实“门前三包”责任制,深化教育。", "严格落实“门前三包”责任制"),
        ("统筹各单位把任务融入常态工作,扎实开展活动。", "统筹各单位把任务融入常态工作"),
        ("推动某某建设管理委员会实体化运行。", "推动某某建设管理委员会实体化运行"),
        ("成立区级工作领导机构。", "成立区级工作领导机构"),
        ("各有关部门按照职责分工抓好落实。", "各有关部门按照职责分工抓好落实"),
        ("各级人民政府负责本行政区域的工作。", "各级人民政府负责本行政区域的工作"),
        ("市民政部门应当建立工作机制。", "市民政部门应当建立工作机制"),
        ("生态环境部会同有关部门组织开展评估。", "生态环境部会同有关部门组织开展评估"),
    ],
)
def test_bodies_and_principles_in_general_are_indirect(text: str, phrase: str) -> None:
    owner = find_owner(text, 0, NO_RULE)
    assert owner.status == "indirect"
    assert owner.units == ()
    assert phrase in [found.text for found in owner.phrases]
    assert all(text[found.start : found.end] == found.text for found in owner.phrases)


@pytest.mark.parametrize(
    "text",
    [
        "支持龙头企业牵头组建创新联合体。",
        "提高行政机关负责人出庭应诉质效。",
        "我负责阳光雨露，你负责茁壮成长。",
        "承办全国冬季运动会，办好博览会。",
        "对历史和人民高度负责，锐意进取。",
        "构建党委领导、政府负责、社会协同的治理体系。",
        "推进融媒体中心组织体系、工作流程建设。",
        "开展“扫黄打非”专项整治，加强行业管理工作。",
    ],
)
def test_prose_that_is_no_owner_stays_silent(text: str) -> None:
    assert find_owner(text, 0, NO_RULE).status == "not_named"


def test_a_stated_owner_is_not_mixed_with_prose() -> None:
    text = "市民政局负责登记。各部门要配合。（责任单位：市教育局）"
    assert [unit.name for unit in find_owner(text, 0, NO_RULE).units] == ["市教育局"]
