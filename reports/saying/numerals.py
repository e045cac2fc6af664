"""Numbers as headings count them: 一, 十, 十一, 二十, 一百零一."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
CHARACTERS = _DIGITS + "".join(_UNITS)


def numeral(number: int) -> str:
    """Write a number from 1 to 9999 in Chinese."""
    text, is_after_gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if is_after_gap and text else "") + _DIGITS[digit] + _UNITS[place]
        is_after_gap = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text
