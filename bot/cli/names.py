"""What an evaluation's figures and types of questions are called. Light: the help text has them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.evaluation import Name

NAMES: dict["Name", str] = {
    "right": "答对",
    "found": "找到",
    "first": "首条",
    "complete": "引全",
    "precise": "引准",
    "verbatim": "引文一致",
    "content": "内容",
    "refused": "该拒已拒",
    "wrongly_refused": "误拒",
    "owner": "责任",
    "invented_units": "编造单位",
    "p50": "中位毫秒",
    "p95": "95%毫秒",
}
TYPES = {
    "all": "全部",
    "clause": "条款",
    "clause_lookup": "按条号",
    "section_requirement": "整节要求",
    "fact": "事实",
    "owner": "责任单位",
    "multi_clause": "多条",
    "mention": "提及",
    "paraphrase": "换个说法",
    "typo_noise": "错字杂音",
    "dialogue": "连续追问",
    "unanswerable": "没有答案",
}
