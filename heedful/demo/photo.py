"""A small picture for those who write 'see photo': drawn here, so that no file has to be kept."""

from __future__ import annotations

import struct
import zlib
from random import Random

SIZE = 72


def draw_photo(chance: Random) -> bytes:
    """A PNG: wood-brown below, window light above, a dark line where it broke."""
    light, wood = chance.randint(150, 230), chance.randint(60, 120)
    tilt, crack = chance.uniform(-0.4, 0.4), chance.randint(20, 52)
    rows = b"".join(
        b"\0" + b"".join(_pixel(x, y, light, wood, crack + tilt * y) for x in range(SIZE)) for y in range(SIZE)
    )
    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _pixel(x: int, y: int, light: int, wood: int, crack: float) -> bytes:
    if abs(x - crack) < 1.5 and y > SIZE // 4:
        return bytes((40, 26, 18))
    share = y / SIZE
    tone = light * (1 - share) + wood * share + (x * 7 + y * 3) % 11
    return bytes((min(255, int(tone)), int(tone * 0.78), int(tone * 0.55)))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
