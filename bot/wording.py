"""The words the assistant says; the only reader of `prompts/`."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Protocol

from index.errors import WenceError


class Say(Protocol):
    """`say(key, **values)`: the text of a key with its {fields} filled in."""

    def __call__(self, key: str, /, **values: object) -> str: ...


class WordingError(WenceError):
    """The texts can't be read."""


class Wording:
    """The texts of `prompts/wording/*.toml` by key, and what a model is given."""

    def __init__(
        self, texts: dict[str, str], prompts: dict[str, str] | None = None, root: str = ""
    ) -> None:
        self._texts = texts
        self._prompts = prompts or {}
        self._root = root

    @classmethod
    def load(cls, folder: Path | None = None) -> "Wording":
        """Read the packed texts, and those of `folder`, if given, over them.

        Raises:
            WordingError: the folder or a file of it is missing or is no TOML of texts.
        """
        packed, prompts = _read(files("prompts")), _prompts(files("prompts"))
        if folder is None:
            return cls(packed, prompts)
        return cls(packed | _read(folder), prompts | _prompts(folder), str(folder))

    def say(self, key: str, /, **values: object) -> str:
        """The text of `key` with its {fields} filled in.

        Raises:
            WordingError: the text has a field that is not given, or braces that name none.
        """
        try:
            return self._texts[key].format(**values)
        except (LookupError, ValueError, AttributeError) as error:
            raise WordingError(
                f"提示文字 {key} 里的花括号不对（{error}）；请在 {self._root} 里改正。"
            ) from None

    def prompt(self, name: str) -> str:
        """What a model is given for a task: `model/{name}.txt`, {fields} and all."""
        return self._prompts[name]


def _prompts(root: Path | Traversable) -> dict[str, str]:
    """By name; a folder of an office's own may have none."""
    folder = root.joinpath("model")
    try:
        found = [each for each in folder.iterdir() if each.name.endswith(".txt")]
        return {each.name.removesuffix(".txt"): each.read_text("utf-8") for each in found}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise WordingError(f"读不了提示文字 {root}（{error}）；请检查 WENCE_PROMPTS。") from None


def _read(root: Path | Traversable) -> dict[str, str]:
    texts: dict[str, str] = {}
    try:
        for file in sorted(root.joinpath("wording").iterdir(), key=lambda each: each.name):
            if file.name.endswith(".toml"):
                texts |= _flat(tomllib.loads(file.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise WordingError(f"读不了提示文字 {root}（{error}）；请检查 WENCE_PROMPTS。") from None
    return texts


def _flat(texts: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Tables become dotted keys: `wechat.welcome`."""
    flat: dict[str, str] = {}
    for key, value in texts.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat
