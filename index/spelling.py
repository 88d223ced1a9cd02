"""Mends a question's script and homophones against what the documents say.

A small noisy channel: each character may be one of like sound that the documents use; bigrams
that the documents know speak for a change, every change costs. Words of the dictionary cost more.
A text whose words are all known is never changed, and a change stays only where the documents
hold three characters with it, or two that are of no other word: two may meet by chance across
the border of words.
"""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Protocol

from index.lexical import fold
from index.words import fillers, words

_CHANGE_IN_WORD = 1.4  # a dictionary word is changed only where two known bigrams meet
_CHANGE = 0.9
_LATIN_LEFT = 1.5  # pinyin that stays pinyin
_KNOWN = 1.0
_CHAIN = 0.5  # two known bigrams side by side
_HANGING = 0.7  # a change that the next character does not bear out
_LONGEST = 200
_BEAM = 60  # states kept
_LATIN = re.compile(r"[a-z]+")
_NOISE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060\ufe0f\ufeff"
    "\U0001f000-\U0001faff\u2600-\u27bf\ud800-\udfff\ue000-\uf8ff]"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_SPELT = re.compile("(?![部分章节条款项点段第])[\u4e00-\u9fff]")  # numbering is never respelt
_QUOTED = re.compile("([“「『《][^”」』》]*[”」』》])")
_ASKING = "哪怎什几"  # what pinyin is often typed for, whether the documents have it or not
# 新*增*书*店: characters set apart by one and the same sign
_SET_APART = re.compile(
    r"[\u4e00-\u9fff]([*_·.|~^/-])(?:[\u4e00-\u9fff]\1){2,}[\u4e00-\u9fff](?:\1[\u4e00-\u9fff])*"
)
_SPACE_IN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")

# 第3相, 第十二调, 弟十条: a number's noun, or its 第, by its sound
_NUMBERED = re.compile(
    r"[第弟](?P<number>[0-9０-９一二三四五六七八九十百零]{1,4})(?P<noun>[\u4e00-\u9fff])"
    r"(?=$|[\s,，。?？!！的是讲说谁由归有呢啥什怎内里第要规写和与跟及、])"
)
_NOUNS = "条项点章节款"
_COUNTED = "站线县店间件街届代级卷阶季现"  # sound like them, and stand behind a number themselves
_PLAIN = {"甚么": "什么", "神马": "什么", "肿么": "怎么", "木有": "没有", "部份": "部分"}

# 嗯那个就是, 来着: what is said while one thinks of the next word
_HESITATION = re.compile(
    r"[嗯呃]+[,，、\s]*|(?:就是说?|那个|这个|那啥(?!时)){2,}[,，\s]*|那啥(?!时)[,，\s]*|来着"
)

Known = Callable[[str], bool]


def tidy(text: str) -> str:
    """The question in simplified script, without emoji, control characters and broken ones."""
    plain = _NOISE.sub(" ", text)
    simplified = _to_simplified().convert(plain) if _HAN.search(plain) else plain
    together = _SET_APART.sub(lambda run: run[0].replace(run[1], ""), simplified)
    closed = _SPACE_IN_HAN.sub("", together)
    for said, meant in _PLAIN.items():
        closed = closed.replace(said, meant)
    numbered = " ".join(_NUMBERED.sub(_with_noun, closed).split())
    return _HESITATION.sub("", numbered).strip() or numbered


def _with_noun(found: re.Match[str]) -> str:
    """A number with the noun that its own noun sounds like, if one does."""
    said = found["noun"]
    alike = [] if said in _COUNTED else [each for each in _NOUNS if _sound(each) in _sounds(said)]
    noun = said if said in _NOUNS or not alike else alike[0]
    return f"第{found['number']}{noun}" if noun in _NOUNS else found[0]


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


@cache
def _to_simplified() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


@dataclass(frozen=True, slots=True)
class _Token:
    """A character or a syllable of pinyin; `guarded` inside a word of the dictionary."""

    said: str
    text: str
    guarded: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """What is written for a token; a change has a cost."""

    text: str
    cost: float
    fixed: bool = False


_START = _Choice("", 0.0, fixed=True)


