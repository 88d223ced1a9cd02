"""The words that charge a body with a task, as patterns over compact text, and their roles."""

import re
from typing import Final

from index.clause import Role

# A label may hold a second word in brackets or after 和: 牵头（责任）单位, 牵头和配合单位.
_DUTY = (
    "牵头|主办|主责|第一责任|主要责任|主体责任|责任|负责|承办|承担|落实|实施|组织实施|执行|主管|归口管理|归口"
    "|配合|协办|协助|参与|参加|协同|支持|会办|协作|联办|指导"
)
_BODY = "部门|机构|机关|科室|处室|股室|单位|主体|位"  # 责任位: a character lost in conversion
_LINK = "[（(及和与、/]?"
OWNER_LABEL: Final = re.compile(
    rf"(?:[市省区县州镇]?[级直]|具体|总|共同|主要|相关)?"
    rf"(?P<duty>(?:{_DUTY})(?:(?:单位)?{_LINK}(?:{_DUTY})[）)]?)*)"
    rf"(?P<noun>(?:{_BODY})(?:(?:[（(和及、]|或)(?:{_BODY})[）)]?)?)?"
    r"(?P<mark>[：:﹕∶]|(?<=[位门构关室体])(?:为|是)(?!牵头|责任))"
)
OTHER_LABEL: Final = re.compile(r"(?P<label>[一-鿿（）()]{2,10})[：:﹕∶]")
DEADLINE_LABEL: Final = re.compile(
    r"(?:计划|预计|拟|整改|要求|规定|任务|办结|工作)?(?:完成|办理|办结|推进|落实|整改|实施)?"
    r"(?:时限|时间|期限|日期|时间节点|时间要求|时限要求|节点|时间安排|进度安排|进度要求|时间进度)"
)
DUTY_AT_END: Final = re.compile(
    r"(?P<how>(?:(?:按照?|依照?|根据|依据|结合)(?:各自|有关|部门|工作|任务)?(?:职责|职能|分工|责任|权限)"
    r"(?:[和与]?(?:职责|职能|分工|范围|权限))*|分别|共同|具体|统一|联合|各自|全面|主要|统筹|分工)*)"
    r"(?P<verb>(?:为|是|作为)(?:牵头|主办|责任|承办|配合|协办)(?=单位|部门)"
    r"|(?:牵头|主办|为主|负责|承办|承担|配合|协助|协办|参与|参加|协同|支持|指导|落实|实施|推进|组织)*)"
    r"(?P<rest>(?<=牵头|主办|责任|承办|配合|协办)(?:单位|部门)"
    r"|(?:抓好|做好|具体|组织|统筹|抓总|协调|落实|实施|推进|执行|完成|推动|监督|工作|此项|该项|有关|相关|并)*)$"
)
_ROLES: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    ("lead", ("牵头", "主办", "为主")),
    ("support", ("配合", "协助", "协办", "参与", "参加", "协同", "支持", "会办", "协作", "联办")),
    (
        "responsible",
        (
            "责任",
            "主责",
            "负责",
            "承办",
            "承担",
            "主管",
            "落实",
            "实施",
            "推进",
            "执行",
            "归口",
            "组织",
        ),
    ),
)


def role_of_verb(verb: str) -> Role:
    """The role a verb gives: 牵头 comes before 负责 in 牵头负责; “” (按职责分工) is responsible."""
    for role, words in _ROLES:
        if any(word in verb for word in words):
            return role
    return "responsible"


def role_of_label(duty: str) -> Role:
    """The role a label gives; unknown where one label covers several: 牵头和配合单位."""
    roles = {role for role, words in _ROLES if any(word in duty for word in words)}
    if roles == {"lead", "responsible"}:
        return "lead"
    return roles.pop() if len(roles) == 1 else "unknown"
