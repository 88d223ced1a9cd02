"""Texts longer than a transformers model reads at once, cut at its own tokens."""

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

LENGTH_FILE = "sentence_bert_config.json"
UNLIMITED = 1_000_000  # what tokenizers say that know no limit is far above


class Windows:
    """Cuts for the model in a folder; its tokenizer is loaded when a text may be too long."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        file = folder / LENGTH_FILE
        said = json.loads(file.read_text("utf-8")).get("max_seq_length") if file.is_file() else None
        self._said: int | None = said

    def cut(self, text: str) -> list[str]:
        """Return the text, or the parts of it that fit, in order."""
        # Hardly a tokenizer makes more tokens than there are characters.
        if self._said is not None and len(text) < self._said - 2:
            return [text]
        room = self._room
        spans = self._tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )["offset_mapping"]
        if len(spans) <= room:
            return [text]
        parts = [spans[first : first + room] for first in range(0, len(spans), room)]
        return [text[part[0][0] : part[-1][1]] for part in parts]

    @cached_property
    def _room(self) -> int:
        longest: int = self._said or self._tokenizer.model_max_length
        return min(longest, UNLIMITED) - int(self._tokenizer.num_special_tokens_to_add())

    @cached_property
    def _tokenizer(self) -> "PreTrainedTokenizerBase":
        from transformers import AutoTokenizer

        return AutoTokenizer.from_pretrained(str(self._folder))
