"""Spans of working time as people write them: 早9点至晚9点, 9:00-21:00, 8 a.m. to 10 p.m."""

from re import Match

from dengta.engines.labour_law.lint import numbers

HALF_DAY, DAY = 12, 24
# From here to there: the hour, the minutes if any, and what says which half of the day is meant.
SPAN_ZH = (
    rf"(?P<late>下午|晚上?|夜里|夜间|傍晚)?(?P<from>{numbers.ZH})(?:点半?|时|:\d\d)?(?:钟|整)?(?:至|到|[-—\x7e])"
    rf"(?P<until>次日|第二天|翌日|凌晨|下午|晚上?|夜里|夜间|当晚)?(?:凌晨|早上?)?(?P<to>{numbers.ZH}"
    rf")(?:点|时|:\d\d)"
)
SPAN_EN = (
    rf"(?P<from>{numbers.EN})(?:[:.]\d\d)?(?: ?(?P<late>p\.?m\b\.?)| ?a\.?m\b\.?| in the morning"
    rf")? ?(?:to|until|till|-|and) ?"
    rf"(?P<to>{numbers.EN})(?:[:.]\d\d)?(?: ?(?P<until>p\.?m\b\.?|in the evening|at night)|(?=[:.]\d\d))"
)
SPAN_BARE_EN = (
    rf"\b(?:works?|working|hours|duty|shifts?)~(?<![:\d])(?P<from>{numbers.EN}) (?:to|"
    rf"until|till) (?P<to>{numbers.EN})\b(?!:| (?:days|hours))"
)
NEXT_DAY = ("次日", "第二天", "翌日", "凌晨")


def span(found: Match[str]) -> float:
    """The hours between the two, breaks included."""
    begins, ends = numbers.read(found["from"]), numbers.read(found["to"])
    halves = found.groupdict()
    begins += HALF_DAY if halves.get("late") and begins < HALF_DAY else 0
    if halves.get("until") in NEXT_DAY:
        return ends + DAY - begins
    ends += HALF_DAY if halves.get("until") and ends <= HALF_DAY else 0
    if ends <= begins < HALF_DAY:
        ends += HALF_DAY
    return (ends - begins) % DAY


def week(found: Match[str]) -> float:
    """The hours of a week, from its days and the hours of each."""
    return numbers.read(found["days"]) * numbers.read(found["hours"])
