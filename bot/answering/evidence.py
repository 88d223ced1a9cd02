"""Does this clause answer this question? Weighed on several grounds, not on one similarity."""

import re
from dataclasses import dataclass

from bot.answering.basis import Basis
from bot.answering.quoting import Span, phrases, sentences
from bot.cues import WORK, Asked
from bot.question import Question
from index.found import Hit
from index.lexical import fold, grams
from index.scope import speaks_of
from index.words import content_words

WORDS_COUNT = 4.0  # deviations that having all of the question's words is worth
HALF = 0.5
ENOUGH = 1.8  # deviations above what a foreign question reaches by chance


@dataclass(frozen=True, slots=True)
class Verdict:
    """`marked` is the sentence that answers; `lacking` says what the text does not state."""

    marked: tuple[Span, ...] = ()
    lacking: str = ""


_HAN = "一二三四五六七八九十"
_NUMERAL = "[0-9０-９]+(?:[.．][0-9０-９]+)?|[一二三四五六七八九十百千两]+"
_VALUES: dict[Asked, str] = {
    "money": rf"(?:{_NUMERAL})[余多]?(?:万|亿|百|千)*元",
    "penalty": "罚|处分|追究|责令|没收|吊销",
    "share": rf"(?:{_NUMERAL})\s*[%％‰]|百分之|[0-9.]+个百分点",
    "date": rf"\d{{4}}年|[0-9{_HAN}]+月|[0-9]+日|月底|季度|年底|年内|年初|半年|每[年月周日季]"
    rf"|[两0-9{_HAN}]+个?(?:工作日|小时|天内?|周内?|年内|个月)|期间|前完成|之前",
    "person": "(?:同志|姓名[：:])",
    "contact": r"1\d{10}|\d{3,4}[-－]\d{7,8}|\d{8}|@|https?:|www\.|电话[：:]",
    "place": "[路街巷道]\\d+号|地址[：:]|[0-9]+楼",
}
_REGION = re.compile(
    "..[省市区县州旗]$|^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)$"
)
_EXPLAINS = "(?:是指|指的是|即|，指|包括|分为|——|：|:)"


def judge(question: Question, hit: Hit, basis: Basis) -> Verdict:
    """Weigh the best clause of a text search against the question."""
    say = basis.say
    clause = hit.clause
    for year in question.years:
        if not speaks_of(int(year), hit.document, clause):
            return Verdict(lacking=say("absent_year", year=f"{year}年"))
    place = _foreign_place(question.text, basis)
    if place:
        return Verdict(lacking=say("absent_place", place=place))
    if (WORK.search(question.text) and hit.coverage < HALF) or _weak(hit):
        return Verdict(lacking=say("absent"))
    sentence = _best_sentence(question, hit)
    if question.asked and not _states(question, question.asked, hit, sentence):
        asked = say(f"asked_{question.asked}")
        return Verdict(lacking=say("absent_asked", asked=asked))
    return Verdict(marked=(sentence,) if sentence else ())


def _weak(hit: Hit) -> bool:
    """Hardly nearer than chance, and hardly a word in common: either may make up for the other."""
    if hit.nearness is None:
        return False
    return hit.nearness + WORDS_COUNT * hit.coverage < ENOUGH


def _foreign_place(text: str, basis: Basis) -> str:
    """A place that the question names and no document does."""
    import rjieba

    for word, tag in rjieba.tag(fold(text)):
        if (
            tag == "ns"
            and _REGION.search(word)
            and not any(word in each for each in basis.generation.folded)
        ):
            return word
    return ""


def _best_sentence(question: Question, hit: Hit) -> Span | None:
    """The sentence that shares most with the question; None where none shares a word."""
    wanted = _grams(question.text)

    def shared(span: Span) -> float:
        text = fold(hit.document.text[slice(*span)])
        return sum(gram in text for gram in wanted)

    spans = sentences(hit.clause)
    best = max(spans, key=shared, default=None)
    return best if best and shared(best) > 0 else None


def _states(question: Question, asked: Asked, hit: Hit, sentence: Span | None) -> bool:
    """Whether the kind of thing that is asked for stands where the question's words stand."""
    near = _near(question, hit, sentence) if sentence else hit.clause.text
    if asked == "meaning":
        return _explained(question, hit.clause.text)
    if asked == "count":
        return _counted(question, near)
    return re.search(_VALUES[asked], near) is not None


def _near(question: Question, hit: Hit, sentence: Span) -> str:
    """The phrases of the sentence that share a word with the question, and their neighbours."""
    start, end = sentence
    parts = [
        fold(hit.document.text[a:b]) for a, b in phrases(hit.clause) if start <= a and b <= end
    ]
    wanted = _grams(question.text)
    shared = [sum(gram in part for gram in wanted) for part in parts]
    best = [at for at, count in enumerate(shared) if count and count == max(shared)]
    near = sorted({at + step for at in best for step in (-1, 0, 1)} & set(range(len(parts))))
    return ",".join(parts[at] for at in near)


def _grams(text: str) -> set[str]:
    return {
        gram
        for word in content_words(text)
        for gram in grams(word)
        if len(gram) > 1 or len(word) == 1
    }


def _counted(question: Question, text: str) -> bool:
    """A number with the measure word asked for; or things listed by name, which can be counted."""
    number = re.search(rf"(?:{_NUMERAL}){question.measure or '[^年月日、，。]'}", text)
    return bool(number or re.search("》《|》、《|”“|”、“", text))


def _explained(question: Question, text: str) -> bool:
    """The term with a colon, a 是指, or the list that it sums up before it."""
    terms = [word for word in content_words(question.text) if word in fold(text)]
    return any(
        re.search(
            rf"{re.escape(term)}[”》]?{_EXPLAINS}|、[^，。；]{{1,20}}等?[^，。；]{{0,4}}{re.escape(term)}",
            fold(text),
        )
        for term in terms
    )
