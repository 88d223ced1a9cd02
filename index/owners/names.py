"""The names of bodies: what looks like one, which is a particular one, where a list is cut."""

import re
from collections.abc import Iterator

from index.owners.compact import find_brackets

Span = tuple[int, int]

_SUFFIXES = (
    *("部", "委", "办", "局", "厅", "署", "院", "会", "社", "所", "处", "室", "科", "组", "队"),
    *("站", "馆", "台", "校", "联", "集团", "公司", "政府", "部门", "单位", "机构", "机关", "中心"),
    *("银行", "分行", "支行", "街道", "镇", "乡", "企业", "基地", "大学", "海关", "纪检组", "军区"),
    *(
        "电视",
        "电力",
        "铁路",
        "园区",
        "开发区",
        "高校",
        "平台",
        "口岸",
        "法庭",
        "地方",
        "村",
        "办学点",
    ),
    *(
        "协",
        "部门和单位",
        "单位和部门",
        "供电",
        "烟草",
        "移动",
        "电信",
        "联通",
        "铁塔",
        "邮政",
        "石化",
    ),
)
_PLACES = ("省", "市", "县", "区", "旗", "州", "盟", "各地", "地区", "兵团")
# No name of a body has these in it; 应急, 不动产, 自由贸易, 对外 have to stay possible.
_NOT_IN_A_NAME = re.compile(
    r"[的了把须©]|\d{4}|^会同|中企业|将(?!军)|应(?!急|用|对)|(?<!自)由|(?<!高|平|初|中)等|对(?!外|台|口)|不(?!动产)"
    r"|进行|开展|加强|支持|鼓励|引导|推动|建立|健全|完善|实行|落实|牵头|负责|按照|根据|通过|其中"
    r"|确保|每[年月季]|要(?!素|闻)|并(?!购|网)|领导(?!小组|干部|机构|班子)|协同(?!创新)"
)
# 有关部门, 各单位, 成员单位, 一个部门: somebody, but nobody in particular.
_ANYBODY = re.compile(
    r"(?:地方|各|所有|全体|其他|其它|其余|所属|下属|辖区|以上|一个|两个|多个|若干|每个|某)*"
    r"(?:各级|有关|相关|涉及|责任|主管|牵头|配合|成员|参与|承办|主办|主责|协办|职能|行业|业务|同级|本级|上级"
    r"|下级|上一级|当地|属地|所在地|所在|对应|相应|专业|专门|指定|委托|中央|地方|省级|市级|区级|县级|基层|政府"
    r"|党政|行政|社会|公共|管理|项目|建设|运营|实施|施工|起草|试点|监管|监督|用人|申报|申请|承担|使用|产权|龙头"
    r"|骨干|重点|优势|优质|科研|科技|领军|链主|平台|国有|民营|中小|医疗|卫生|教学|培训|金融|市场|第三方|中介|服务"
    r"|评估|审核|审查|认定|登记|收购|生产|经营|采购|举办|联合|依法|本|该|其|此|我|你|贵|等)*"
    r"(?:部门|单位|机构|机关|政府|人民政府|企业|公司|集团|院校|高校|学校|医院|银行|组织|社会|协会|商会|地方"
    r"|团队|平台|园区|基地|社区|党委|党组|党组织|科室|处室|委员会|委|会议|市|县|区|省|地区|城市)?"
    r"(?:(?:和|及|、)(?:部门|单位|机构|机关|政府|企业))?"
)
_ANYBODY_SOMEWHERE = re.compile(
    r"^(?:各(?!省|市|区|县|镇|乡|街道|旗|盟|设区)|各级|地方各级|县级以上|同级|本级|上级|下级|当地|所在|其|该|此)"
    r"|有关|相关|其他|其它|委托|指定|(?:企业|高校|院校|学校|医院|单位)$"
)
_GOVERNMENTS = re.compile(r"(?:地方|各级|各地|各|县级以上)+.{0,12}政府")
_LEVELS = re.compile(
    r"各?(?:地|省|市|县|区|旗|州|盟|乡|民族乡|镇|街道|自治区|直辖市|自治州|自治县|设区市|设区的市|计划单列市|开发区|园区|"
    r"省级|市级|区级|县级|镇级|乡级)(?:[（(〔\[].*[）)〕\]])?"
)
_LEVEL_FIRST = re.compile(
    r"(?:省|市|县|区|旗|州|盟|乡|民族乡|镇|街道|自治|直辖|设区|开发区|园区)(?!直)"
)
_SHARED_ENDS = (
    "政府",
    "部门",
    "机关",
    "机构",
    "单位",
    "办事处",
    "委员会",
    "党委",
    "企业",
    "管委会",
)
_TRIMMED = " \n　“”\"'：:，,、；;。."
_ET_CETERA = re.compile(
    r"等(?:\d+[个家])?(?:有关|相关|各|省级|市级|区级|县级|省直|市直|成员|责任|职能|涉及|多个|行业|主管|中央|国家|驻)*"
    r"(?:部门|单位|机构|地区|地市|地方|企业|市|县|区|地|(?:部门|单位)[和及与](?:有关|相关)?(?:部门|单位|地方|地区))?$"
)
_JOINT = re.compile(r"以及|或者|[和与及或]")
_LONGEST = 26
_ABBREVIATED = re.compile(r"[（(](?:以?下|以下)?(?:统|简)称.*[）)]$")


