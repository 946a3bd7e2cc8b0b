"""Hints on a message between departments, in Chinese and English: what it leaves unsaid of the own position, the cause
and the request, and words that are all-or-nothing, harsh or vague.

A hint never blocks: it says what the other side may hear, and what helps instead.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.foundation.rules import Rule

R_042 = Rule("R-042", _("Between departments: own position, cause and request, no all-or-nothing wording"))


class Tone(StrEnum):
    """What is the matter with a word."""

    ALL_OR_NOTHING = "all_or_nothing"
    HARSH = "harsh"
    VAGUE = "vague"


class Part(StrEnum):
    """What a message between departments states."""

    POSITION = "position"
    CAUSE = "cause"
    REQUEST = "request"


UNSTATED: Mapping[Part, Promise] = {
    Part.POSITION: _(
        "Your own side is not in it yet. Begin with “we”: what you have done already, and what lies in your own hands."
    ),
    Part.CAUSE: _("The cause is not in it yet. Say what it comes from as far as you see it, even if it is a guess."),
    Part.REQUEST: _("There is nothing yet that one could say yes to. Say what is to happen, and until when."),
}
# Who speaks of themselves says "we". The other two have a field of their own: there it is enough that it is not filled
# with a word that only fills it.
_OWN_SIDE = re.compile(
    r"我|咱|本(?:部门|部|组|团队|班组|中心|科)|\b(?:we|us|our|ours|i|my|on\s+our\s+side)\b", re.IGNORECASE
)
_FILLER = re.compile(
    r"无|没有|暂无|不知道|不清楚|不详|未知|不明|待查|同上|见上|如上|如题|略|"
    r"n/?a|none|nothing|unknown|not\s+known|no\s+idea|don['’]?t\s+know|see\s+above|as\s+above|same",
    re.IGNORECASE,
)
_BARE_CALL = re.compile(
    r"(?:请|麻烦|烦请|望|希望)?(?:你们|您|贵部门)?(?:帮忙|协助)?(?:处理|解决|跟进|支持|配合|协助|帮忙|知悉|改进|重视)(?:一下|下)?|"
    r"(?:please\s+)?(?:help|fix(?:\s+(?:it|this))?|solve(?:\s+(?:it|this))?|do\s+something|take\s+care(?:\s+of\s+it)?)",
    re.IGNORECASE,
)

ADVICE: Mapping[Tone, Promise] = {
    Tone.ALL_OR_NOTHING: _(
        "Rarely true to the letter, and the other side argues about the word. Say how often: “4 of 31 this week”."
    ),
    Tone.HARSH: _("Sounds like a reproach. Say what you see and what you need."),
    Tone.VAGUE: _("Can mean anything. Say what, by whom, until when."),
}
# English words stand alone ("never", not "nevertheless"); Chinese has no word borders, so patterns name whole turns.
_WORDS: Mapping[Tone, tuple[str, ...]] = {
    Tone.ALL_OR_NOTHING: (
        r"(?:你们|他们|你|您|贵部门)(?:总是|老是|永远|一直都?不|从来|每次都)",
        r"从来(?:不|没有?|都不)",
        r"总是",
        r"老是",
        r"永远",
        r"每次都",
        r"根本(?:不|没有?)",
        r"没有一(?:次|个)",
        r"所有人都",
        r"\balways\b",
        r"\bnever\b",
        r"\beveryone\s+knows\b",
        r"\bnobody\s+ever\b",
        r"\bevery\s+(?:single\s+)?time\b",
    ),
    Tone.HARSH: (
        r"不负责任",
        r"推卸|甩锅|踢皮球",
        r"莫名其妙",
        r"太过分",
        r"拖后腿",
        r"敷衍",
        r"必须马上|立刻马上",
        r"凭什么",
        r"\byou\s+people\b",
        r"\bunacceptable\b",
        r"\bridiculous\b",
        r"\bincompetent\b",
        r"\bcareless\b",
        r"\byour\s+fault\b",
        r"\bnot\s+my\s+(?:job|problem)\b",
    ),
    Tone.VAGUE: (
        r"尽快",
        r"有空(?:的时候|时)?",
        r"差不多",
        r"想想办法",
        r"看着办",
        r"适当(?:地)?",
        r"大概",
        r"相关(?:人员|同事|部门)",
        r"\basap\b",
        r"\bas\s+soon\s+as\s+possible\b",
        r"\bsoon\b",
        r"\bsomehow\b",
        r"\bsomeone\s+should\b",
        r"\bwhen\s+you\s+have\s+time\b",
    ),
}
_MARKS = " \t\r\n.,;:!?…-–—/()。，、；：！？（）~～"
_PATTERNS = {tone: re.compile("|".join(words), re.IGNORECASE) for tone, words in _WORDS.items()}


@dataclass(frozen=True)
class Hint:
    """A word as it was written, and what helps instead."""

    word: str
    tone: Tone

    @property
    def advice(self) -> Promise:
        """What helps instead."""
        return ADVICE[self.tone]


def hints(*texts: str) -> list[Hint]:
    """Every such word once, in the order of reading; the longest where one stands in another."""
    if not R_042.applies:
        return []
    found: list[Hint] = []
    for text in texts:
        hits = sorted(
            (
                (hit.start(), -hit.end(), hit.group(), tone)
                for tone, words in _PATTERNS.items()
                for hit in words.finditer(text)
            ),
        )
        end = 0
        for start, negative_end, word, tone in hits:
            hint = Hint(" ".join(word.split()), tone)
            if start >= end and hint not in found:
                found.append(hint)
            end = max(end, -negative_end)
    return found


def unstated(*, position: str, cause: str, request: str) -> list[Part]:
    """Which parts a message leaves open though something is written there; an empty one the form asks for anyway."""
    if not R_042.applies:
        return []
    open_parts = {
        Part.POSITION: position.strip() and not _OWN_SIDE.search(position),
        Part.CAUSE: _only(_FILLER, cause),
        Part.REQUEST: _only(_FILLER, request) or _only(_BARE_CALL, request),
    }
    return [part for part, is_open in open_parts.items() if is_open]


def _only(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text is nothing but this, or marks without a word."""
    return bool(text.strip()) and (not (bare := text.strip(_MARKS)) or pattern.fullmatch(bare) is not None)
