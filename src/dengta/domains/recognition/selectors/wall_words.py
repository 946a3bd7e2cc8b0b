"""Words that name a measure or a case: they are spoken of in private, and never stand on the wall (R-107)."""

import re

# Whole terms, not single characters: a customer who "warned" somebody is no measure.
MEASURES = re.compile(
    r"(口头|书面|严重|最后|内部)警告|警告处分|处分|处罚|记(大)?过|通报批评|诫勉|降[级职薪]|罚款|扣款|扣(发)?(工资|奖金|绩效)"
    r"|停职|辞退|开除|劝退|解除劳动合同|留用察看|离岗审查|违纪|违规个案|纪律个案|个案编号|整改通知"
    r"|\b(verbal|written|final|formal)\s+warnings?\b|\breprimand(s|ed)?\b|\bdisciplin(e|ed|ary)\b|\bsanction(s|ed)?\b"
    r"|\bfine(d|s)\b|\bdemot(ed|ion)\b|\bsuspended\b|\bdismiss(ed|al)\b|\bseparation review\b|\bcase\s+(no|number)\b",
    re.IGNORECASE,
)


def measures_named(text: str) -> list[str]:
    """What in a text names a measure or a case, each once and in order."""
    return list(dict.fromkeys(found.group(0) for found in MEASURES.finditer(text)))
