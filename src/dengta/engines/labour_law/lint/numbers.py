"""Figures as people write them in rule books: 36, 1.5, 三十六, 百分之二十, thirty-six, double."""

import re
from re import Match

DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2, "壹": 1, "贰": 2, "叁": 3, "伍": 5}
MYRIAD = 10_000
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10}
WORDS = {
    "half": 0.5, "one": 1, "single": 1, "two": 2, "double": 2, "twice": 2, "three": 3, "triple": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
WRITTEN_ZH = "[零一二两三四五六七八九十百千万壹贰叁伍拾]"
ZH = rf"(?:\d[\d,]*(?:\.\d+)?万?|{WRITTEN_ZH}+(?:点{WRITTEN_ZH}+)?|半)"
AND_A_HALF = " and a half"
EN = r"(?:\d[\d,]*(?:\.\d+)?|(?:{0})(?:[- ](?:{0}))*(?: and a half)?)".format(
    "|".join(sorted(WORDS, key=len, reverse=True))
)
# What the figure counts when it counts times of something: the wage, in the end a percentage.
PER_CENT = 100
FIGURE = re.compile(r"\d+(?:\.\d+)?")


def number_in(found: Match[str]) -> float:
    """The figure of a sign: `n` or `pc`, or `times` as a percentage."""
    groups = found.groupdict()
    if groups.get("times"):
        return read(groups["times"]) * PER_CENT
    return read(groups.get("n") or groups["pc"])


def read(written: str) -> float:
    """The value of a figure in digits, Chinese or English."""
    plain = written.replace(",", "").strip()
    if plain.endswith("万") and FIGURE.fullmatch(plain[:-1]):
        return float(plain[:-1]) * MYRIAD
    if FIGURE.fullmatch(plain):
        return float(plain)
    if plain.endswith(AND_A_HALF):
        return read(plain.removesuffix(AND_A_HALF)) + 0.5
    return _english(plain) if plain.isascii() else _chinese(plain)


def _chinese(written: str) -> float:
    if written == "半":
        return 0.5
    whole, _point, decimals = written.partition("点")
    above, myriad, below = whole.rpartition("万")
    if myriad:
        return (_chinese(above) if above else 1) * MYRIAD + _chinese(below or "零")
    total, digit = 0, 0
    for character in whole:
        if character in TENS:
            total += (digit or 1) * TENS[character]
            digit = 0
        else:
            digit = digit * 10 + DIGITS[character]
    return float(f"{total + digit}.{''.join(str(DIGITS.get(one, 0)) for one in decimals) or 0}")


def _english(written: str) -> float:
    total = 0.0
    for word in re.split(r"[- ]", written):
        value = WORDS[word]
        total = (total or 1) * value if word == "hundred" else total + value
    return total
