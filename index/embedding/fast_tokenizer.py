"""The tokenizer as the package tokenizers reads it: `tokenizer.json`.

https://huggingface.co/docs/tokenizers. Its unigram model puts unknown characters that follow each
other into one <unk>, the original gives each its own; cutting the text round them beforehand makes
the two alike.
"""

from base64 import b64encode
from itertools import groupby, pairwise

from index.embedding.character_map import encode_character_map
from index.embedding.tokenizer import SPACE
from index.embedding.weights import Vocabulary


def tokenizer_json(vocabulary: Vocabulary) -> dict[str, object]:
    """Return the whole file."""
    pieces = _texts(vocabulary)
    special = [vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unknown, len(pieces) - 1]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special(number, pieces[number]) for number in special],
        "normalizer": _normalizer(vocabulary),
        "pre_tokenizer": _pre_tokenizer(pieces),
        "post_processor": _post_processor(vocabulary, pieces),
        "decoder": _metaspace(),
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": list(map(list, zip(pieces, vocabulary.scores.tolist(), strict=True))),
            "byte_fallback": False,
        },
    }


def _texts(vocabulary: Vocabulary) -> list[str]:
    data, offsets = vocabulary.pieces.tobytes(), vocabulary.offsets.tolist()
    return [data[start:end].decode() for start, end in pairwise(offsets)]


def _special(number: int, text: str) -> dict[str, object]:
    flags = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
    return {"id": number, "content": text, **flags, "special": True}


def _normalizer(vocabulary: Vocabulary) -> dict[str, object]:
    characters = b64encode(encode_character_map(vocabulary.characters)).decode()
    single = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}
    mapped = {"type": "Precompiled", "precompiled_charsmap": characters}
    return {"type": "Sequence", "normalizers": [mapped, single]}


def _metaspace() -> dict[str, object]:
    return {"type": "Metaspace", "replacement": SPACE, "prepend_scheme": "always", "split": True}


def _pre_tokenizer(pieces: list[str]) -> dict[str, object]:
    pattern = {"Regex": f"[^{_ranges(set(''.join(pieces)))}]"}
    alone = {"type": "Split", "pattern": pattern, "behavior": "Isolated", "invert": False}
    return {"type": "Sequence", "pretokenizers": [_metaspace(), alone]}


def _ranges(characters: set[str]) -> str:
    """Return them as the inside of a regular expression's brackets."""
    codes = sorted(map(ord, characters))
    runs = [list(run) for _, run in groupby(enumerate(codes), key=lambda each: each[1] - each[0])]
    return "".join(f"{_escaped(run[0][1])}-{_escaped(run[-1][1])}" for run in runs)


def _escaped(code: int) -> str:
    return rf"\x{{{code:x}}}"


def _post_processor(vocabulary: Vocabulary, pieces: list[str]) -> dict[str, object]:
    ends = [vocabulary.bos, vocabulary.eos]
    first, last = ({"SpecialToken": {"id": pieces[end], "type_id": 0}} for end in ends)
    texts = [{"Sequence": {"id": name, "type_id": 0}} for name in ("A", "B")]
    return {
        "type": "TemplateProcessing",
        "single": [first, texts[0], last],
        "pair": [first, texts[0], last, last, texts[1], last],
        "special_tokens": {
            pieces[end]: {"id": pieces[end], "ids": [end], "tokens": [pieces[end]]} for end in ends
        },
    }
