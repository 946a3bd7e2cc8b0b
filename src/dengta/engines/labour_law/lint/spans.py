"""Spans of working time as people write them: 早9点至晚9点, 9:00-21:00, 8 a.m. to 10 p.m."""

from re import Match

from dengta.engines.labour_law.lint import numbers

HALF_DAY, DAY = 12, 24
# From here to there: the hour, the minutes if any, and what says which half of the day is meant.
SPAN_ZH = (
    rf"(?<![-\d.:/])(?P<late>下午|晚上?|夜里|夜间|傍晚)?(?P<from>{numbers.ZH})"
    rf"(?:点半?|时|:\d\d)?(?:钟|整)?(?:至|到|[-—\x7e])"
    rf"(?P<until>次日|第二天|翌日|凌晨|下午|晚上?|夜里|夜间|当晚)?(?:凌晨|早上?)?(?P<to>{numbers.ZH}"
    rf")(?:点|时|:\d\d)"
)
SPAN_EN = (
    rf"(?<![-\d.:/])(?:half past )?(?P<from>{numbers.EN})(?:[:.]\d\d)?(?: ?(?P<late>p\.?m\b\.?)"
    rf"| ?(?P<early>a\.?m\b\.?|in the morning)"
    rf")? ?(?:to|until|till|-) ?"
    rf"(?:half past )?(?P<to>{numbers.EN})(?:[:.]\d\d)?(?: ?(?P<until>p\.?m\b\.?|in the evening|at night)|(?=[:.]\d\d))"
)
SPAN_BARE_EN = (
    rf"\b(?:works?|working|hours|duty|shifts?)~(?<![:\d])(?P<from>{numbers.EN}) (?:to|"
    rf"until|till) (?P<to>{numbers.EN})\b(?!:| (?:days|hours))"
)
NEXT_DAY = ("次日", "第二天", "翌日", "凌晨")


def span(found: Match[str]) -> float:
    """The hours between the two, breaks included."""
    said = found.groupdict()
    begins, ends = numbers.read(said["from"]), numbers.read(said["to"])
    if max(begins, ends) > DAY:
        return 0
    late, until = said.get("late"), said.get("until")
    # "2 to 4 p.m." is said of one afternoon, 8点至晚10点 of a whole day.
    if late or (until and until.isascii() and begins < ends and not said.get("early")):
        begins = _after_noon(begins)
    if until in NEXT_DAY:
        return ends + DAY - begins
    if until or (late and _after_noon(ends) > begins) or ends <= begins <= HALF_DAY:
        ends = _after_noon(ends)
    return (ends - begins) % DAY


def _after_noon(hour: float) -> float:
    return hour + HALF_DAY if hour < HALF_DAY else hour


def week(found: Match[str]) -> float:
    """The hours of a week, from its days and the hours of each."""
    return numbers.read(found["days"]) * numbers.read(found["hours"])
