"""Does this clause answer this question? Weighed on several grounds, not on one similarity."""

import math
import re
from dataclasses import dataclass

from bot.answering.basis import Basis
from bot.answering.quoting import Span, is_headline, phrases, sentences
from bot.cues import WORK, Asked
from bot.question import Question
from index.asking import asked
from index.found import Hit
from index.lexical import fold, grams
from index.repeated import repeating
from index.selection import speaks_of
from index.words import content_words

WORDS_COUNT = 4.0  # deviations that having all of the question's words is worth
HALF = 0.5
ABOUT = 0.2  # of the question's words: the clause speaks of the same
ENOUGH = 1.8  # deviations above what a foreign question reaches by chance
NEAR = -1.0  # deviations; below, the nearest clause is as good as any other: not worth showing
# Log-odds that the clause answers, by what the search and the reader say of it: a logistic
# regression on documents that the reader was not trained on (python -m bench.reader.evidence).
PER_NEARNESS, PER_COVERAGE, PER_ANSWERED, PER_SUBJECT, BIAS = 0.26, 0.47, 1.0, -0.03, -2.15
LIKELY = -4.0  # log-odds below which the reader outweighs a search that found enough
# Log-odds at which the reader alone is believed: of questions that other documents answer it then
# lets 6 % of foreign ones through instead of 3 %, and 80 % of paraphrases instead of 62 %.
CONVINCED, SAME_SUBJECT = 1.2, 2.0
FURTHEST = 6.0  # deviations or log-odds; beyond, they tell no more
SURE = 0.6  # probability at which the reader is believed although no usual form of it is there
TELLING = 0.2  # share of all that might answer, that the reader's words must have to be marked
SPOKEN_FOR = 0.7  # of the question's words in a headline: the whole clause speaks of it


@dataclass(frozen=True, slots=True)
class Verdict:
    """`marked` are the words that answer, or their sentence; `lacking` says what isn't stated.

    `unstated`: the clause speaks of the matter, but not of what was asked of it. `near`: the
    clause is worth showing even so.
    """

    marked: tuple[Span, ...] = ()
    lacking: str = ""
    unstated: bool = False
    near: bool = True


_HAN = "一二三四五六七八九十"
_NUMERAL = "[0-9０-９]+(?:[.．][0-9０-９]+)?|[一二三四五六七八九十百千两]+"
# 90家, 三场, 1.5倍; no 第一次, and no number that is a part of a name (一月一主题)
_AMOUNT = (
    r"(?<![第0-9])[0-9]+(?:\.[0-9]+)?(?![0-9年月日、，。])"
    rf"|(?<![第{_HAN}百千两])[{_HAN}百千两]+[余多]?[万亿]*(?:[家个场次项套名人座处件种类户期批支本部辆台所间篇份张条款倍元轮遍层天周])"
)
_VALUES: dict[Asked, str] = {
    "money": rf"(?:{_NUMERAL})[余多]?(?:万|亿|百|千)*元",
    "penalty": "罚|处分|追究|责令|没收|吊销",
    "share": rf"(?:{_NUMERAL})\s*[%％‰]|百分之|[0-9.]+个百分点",
    "date": rf"\d{{4}}年|[0-9{_HAN}]+月(?!一)|[0-9]+日|月底|季度|年底|年内|年初|半年|每[年月周日季]"
    rf"|[两0-9{_HAN}]+个?(?:工作日|天内?|周内?|年内|个月|小时(?=[内前后,，。；]|$))|期间|前完成|之前"
    "|元旦|春节|元宵|清明|端午|七夕|中秋|重阳|冬至|五一|国庆|劳动节|妇女节|儿童节|教师节",
    "frequency": rf"年度|[一两二三四五六七八九十\d]+次"
    rf"|每(?:[年月周天日季半逢两个]|[0-9{_HAN}])|定期|按[月季年]"
    rf"|[一两0-9{_HAN}]+个?(?:年|月|周|季度?)[一两0-9{_HAN}]",
    "size": rf"(?:{_NUMERAL})[余多]?[万千百亿]*(?:平方|平米|亩|公顷|公里|千米|米|里|吨)",
    "person": "(?:同志|姓名[：:])",
    "contact": r"1\d{10}|\d{3,4}[-－]\d{7,8}|\d{8}|@|https?:|www\.|电话[：:]|(?:电话|热线)\d+",
    "reason": "为了|因为|由于|鉴于|根据|依据|按照"
    "|为(?:进一步)?(?:加强|规范|做好|推进|贯彻|落实|保障|切实|深入|全面|提高|促进)",
    "place": "[路街巷道]\\d+号|地[址点][：:为]|[0-9]+楼"
    "|在[^，。；,;、中下上时内后前]{2,16}?(?:召开|举办|举行|开展|办理|报名|领取|设立|建设|试点|进行)"
    "|(?:召开|举办|举行|设在|位于|落户)[^，。；,;、]{1,8}?(?:处|园|馆|厅|广场|中心|剧[院场]|基地|[街村镇山寺路])",
}
# Without a figure there is no answer to these, whatever reads like one.
_STRICT: frozenset[Asked] = frozenset({"money", "share", "size", "contact", "person"})
_REGION = re.compile(
    "..[省市区县州旗]$|^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)$"
)
_NEAR_YEARS = {"去年": -1, "前年": -2, "明年": 1, "后年": 2}
_LISTED = re.compile("》《|》、《|”“|”、“")  # things by name, which can be told and counted
_EXPLAINS = "(?:[，,]?(?:是指|指的是|即|包括|分为)|[，,]指|——|：|:)"


