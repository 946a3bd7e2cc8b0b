"""The law reads along: no clause is saved whose words it forbids. The refusal names article and a lawful wording."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dengta.engines.labour_law.lint import Clause as Finding
from dengta.engines.labour_law.lint import Severity, lint
from dengta.foundation.errors import RuleViolation, Warned, somebody_listens
from dengta.foundation.rules import Rule

R_106 = Rule("R-106", _("There is no fine: no measure takes money, and no clause may name one"))
FINE = "pay.fine"
ENGLISH = "_en"
LABELS: Mapping[str, str | Promise] = {
    "title": _("title"), "standard": _("the standard"), "plain": _("in plain words"),
    "evidence": _("evidence needed"), "why": _("why it changes"), "summary": _("what it is about"),
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What the linter found, and in which text."""

    field: str
    finding: Finding

    @property
    def facts(self) -> dict[str, Any]:
        """As the refusal says it, in the reader's language."""
        language = get_language() or ""
        finding = self.finding
        return {
            "place": str(LABELS[self.field.removesuffix(ENGLISH)]),
            "excerpt": finding.excerpt,
            "articles": ("、" if language.startswith("zh") else "; ").join(
                one.said(language) for one in finding.articles
            ),
            "why": finding.why.said(language),
            "instead": finding.instead.said(language),
        }


def examine(texts: Iterable[tuple[str, str]]) -> list[Found]:
    """What the law says of these texts, each with the name of its field: "standard", or "standard_en" for English."""
    return [
        Found(field, finding)
        for field, text in texts
        if text
        for finding in lint(text, language="en" if field.endswith(ENGLISH) else None)
    ]


def insist_on_lawful_words(texts: Iterable[tuple[str, str]]) -> None:
    """Refuse a fine (R-106) and whatever else is unlawful; of what hangs on its use, whoever writes is told once."""
    found = examine(texts)
    for one in found:
        R_106.refuse(when=one.finding.topic == FINE, code="recognition.fine_in_clause", **one.facts)
        if one.finding.topic != FINE and one.finding.severity is not Severity.RISKY:
            raise RuleViolation("recognition.unlawful_words", **one.facts)
    risky = next((one for one in found if one.finding.severity is Severity.RISKY), None)
    if risky is not None and somebody_listens():
        raise Warned("recognition.risky_words", **risky.facts)
