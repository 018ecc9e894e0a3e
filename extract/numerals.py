"""Numbers as policy texts print them, to exact values.

Arabic (1,000.5), full-width (folded before they come here), Chinese (三百二十),
and mixtures with magnitudes (20万, 3.5亿, 2千万).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from extract.models import Number

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}

# Fragments for patterns. A decimal point may only stand between digits.
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
MAGNITUDE = r"(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?=元))"


@lru_cache(maxsize=1 << 14)
def parse_number(text: str) -> Number | None:
    """The exact value of a printed number, an ``int`` wherever it is whole.

    :param text: e.g. ``1,000``, ``3.5``, ``20万``, ``2千万``, ``三百二十``, ``半``;
        folded to half width.
    :returns: ``None`` where the characters are no well-formed number (``十百``).

    >>> parse_number("1.5亿"), parse_number("三百二十万"), parse_number("两千零五")
    (150000000, 3200000, 2005)
    """
    value = _decimal(text.replace(",", ""))
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(text: str) -> Decimal | None:
    if not text:
        return None
    if text[0].isdigit() and text[0].isascii():
        for unit in "亿万":  # 1亿5000万, 1万5千
            head, _, tail = text.partition(unit)
            if tail and tail[0].isdigit():
                high, low = _decimal(head), _decimal(tail)
                return None if high is None or low is None else high * _LARGE[unit] + low
        end = len(text)
        while end and not (text[end - 1].isascii() and text[end - 1].isdigit()):
            end -= 1
        try:
            value = Decimal(text[:end])
        except InvalidOperation:
            return None
        return _scale(value, text[end:])
    return _chinese(text)


def _scale(value: Decimal, magnitude: str) -> Decimal | None:
    for char in magnitude:
        factor = _SMALL.get(char) or _LARGE.get(char)
        if factor is None:
            return None
        value *= factor
    return value


def _chinese(text: str) -> Decimal | None:
    if text == "半":
        return Decimal("0.5")
    if all(c in DIGITS for c in text):  # 二〇二一: digits read one by one
        if len(text) > 1:
            return Decimal("".join(str(DIGITS[c]) for c in text))
        return Decimal(DIGITS[text])
    total = section = Decimal(0)
    digit: int | None = None
    last_small = 10**4
    for i, char in enumerate(text):
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= last_small and digit is None:
                return None
            section += (1 if digit is None else digit) * unit
            digit, last_small = None, unit
        elif char in _LARGE:
            section += digit or 0
            if section == 0 and i == 0:
                section = Decimal(1)  # 亿元以上, 万元: a bare magnitude is one of it
            total = (
                (total + section) * _LARGE[char]
                if char in "亿億"
                else total + section * _LARGE[char]
            )
            section, digit, last_small = Decimal(0), None, 10**4
        else:
            return None
    if digit is not None and last_small > 10 and section and text[-2] in _SMALL:
        return total + section + digit * last_small // 10  # 三百五 is 350
    return total + section + (digit or 0)