def judge(question: Question, hit: Hit, basis: Basis) -> Verdict:
    """Weigh the best clause of a text search against the question."""
    say = basis.say
    clause = hit.clause
    for year in question.years:
        if not speaks_of(int(year), hit.document, clause):
            return Verdict(lacking=say("absent_year", year=f"{year}年"))
    near = _other_year(question, hit, basis)
    if near:
        return Verdict(lacking=say("absent_year", year=near))
    place = _foreign_place(question.text, basis)
    if place:
        return Verdict(lacking=say("absent_place", place=place))
    repeated = bool(repeating(question.query.text, [clause]))
    work = WORK.search(question.text) is not None and hit.coverage < HALF
    if work or not (repeated or _likely(hit)):
        strength = math.inf if repeated else _strength(hit)
        about = not work and strength >= ENOUGH
        return Verdict(
            lacking=say("absent_unstated" if about else "absent"),
            near=strength >= NEAR and not work,
        )
    if question.asked and question.intent == "find":
        return _of_kind(question, question.asked, hit, basis)
    words = _words(hit) or _best_sentence(question, hit)
    return Verdict(marked=(words,) if words else ())


def _likely(hit: Hit) -> bool:
    """Whether the evidence is that the clause answers."""
    if _convinced(hit):
        return True
    if _strength(hit) < ENOUGH:
        return False
    if hit.reading is None or hit.nearness is None:
        return True
    odds = (
        BIAS
        + PER_NEARNESS * _bounded(hit.nearness)
        + PER_COVERAGE * hit.coverage
        + PER_ANSWERED * _bounded(hit.answering)
        + PER_SUBJECT * _bounded(hit.reading.subject_logit)
    )
    return odds >= LIKELY


def _convinced(hit: Hit) -> bool:
    """Whether the reader is so sure that a search by words and vectors need not agree.

    A question in other words than the clause's is as far from it as a foreign one.
    """
    if hit.reading is None or hit.nearness is None or hit.nearness < NEAR:
        return False
    return hit.reading.answered_logit >= CONVINCED and hit.reading.subject_logit >= SAME_SUBJECT


def _bounded(value: float) -> float:
    return max(-FURTHEST, min(FURTHEST, value))


def _words(hit: Hit) -> Span | None:
    """The words that the reader says answer, in the document's offsets; a headline answers not."""
    words = hit.reading.words if hit.reading else None
    if words is None or words.score < TELLING:
        return None
    start, end = hit.clause.start + words.start, hit.clause.start + words.end
    if any(a <= start and end <= b and is_headline(hit, (a, b)) for a, b in sentences(hit.clause)):
        return None
    return start, end


def stating(question: Question, hit: Hit) -> tuple[Span, ...]:
    """The sentences of a clause that state the kind of thing asked for; those first in words alone.

    For a question whose subject is the clause itself. A sentence that has words of the question
    goes before all that have none.
    """
    if question.asked is None:
        return ()
    found = [
        (span, shared)
        for span, shared in _by_words(question, hit)
        if _states(question, question.asked, hit, span)
    ]
    worded = [span for span, shared in found if shared]
    if not found and question.asked == "date" and hit.clause.owner.deadline:
        return ((hit.clause.owner.deadline.start, hit.clause.owner.deadline.end),)
    return tuple(sorted(worded or [span for span, _ in found]))