@dataclass(frozen=True, slots=True)
class _State:
    """A way through the tokens so far; `known`: its last two are a bigram of the documents."""

    score: float
    way: tuple[str, ...]
    last: _Choice
    known: bool


class Speller:
    """Corrects towards the bigrams of one generation."""

    def __init__(
        self,
        characters: Iterable[str],
        known: Known,
        holds: Known | None = None,
        translate: Callable[[str], str] = str,
    ) -> None:
        """`characters` are those of the documents; `known` says whether they hold a bigram.

        `holds` says of any stretch whether they have it as words, not cut out of the middle of
        some; without it two characters have to do. `translate` puts the office's terms in those of
        the documents.
        """
        self._known = known
        self._holds = holds
        self._translate = translate
        self._by_sound: dict[str, list[str]] = {}
        for character in dict.fromkeys((*_ASKING, *sorted(characters))):
            if sound := _sound(character):
                self._by_sound.setdefault(sound, []).append(character)

    def correct(self, text: str) -> str:
        """`text` with sound-alikes replaced where that makes it the documents' own words.

        What stands in quotation marks is left as it is, and so is a text longer than a question.
        """
        if len(text) > _LONGEST:
            return text
        text = self._translate(text)
        parts = _QUOTED.split(text)
        return "".join(part if at % 2 else self._correct(part) for at, part in enumerate(parts))

    def _correct(self, text: str) -> str:
        if self._is_sound(text):
            return text
        tokens = self._tokens(text)
        return "".join(self._borne_out(tokens, list(self._likeliest(tokens))))

    def _is_sound(self, text: str) -> bool:
        """Whether the documents know all words."""
        before = ""
        for word, _ in words(fold(text), guess=False):
            if _LATIN.fullmatch(word) or not self._knows(word):
                return False
            single = len(word) == 1 and _HAN.match(word) is not None and word not in fillers()
            if before and single and self._known(before + word):
                before = ""  # 文创, which only the documents know
                continue
            if before:
                return False
            before = word if single else ""
        return not before

    def _knows(self, word: str) -> bool:
        spelt = _HAN.match(word) is not None and word not in fillers()
        return not spelt or all(map(self._known, map("".join, pairwise(word))))

    def _borne_out(self, tokens: list[_Token], chosen: list[str]) -> list[str]:
        """What was chosen, another sound-alike or what was said: what a wider stretch bears out."""
        for at, token in enumerate(tokens):
            if self._holds and len(token.text) == 1 and chosen[at] not in (token.text, token.said):
                others = self._alike(token)
                changes = (each for each in (chosen[at], *others) if each != token.text)
                held = (each for each in changes if self._held(tokens, chosen, at, each))
                chosen[at] = next(held, token.said)
        return chosen

    def _held(self, tokens: list[_Token], chosen: list[str], at: int, change: str) -> bool:
        changed = [*chosen[:at], change, *chosen[at + 1 :]]
        return self._holds is not None and any(map(self._holds, _around(tokens, changed, at)))

    def _likeliest(self, tokens: list[_Token]) -> tuple[str, ...]:
        # Viterbi; a state is what was chosen for the last two tokens.
        best = [_State(0.0, (), _START, known=False)]
        for token in tokens:
            after: dict[tuple[str, str], _State] = {}
            for choice in self._choices(token):
                known: dict[str, bool] = {}  # by what was chosen before, which many states share
                for state in best:
                    previous = state.last
                    if previous.text not in known:
                        known[previous.text] = self._bigram(previous, choice)
                    gain = _gain(state, choice, known=known[previous.text])
                    total = state.score - choice.cost + gain
                    key = (previous.text, choice.text)
                    if key not in after or total > after[key].score:
                        way = (*state.way, choice.text)
                        after[key] = _State(total, way, choice, known[previous.text])
            best = sorted(after.values(), key=lambda state: -state.score)[:_BEAM]
        return max(best, key=lambda state: state.score).way

    def _bigram(self, first: _Choice, second: _Choice) -> bool:
        if first.fixed or second.fixed:
            return False
        return len(first.text) == len(second.text) == 1 and self._known(
            fold(first.text + second.text)
        )

    def _choices(self, token: _Token) -> list[_Choice]:
        if token.fixed:
            return [_Choice(token.said, 0.0, fixed=True)]
        if len(token.text) > 1:
            alike = self._by_sound.get(_fuzzy(token.text), [])
            stays = _Choice(token.said, _LATIN_LEFT if alike else 0.0)
            return [stays, *(_Choice(each, 0.0) for each in alike)]
        cost = _CHANGE_IN_WORD if token.guarded else _CHANGE
        alike = [each for each in self._alike(token) if each != token.text]
        return [_Choice(token.said, 0.0), *(_Choice(each, cost) for each in alike)]

    def _alike(self, token: _Token) -> list[str]:
        """The documents' characters that sound like it; inside a word only its usual reading."""
        sounds = (_sound(token.text),) if token.guarded else _sounds(token.text)
        return [each for sound in sounds for each in self._by_sound.get(sound, [])]

    def _tokens(self, text: str) -> list[_Token]:
        """Characters, and pinyin by syllable; what is said with filler words is fixed."""
        tokens: list[_Token] = []
        for word, at in words(fold(text), guess=False):
            said = text[at : at + len(word)]
            if _LATIN.fullmatch(said):
                tokens += [_Token(each, each) for each in self._syllables(said)]
                continue
            fixed = word in fillers() or word.startswith("第")
            tokens += [
                _Token(own, char, len(word) > 1, fixed or not _SPELT.match(char))
                for own, char in zip(said, word, strict=True)
            ]
        return [token for at, token in enumerate(tokens) if not _gap_in_pinyin(tokens, at)]

    def _syllables(self, word: str) -> list[str]:
        """Pinyin parted where every part is a sound of the documents; else the word whole."""
        ways: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 6), end):
                before = ways[start]
                if before is not None and _fuzzy(word[start:end]) in self._by_sound:
                    longer = ways[end]
                    if longer is None or len(before) + 1 < len(longer):
                        ways[end] = [*before, word[start:end]]
        return ways[-1] or [word]


def _gain(state: _State, current: _Choice, *, known: bool) -> float:
    """What a bigram that the documents know speaks for, and a change that nothing bears out."""
    if known:
        return _KNOWN + (_CHAIN if state.known else 0.0)
    previous = state.last
    hanging = previous.cost > 0 and not (current.fixed or not previous.text)
    beside = previous.cost > 0 and current.cost > 0
    return -_HANGING if hanging or beside else 0.0


def _around(tokens: list[_Token], chosen: list[str], at: int) -> list[str]:
    """Three characters with the changed one, and two where neither is of a longer word."""
    threes = ["".join(chosen[first : first + 3]) for first in range(max(at - 2, 0), at + 1)]
    twos = [
        "".join(chosen[first : first + 2])
        for first in range(max(at - 1, 0), at + 1)
        if not any(token.guarded or token.fixed for token in tokens[first : first + 2])
    ]
    return [each for each in threes if len(each) > 2] + [each for each in twos if len(each) > 1]


def _gap_in_pinyin(tokens: list[_Token], at: int) -> bool:
    near = tokens[max(at - 1, 0) : at] + tokens[at + 1 : at + 2]
    return tokens[at].text == " " and any(_LATIN.fullmatch(each.text) for each in near)


@cache
def _sounds(character: str) -> tuple[str, ...]:
    """All readings, the most common first: 调 is diao, and tiao."""
    from pypinyin import Style, pinyin

    most_common = _sound(character)
    if not most_common:
        return ()
    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(dict.fromkeys((most_common, *map(_fuzzy, readings))))


@cache
def _sound(character: str) -> str:
    """The most common reading, without tone; "" for what is no Han character."""
    # Only single characters are read: its dictionary of phrases would cost half a second.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return _fuzzy(lazy_pinyin(character)[0]) if _HAN.match(character) else ""


def _fuzzy(syllable: str) -> str:
    """Sounds that speakers and keyboards mix up are one: zh z, ch c, sh s, -ng -n."""
    initial = re.sub(r"^(z|c|s)h", r"\1", syllable.replace("ü", "v"))
    return re.sub(r"(?<=[aei])ng$", "n", initial)
