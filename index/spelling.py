"""Mends a question's script and homophones against what the documents say.

A small noisy channel: each character may be one of like sound that the documents use; bigrams
that the documents know speak for a change, every change costs. Words of the dictionary cost more.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from index.lexical import fold
from index.words import fillers, words

_CHANGE_IN_WORD = 1.4  # a dictionary word is changed only where two known bigrams meet
_CHANGE = 0.9
_LATIN_LEFT = 1.5  # pinyin that stays pinyin
_KNOWN = 1.0
_CHAIN = 0.5  # two known bigrams side by side
_LATIN = re.compile(r"[a-z]+")
_NOISE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060\ufe0f\ufeff"
    "\U0001f000-\U0001faff\u2600-\u27bf\ue000-\uf8ff]"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_ASKING = "哪怎什几"  # what pinyin is often typed for, whether the documents have it or not
_SPACE_IN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")

Known = Callable[[str], bool]


def tidy(text: str) -> str:
    """The question in simplified script, without emoji and control characters."""
    plain = _NOISE.sub(" ", text)
    simplified = _to_simplified().convert(plain) if _HAN.search(plain) else plain
    return " ".join(_SPACE_IN_HAN.sub("", simplified).replace("甚么", "什么").split())


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
    guarded: bool
    fixed: bool


class Speller:
    """Corrects towards the bigrams of one generation."""

    def __init__(self, characters: Iterable[str], known: Known) -> None:
        """`characters` are those of the documents; `known` says whether they hold a bigram."""
        self._known = known
        self._by_sound: dict[str, list[str]] = {}
        for character in dict.fromkeys((*_ASKING, *sorted(characters))):
            if sound := _sound(character):
                self._by_sound.setdefault(sound, []).append(character)

    def correct(self, text: str) -> str:
        """`text` with sound-alikes replaced where that makes it the documents' own words."""
        tokens = self._tokens(text)
        if not tokens:
            return text
        # Viterbi over (previous, current) characters: scores of the best way to end there.
        best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {("", ""): (0.0, ())}
        for token in tokens:
            best = self._step(best, token)
        return "".join(max(best.values(), key=lambda way: way[0])[1])

    def _step(
        self, best: dict[tuple[str, str], tuple[float, tuple[str, ...]]], token: _Token
    ) -> dict[tuple[str, str], tuple[float, tuple[str, ...]]]:
        after: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
        for choice, cost in self._choices(token):
            written = token.said if choice == token.text else choice
            for (before, previous), (score, way) in best.items():
                total = score - cost + self._gain(before, previous, choice)
                key = (previous, choice)
                if key not in after or total > after[key][0]:
                    after[key] = (total, (*way, written))
        return dict(sorted(after.items(), key=lambda item: -item[1][0])[:60])

    def _gain(self, before: str, previous: str, current: str) -> float:
        if not self._bigram(previous, current):
            return 0.0
        return _KNOWN + (_CHAIN if self._bigram(before, previous) else 0.0)

    def _bigram(self, first: str, second: str) -> bool:
        return len(first) == 1 and len(second) == 1 and self._known(first + second)

    def _choices(self, token: _Token) -> list[tuple[str, float]]:
        if token.fixed:
            return [(token.text, 0.0)]
        if len(token.text) > 1:
            alike = self._by_sound.get(_fuzzy(token.text), [])
            return [(token.text, _LATIN_LEFT if alike else 0.0)] + [(each, 0.0) for each in alike]
        cost = _CHANGE_IN_WORD if token.guarded else _CHANGE
        alike = self._by_sound.get(_sound(token.text), [])
        return [(token.text, 0.0), *((each, cost) for each in alike if each != token.text)]

    def _tokens(self, text: str) -> list[_Token]:
        """Characters, and pinyin by syllable; what is said with filler words is fixed."""
        tokens: list[_Token] = []
        for word, at in words(fold(text)):
            if _LATIN.fullmatch(word):
                tokens += [_Token(each, each, False, False) for each in self._syllables(word)]
                continue
            fixed = word in fillers() or word.startswith("第")
            tokens += [
                _Token(text[at + index], char, len(word) > 1, fixed or not _HAN.match(char))
                for index, char in enumerate(word)
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


def _gap_in_pinyin(tokens: list[_Token], at: int) -> bool:
    near = tokens[max(at - 1, 0) : at] + tokens[at + 1 : at + 2]
    return tokens[at].text == " " and any(_LATIN.fullmatch(each.text) for each in near)


@cache
def _sound(character: str) -> str:
    """The most common reading, without tone; "" for what is no Han character."""
    from pypinyin import lazy_pinyin

    return _fuzzy(lazy_pinyin(character)[0]) if _HAN.match(character) else ""


def _fuzzy(syllable: str) -> str:
    """Sounds that speakers and keyboards mix up are one: zh z, ch c, sh s, -ng -n."""
    initial = re.sub(r"^(z|c|s)h", r"\1", syllable.replace("ü", "v"))
    return re.sub(r"(?<=[aei])ng$", "n", initial)