def _strength(hit: Hit) -> float:
    """Nearer than chance, or words in common: either may make up for the other."""
    if hit.nearness is None:
        return math.inf
    return hit.nearness + WORDS_COUNT * hit.coverage


def _foreign_place(text: str, basis: Basis) -> str:
    """A place that the question names and no document does."""
    import rjieba

    for word, tag in rjieba.tag(fold(text)):
        if tag == "ns" and _REGION.search(word) and not basis.generation.holds(word):
            return word
    return ""


def _other_year(question: Question, hit: Hit, basis: Basis) -> str:
    """A year as seen from today that is asked about and that the clause is not of."""
    register = basis.generation.register
    for word, by in _NEAR_YEARS.items():
        asked_of = word in question.text and word not in hit.clause.text
        year = register.today.year + by
        if asked_of and not speaks_of(year, hit.document, hit.clause):
            said = asked(question.text, register)
            return "" if said.before else f"{word}（{year}年）"  # 去年的要点 is an edition
    return ""


def _best_sentence(question: Question, hit: Hit) -> Span | None:
    """The sentence that shares most with the question; None where none shares a word."""
    return next((span for span, shared in _by_words(question, hit) if shared), None)


def _by_words(question: Question, hit: Hit) -> list[tuple[Span, int]]:
    """The clause's sentences but for its headline, those first that share most words."""
    wanted = _grams(question.text) - {question.measure}
    spans = [span for span in sentences(hit.clause) if not is_headline(hit, span)]
    counted = [(span, _shared(wanted, hit.document.text[slice(*span)])) for span in spans]
    return sorted(counted, key=lambda each: -each[1])


def shared_with(question: Question, hit: Hit, span: Span) -> int:
    """How many of the question's words, in pairs of characters, a stretch of the clause has."""
    return _shared(_grams(question.query.text), hit.document.text[slice(*span)])


def _shared(wanted: set[str], text: str) -> int:
    folded = fold(text)
    return sum(gram in folded for gram in wanted)


def _of_kind(question: Question, asked: Asked, hit: Hit, basis: Basis) -> Verdict:
    """The sentence that states the kind of thing that is asked for, where the question's words are.

    A row is one record, and a headline that holds the question's words speaks for its clause: there
    any sentence may state it.
    """
    wanted = _grams(question.text) - {question.measure}
    clause = hit.clause
    is_row = bool(clause.marks) and clause.marks[-1].kind == "row"
    all_of_it = is_row or _shared(wanted, clause.headline) >= max(SPOKEN_FOR * len(wanted), 1)
    for span, shared in _by_words(question, hit):
        if (shared or all_of_it) and _states(question, asked, hit, span):
            words = _words(hit)
            inside = words is not None and span[0] <= words[0] and words[1] <= span[1]
            return Verdict(marked=(words if words and inside else span,))
    words = _words(hit)
    if words and hit.reading and hit.reading.answered >= SURE and asked not in _STRICT:
        return Verdict(marked=(words,))
    if asked == "date" and clause.owner.deadline:
        return Verdict(marked=((clause.owner.deadline.start, clause.owner.deadline.end),))
    if hit.coverage < ABOUT:
        # “On this subject, but not that” can only be said where the words show the subject.
        return Verdict(lacking=basis.say("absent"))
    lacking = basis.say("absent_asked", asked=basis.say(f"asked_{asked}"))
    return Verdict(lacking=lacking, unstated=True)


def _states(question: Question, asked: Asked, hit: Hit, sentence: Span) -> bool:
    """Whether the kind of thing that is asked for stands where the question's words stand."""
    near = _near(question, hit, sentence)
    if asked == "meaning":
        return _explained(question, hit.clause.text) or _LISTED.search(near) is not None
    if asked == "count":
        return _counted(question, near)
    said = fold(question.text)
    return any(found[0] not in said for found in re.finditer(_VALUES[asked], near))


def _near(question: Question, hit: Hit, sentence: Span) -> str:
    """The phrases of the sentence that share a word with the question, and their neighbours."""
    start, end = sentence
    parts = [
        fold(hit.document.text[a:b]) for a, b in phrases(hit.clause) if start <= a and b <= end
    ]
    wanted = _grams(question.text)
    shared = [sum(gram in part for gram in wanted) for part in parts]
    best = [at for at, count in enumerate(shared) if count == max(shared)]
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
    number = re.search(f"(?:{_NUMERAL}){question.measure}" if question.measure else _AMOUNT, text)
    return bool(number or _LISTED.search(text))


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
