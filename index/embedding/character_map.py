"""The tokenizer's character map in the form that sentencepiece and the package tokenizers read.

u32 bytes of a trie, the trie, then the texts that characters become, each ended by a NUL. The trie
is Darts-clone's (https://github.com/s-yata/darts-clone), over the UTF-8 of the characters: units
of 32 bits, a node's child for byte b at (its place ^ its offset) ^ b. A unit has the byte that
leads to it in its low 8 bits, bit 8 where the path so far is a key, and its offset from bit 10 on.
Behind a key, byte 0 leads to the key's value, which has bit 31 set.
"""

from collections.abc import Mapping

import numpy as np

IS_KEY, IS_VALUE = 1 << 8, 1 << 31
BLOCK = 256  # units: the children of one node


def encode_character_map(characters: Mapping[int, str]) -> bytes:
    """Return the map from code points to texts as sentencepiece's `precompiled_charsmap`."""
    texts = bytearray()
    values: dict[bytes, int] = {}
    for code_point, text in characters.items():
        values[chr(code_point).encode()] = len(texts)
        texts += text.encode() + b"\0"
    units = np.array(_lay_out(values), "<u4").tobytes()
    return len(units).to_bytes(4, "little") + units + bytes(texts)


def _lay_out(values: Mapping[bytes, int]) -> list[int]:
    """Return the units: the root's block, a block for each node with children, then the values.

    No character's UTF-8 begins another's, so that a key has no children.
    """
    nodes = sorted({key[:length] for key in values for length in range(len(key))})
    blocks = {node: BLOCK * number for number, node in enumerate(nodes, start=1)}
    units = [0] * (BLOCK * (len(nodes) + 1))

    def place(path: bytes) -> int:
        return blocks[path[:-1]] + path[-1] if path else 0

    for node, block in blocks.items():
        units[place(node)] = _unit(node, place(node) ^ block)
    for key, value in values.items():
        units[place(key)] = _unit(key, place(key) ^ len(units)) | IS_KEY
        units.append(IS_VALUE | value)
    return units


def _unit(path: bytes, offset: int) -> int:
    return (path[-1] if path else 0) | offset << 10
