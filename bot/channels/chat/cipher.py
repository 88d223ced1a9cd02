"""What the platforms encipher, by AES-256-CBC: random bytes, a length, a text, a receiver's id."""

import base64

from wechatpy.crypto.base import WeChatCipher

BLOCK = 32  # bytes that it is padded to a multiple of


def opened(secret: str, key: bytes, receiver: bytes) -> str:
    """The text in `secret`.

    wechatpy's own looks at the id alone: where that is empty, what another key has closed can pass.

    Raises:
        IndexError, ValueError: closed with another key or for another, or no secret at all.
    """
    padded: bytes = WeChatCipher(key).decrypt(base64.b64decode(secret, validate=True))
    padding = padded[-1:] * padded[-1]
    whole = padded[16 : len(padded) - len(padding)]
    size = int.from_bytes(whole[:4], "big")
    well = 1 <= len(padding) <= BLOCK and padded.endswith(padding)
    if not well or len(whole) != 4 + size + len(receiver) or not whole.endswith(receiver):
        raise ValueError("closed with another key, or for another")
    return whole[4 : 4 + size].decode()