def base_of(name: str) -> str:
    """The name without a bracket at its end: 省市场监管局 of 省市场监管局（省知识产权局）."""
    if name and name[-1] in "）)〕]":
        for bracket in find_brackets(name):
            if bracket.end == len(name) and bracket.start > 0:
                return name[: bracket.start]
    return name


def without_abbreviation(name: str) -> str:
    """The name without a bracket that only says how it is called from here on."""
    return _ABBREVIATED.sub("", name)


def is_body(name: str, *, places: bool = True) -> bool:
    """Whether the whole of `name` reads as the name of one body."""
    base = base_of(name)
    ends = base.endswith(_SUFFIXES) or (places and base.endswith(_PLACES))
    return ends and 2 <= len(base) <= _LONGEST and not _NOT_IN_A_NAME.search(base)


def is_particular(name: str) -> bool:
    """Whether a body of this name can be told from others: 市财政局, but not 有关部门."""
    base = base_of(name)
    if len(base) > _LONGEST:
        return False
    if _ANYBODY.fullmatch(base) or _ANYBODY_SOMEWHERE.search(base) or _GOVERNMENTS.fullmatch(base):
        return False
    return is_body(name, places=False)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks, quotes and stops at its ends."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def without_others(text: str, start: int, end: int) -> Span:
    """The span without “等有关部门和单位” at its end."""
    others = _ET_CETERA.search(text, start, end)
    return (start, others.start()) if others and others.start() > start else (start, end)


def split_list(text: str, marks: str) -> Iterator[Span]:
    """Cut `text` at the given marks wherever they stand outside brackets."""
    nested = [(b.start, b.end) for b in find_brackets(text) if b.closed]
    start = past = 0
    for mark in re.finditer(f"[{re.escape(marks)}]", text):
        while nested and nested[0][0] < mark.start():
            past = max(past, nested.pop(0)[1])
        if mark.start() >= past:
            yield start, mark.start()
            start = mark.end()
    yield start, len(text)


def join_levels(text: str, spans: list[Span]) -> list[Span]:
    """Join the levels that a list shares out: “市、区财政部门”, “各市、县〔市、区〕政府”."""
    joined: list[Span] = []
    first: int | None = None
    for place, (start, end) in enumerate(spans):
        first = start if first is None else first
        following = spans[place + 1] if place + 1 < len(spans) else None
        if following and text[end] == "、" and _shares(text[start:end], text[slice(*following)]):
            continue
        joined.append((first, end))
        first = None
    return joined


def is_level(name: str) -> bool:
    """Whether this is a level of government and no more: 市, 各县（市、区）."""
    return _LEVELS.fullmatch(name) is not None


def _shares(level: str, following: str) -> bool:
    """Whether `level` is no body of its own but shares the end of the next: “市、区财政部门”."""
    if not is_level(level) or not _LEVEL_FIRST.match(following):
        return False
    if following[1:2] == "级" and not level.endswith("级"):
        return False
    general = base_of(following).endswith(_SHARED_ENDS) or is_level(following)
    return general or not level.startswith("各")


def split_joint(text: str, span: Span) -> list[Span]:
    """Cut “教育部和财政部” in two, but leave 文化和旅游部 whole."""
    start, end = span
    for word in _JOINT.finditer(text, start, end):
        left, right = text[start : word.start()], text[word.end() : end]
        if (
            is_body(left, places=False)
            and is_body(right, places=False)
            and not _ANYBODY.fullmatch(right)
        ):
            return [(start, word.start()), *split_joint(text, (word.end(), end))]
    return [span]
