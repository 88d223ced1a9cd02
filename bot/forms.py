"""The form in which a text states each kind of thing that may be asked for."""

import re

from bot.kinds import Asked
from index.lexical import fold

# Without the form there is no answer to these, whatever reads like one.
_STRICT = frozenset({"money", "share", "size", "contact", "website", "age", "duration"})

# A measure that is asked for, and the words that a text has instead of it.
_ALIKE = (
    "人名位个口号",
    "家个所户座间处",
    "个家所座处项名位种类件支批套",
    "次趟回遍场轮",
    "份篇件张本",
    "种类项个样",
    "辆台列架",
)
_ALIKE_TIMES = (
    ("天", "日", "工作日", "小时", "周", "个月"),
    ("日", "天", "工作日", "小时", "周", "个月"),
    ("工作日", "天", "日", "个月"),
    ("小时", "分钟", "钟头", "天", "日"),
    ("钟头", "小时", "分钟", "天", "日"),
    ("分钟", "小时"),
    ("星期", "礼拜", "周", "天", "日"),
    ("礼拜", "星期", "周", "天", "日"),
    ("周", "星期", "天", "日"),
    ("年", "个月", "月", "学年", "周年"),
    ("周年", "年"),
    ("个月", "月", "年", "天", "日"),
    ("学期", "年"),
)
_HAN = "一二三四五六七八九十"
_NUMERAL = "[0-9]+(?:[.,][0-9]+)?|[一二三四五六七八九十百千两]+"
_NUMBER = rf"(?:{_NUMERAL})[余多]?[万千百亿]*[余多]?"
# 90家, 三场, 1.5倍; no 第一次, and no number that is a part of a name (一月一主题)
_AMOUNT = (
    r"(?<![第0-9])[0-9]+(?:\.[0-9]+)?(?![0-9年月日、，。])"
    rf"|(?<![第{_HAN}百千两])[{_HAN}百千两]+[余多]?[万亿]*"
    "(?:[家个场次项套名人座处件种类户期批支本部辆台所间篇份张条款倍元轮遍层天周])"
)
_NAME_STATED = (
    "同志|姓名[：:]"
    r"|(?:长|主任|书记|主席|主编|负责人|联系人|总指挥|代表)"
    r"[:： 　]+[\u4e00-\u9fff·]{2,4}(?:$|[,，。;； 　(（])"
)
_VALUES: dict[Asked, str] = {
    "money": rf"(?:{_NUMERAL})[余多]?(?:万|亿|百|千)*元|免费|无偿|免收|不收取?|免缴|全额",
    "penalty": "罚|处分|追究|责令|没收|吊销",
    "share": rf"(?:{_NUMERAL})\s*[%％‰倍成折]|百分之|[0-9.]+个百分点|分之[一二三四五六七八九十]"
    r"|一半|半数|全额|\d+[:：∶]\d+",
    "age": rf"(?:{_NUMERAL})周?岁|出生|年龄[不原]|[0-9一二三四五六]+[—–\-~至]+[0-9]+周?岁",
    "date": rf"\d{{4}}年|[0-9{_HAN}]+月(?!一)|[0-9]+日|月底|季度|年底|年内|年初|半年|每[年月周日季]"
    rf"|[两0-9{_HAN}]+个?(?:工作日|天内?|周内?|年内|个月|小时(?=[内前后,，。；]|$))|期间|前完成|之前"
    rf"|[当次][日天月年]|[满超]\s*[0-9两{_HAN}]+(?:个月|年|日|天)|有效期|(?:之日|日)起"
    rf"|[0-9两{_HAN}]+(?:年|个月)(?=[。；;，,、）)]|以[上内]|$)"
    "|元旦|春节|元宵|清明|端午|七夕|中秋|重阳|冬至|五一|国庆|劳动节|妇女节|儿童节|教师节",
    "frequency": rf"年度|[一两二三四五六七八九十\d]+[次趟回遍]"
    rf"|每(?:[年月周天日季半逢两个]|[0-9{_HAN}])|定期|按[月季年]|随时|不定期"
    rf"|[一两0-9{_HAN}]+个?(?:年|月|周|季度?)[一两0-9{_HAN}]",
    "size": rf"{_NUMBER}\s*(?:平方|平米|亩|公顷|公里|千米|米|毫米|厘米|里|吨|公?斤|千?克|升"
    "|立方|千瓦|兆瓦|度|卡|[gmtp]b?|字|页)",
    "person": rf"{_NAME_STATED}|由[^,，。;；]{{2,20}}(?:兼任|担任|任|为)"
    "|[^,，。;；]{2,20}(?:兼任|担任|[为任])[^,，。;；]{0,10}(?:长(?![期效远])|主任|书记|总指挥)",
    "contact": r"1\d{10}|\d{3,4}[-－]\d{7,8}|\d{7,8}|(?<!\d)1[12]\d{3}(?!\d)|@"
    r"|电话[：:]|(?:电话|热线)\d+",
    "website": r"https?:|www\.|网址|\.(?:com|cn|net)",
    "reason": "为了|因为|由于|鉴于|根据|依据|按照"
    "|为(?:进一步)?(?:加强|规范|做好|推进|贯彻|落实|保障|切实|深入|全面|提高|促进)",
    "place": "[路街巷道]\\d+号|地[址点][：:为]|[0-9]+楼"
    "|在[^，。；,;、中下上时内后前]{2,16}?(?:召开|举办|举行|开展|办理|报名|领取|设立|建设|试点|进行)"
    "|(?:召开|举办|举行|设在|位于|落户)[^，。；,;、]{1,8}?"
    "(?:处|园|馆|厅|广场|中心|剧[院场]|基地|[街村镇山寺路])"
    "|到[^，。；,;、]{2,16}(?:办理|报名|领取|申请|受理)|[窗口站中心厅](?:受理|办理|提出)",
}
# Where an address, a name, a multiple, an hour or prison is asked for, nothing else will do.
_EXACT: dict[Asked, str] = {
    "place": r"[路街巷道]\d+号|地[址点][：:为]|\d+号?[楼层]|(?<![道线])[路街巷]\d",
    "person": _NAME_STATED,
    "share": rf"(?:{_NUMERAL})倍|翻",
    "date": rf"(?:{_NUMERAL})\s*(?:[:：]\d\d|[点时])|上午|下午|中午",
    "penalty": "徒刑|拘役|拘留|监禁",
}
# 400 亿元, as layouts set numbers apart
_SET_APART = re.compile(r"(?<=\d)[ \u3000\u00a0]+(?=[\u4e00-\u9fff])")
_LISTED = re.compile("》《|》、《|”“|”、“")  # things by name, which can be told and counted


