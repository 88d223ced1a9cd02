"""A small plan written out by hand, and an assistant that looks clauses up in it."""

from pathlib import Path

from fastapi import FastAPI

from bot.answer import Answer, Citation
from bot.app import assemble
from bot.wording import Wording
from index.clause import Clause, Cut, Document, Mark, Section
from index.errors import WenceError

ROOT = Path(__file__).parents[4]
DRESSING = "下面是小编整理的要点。\n"
NOISE = " 隐藏内容免费查看"
TITLE = "某县2021年工作要点"
SOURCE = "要点/某县 2021年工作要点（定稿）.txt"
HEADING = "加强***队伍建设"
# 𠮷 is one character but two UTF-16 units: what stands behind it tells how offsets are counted.
FIRST = "抓好𠮷安培训。全年培训干部300人次,由区委组织部负责。"
SECOND = "健全制度。传承红色基因,落实《XX县若干规定》。"
TEXT = f"{TITLE}\n一、{HEADING}\n1.{FIRST}\n2.{SECOND}"
ORIGINAL = (DRESSING + TEXT.replace("传承", f"传{NOISE}承")).encode("gb18030")


def _span(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def _clause(number: int, text: str) -> Clause:
    start, end = _span(text)
    return Clause(
        label=f"一、{number}",
        marks=(Mark("chinese", 1, "一、"), Mark("arabic", number, f"{number}.")),
        path=(f"一、{HEADING}",),
        headline=text.partition("。")[0],
        text=text,
        start=start,
        end=end,
        section=0,
        line=number + 3,
    )


SECTION = Section(
    label="一",
    marks=(Mark("chinese", 1, "一、"),),
    title=HEADING,
    path=(),
    start=_span(HEADING)[0],
    end=_span(HEADING)[1],
    parent=None,
    first=0,
    last=2,
)
PLAN = Document(
    id="6f1d0c",
    title=TITLE,
    source=SOURCE,
    text=TEXT,
    sections=(SECTION,),
    clauses=(_clause(1, FIRST), _clause(2, SECOND)),
    removed=(Cut(0, DRESSING, "dressing"), Cut(TEXT.index("承红色"), NOISE, "noise")),
)


class PlanAssistant:
    """Answers with every clause that holds the question's words, marked; 第二项 with the second."""

    documents = (PLAN,)

    def __init__(self) -> None:
        self.sessions: list[str | None] = []
        self.closed = False

    def ask(self, question: str, session: str | None = None) -> Answer:
        self.sessions.append(session)
        words = question.strip().rstrip("？?")
        found = [clause for clause in PLAN.clauses if words and words in clause.text]
        if not found:
            return Answer(question=question, answer="没有找到。", answered=False, kind="refusal")
        blocks = [f"共 {len(found)} 条：", *(f"{clause.label} {clause.text}" for clause in found)]
        return Answer(
            question=question,
            answer="\n\n".join(blocks),
            answered=True,
            kind="list",
            citations=tuple(_cited(clause, words) for clause in found),
        )

    @property
    def generation(self) -> str:
        return "20210101T000000-plan"

    def original(self, document_id: str) -> tuple[bytes, str]:
        assert document_id == PLAN.id
        return ORIGINAL, Path(SOURCE).name

    def examples(self) -> tuple[str, ...]:
        return ("300人次", "红色基因", "XX县")

    def close(self) -> None:
        self.closed = True


def _cited(clause: Clause, words: str) -> Citation:
    at = clause.start + clause.text.index(words)
    return Citation(
        document=PLAN.title,
        clause=clause.label,
        path=clause.path,
        quote=clause.text,
        start=clause.start,
        end=clause.end,
        source=PLAN.source,
        marked=((at, at + len(words)),),
    )


say = Wording.load().say


def make_app() -> FastAPI:
    return assemble(PlanAssistant(), say)


def make_nothing() -> FastAPI:
    raise WenceError("还没有索引；请先运行：wence index。")
