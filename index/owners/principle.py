"""Bodies and principles of running text that bear on responsibility, though they name no owner."""

import re

from index.clause import Phrase
from index.owners.compact import Compact
from index.owners.names import Span

_HINTS = re.compile(
    r"谁|管|属地|责任|负责|双责|同责|分级|归口|各负|各司|领导小组|委员会|联席会议|指挥部|专班|领导机构|协调|工作组"
    r"|管委会|各|有关|相关|会同|应当|部门|政府|单位|指导|机关"
)
_STOPS = "，,。；;：:！!？?\n"
_SEGMENT = re.compile(rf"[^{_STOPS}]+")
# Told as it is printed: 谁主管谁负责、谁主办谁负责; 管行业必须管安全; 属地管理.
_MAXIM = re.compile(
    r"谁[^，,。；;、谁”的要原]{1,8}[，,、]?谁[^，,。；;、谁”的要原]{1,8}(?:[、，,]谁[^，,。；;、谁”的要原]{1,8}[，,]?谁[^，,。；;、谁”的要原]{1,8})*"
    r"|管[^，,。；;、管]{1,6}(?:就|必须|也要|要)管[^，,。；;、管”]{1,6}"
    r"|属地(?:管理|负责|责任|为主)|分级(?:负责|管理)|归口管理|党政同责|一岗双责|各负其责|各司其职"
)
_STEERING = "领导小组|委员会|联席会议|指挥部|专班|领导机构|协调机构|协调机制|协调小组|工作组|管委会"
_WHICH = r"(?:各|有关|相关|地方|地区|行业|主管|责任|成员|职能|自治区|直辖市|街道|[省市区县旗乡镇])"
_ANYBODY = (
    rf"(?:地方|县级以上|本级)?(?:各级|各|有关|相关|所有|其他){_WHICH}{{0,8}}(?:[、（）()和及]{_WHICH}{{0,8}}){{0,8}}"
    r"(?:部门和单位|部门|单位|地|人民政府|政府|机关|机构|党委|党组|企业|(?<=[地方区道镇]))"
)
_BODY = r"[一-鿿、（）()]{1,40}?(?:部|委|办|局|厅|署|院|会|行|政府|部门|机构|机关|单位|中心|公司)"
_DUTY_WORDS = r"(?:要(?!求|素|闻|点)|应当|应(?!急|用|对)|须|必须)"
# A whole segment is told: what it says of responsibility needs its object.
_BEARING = re.compile(
    r"责任制|负责制|主体责任|监管责任|领导责任|第一责任人|责任主体|责任单位"
    rf"|(?:成立|组建|设立|建立|健全|完善|推动|发挥|依托|在|由|调整)[^，,。；;：:]{{0,40}}?(?:{_STEERING})"
    r"|(?:领导小组|联席会议|指挥部|工作专班|领导机构|协调小组|管委会)(?:办公室)?(?:要|应|负责|统筹|承担|统一|研究|定期|组织)"
    r"|(?:统筹|组织|督促|推动|协调|压实|指导)(?:全[市区县省])?(?:各|有关|相关)[^，,。；;：:]{0,12}?(?:部门|单位|地区|街道|政府)"
)
# Somebody is told to do something, or joins others, without being put in charge.
_TOLD = re.compile(
    rf"(?:请)?{_ANYBODY}(?:{_DUTY_WORDS}|负责|牵头|按照|按|结合|根据|会同|具体|分工|协同)"
    rf"|(?:请)?{_BODY}(?:{_DUTY_WORDS}|(?:牵头)?会同)(?![^，,。；;]*[了已])"
)


def find_principles(compact: Compact) -> list[Phrase]:
    """The stretches of the clause that speak of responsibility in general, in their order."""
    text = compact.text
    if not _HINTS.search(text):
        return []
    spans = [found.span() for found in _MAXIM.finditer(text)]
    for segment in _SEGMENT.finditer(text):
        span = segment.span()
        if not _overlaps(span, spans) and _bears(segment.group()):
            spans.append(span)
    return [compact.phrase(start, end) for start, end in sorted(spans)]


def _bears(segment: str) -> bool:
    return _BEARING.search(segment) is not None or _TOLD.match(segment) is not None


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