def strict(asked: Asked, measure: str) -> bool:
    """Whether nothing answers without the form of it, whatever reads like an answer."""
    return asked in _STRICT or (asked in {"person", "place"} and measure != "")


def has_number(text: str) -> bool:
    return re.search(_NUMERAL, fold(text)) is not None


def lists(text: str) -> bool:
    """Whether the text names several things by their names."""
    return _LISTED.search(text) is not None


def states(asked: Asked, measure: str, text: str, said: str) -> bool:
    """Whether `text` has the form of such a thing, but for what the question `said` itself."""
    text = _SET_APART.sub("", text)
    if asked == "count":
        return _counts(measure, text)
    if asked == "duration":
        form = _lasting(measure)
    else:
        form = (_EXACT.get(asked) if measure else None) or _VALUES.get(asked, "(?!)")
    own = fold(said)
    return any(found[0] not in own for found in re.finditer(form, text))


def _lasting(unit: str) -> str:
    """A time in a unit that may stand for the one asked for; 5年 is no answer to 几天."""
    alike = next((group for group in _ALIKE_TIMES if unit == group[0]), (unit,))
    number = rf"(?:(?<!\d)\d{{1,3}}(?:[.]\d+)?|[{_HAN}百两半数]+)"
    return (
        rf"{number}[余多]?个?半?(?:{'|'.join(alike)})(?!\d)|长期|永久|当[日天]|即时|随时|次[日月]"
    )


def _counts(measure: str, text: str) -> bool:
    """A number with the measure asked for; or things listed by name, which can be counted."""
    alike = {other for group in _ALIKE if measure and measure in group for other in group}
    form = rf"{_NUMBER}[{''.join(sorted({measure, *alike}))}]" if measure else _AMOUNT
    return re.search(form, text) is not None or lists(text)
