"""Sums of money as people type them, read to the last 分. ``words.yuan`` writes them."""

from __future__ import annotations

import re
from decimal import Decimal

# More than any budget; a longer number is a slip of the hand.
LARGEST = Decimal(10) ** 15

_UNITS = {"": 1, "元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "百万元": 1_000_000,
          "千万元": 10_000_000, "亿": 100_000_000, "亿元": 100_000_000}  # fmt: skip
_SUM = re.compile(
    r"(?P<number>\d+(?:\.\d+)?|\.\d+)(?P<unit>千元|百万元|千万元|万元|亿元|万|亿|元|)"
)
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def exact(value: object) -> Decimal:
    """Return a number of the database as the decimal number it was printed as.

    SQLite keeps 0.1 as the nearest binary fraction; its shortest decimal form is what stood
    in the text.
    """
    return Decimal(str(value))


def read_yuan(text: str, *, bare: str = "万元") -> Decimal | None:
    """Return the sum in yuan that a person typed, None for an empty text.

    ``1000万``, ``1,000 万元``, ``1亿``, ``10000000元``; ``bare`` is the unit of a number alone.

    :raises ValueError: it is no sum of money, or larger than :data:`LARGEST`.
    """
    typed = re.sub(r"[\s,¥￥]", "", text.translate(_WIDE))
    if not typed:
        return None
    found = _SUM.fullmatch(typed)
    if found is None or len(typed) > 40:
        raise ValueError(text)
    yuan = Decimal(found["number"]) * _UNITS[found["unit"] or bare]
    if yuan > LARGEST:
        raise ValueError(text)
    return yuan
