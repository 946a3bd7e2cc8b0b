"""Short words for tests about calculations."""

from typing import Any

from django.test import Client
from django.urls import reverse


def sheet(headline: str = "N: 24,000.00", *, due_on: str | None = None) -> dict[str, Any]:
    """A sheet as it is kept, with one decision."""
    both = {"zh": headline, "en": headline}
    return {
        "version": "CN 2026.11",
        "region": "CN-SH",
        "region_name": {"zh": "上海", "en": "Shanghai"},
        "on": "2026-11-22",
        "due_on": due_on,
        "headline": both,
        "decisions": [
            {
                "rule": "severance.N", "title": both, "value": {"amount": "24000.00"}, "since": "2008-01-01",
                "confidence": "statute", "steps": [both], "articles": [{**both, "source": ""}], "assumptions": [],
                "changes": [both],
            }
        ],
    }  # fmt: skip


def severance(**other: Any) -> dict[str, Any]:
    """What somebody fills in for severance; three years at 8,000."""
    return {
        "region": "CN-BJ", "ending": "art40", "start": "2023-06-01", "last_day": "2026-05-31", "avg_wage_12m": "8000",
        "last_month_wage": "8600", "notice_given_days": "0", "offer": "none", "do": "answer", **other,
    }  # fmt: skip


def post(browser: Client, key: str, data: dict[str, Any]) -> Any:
    """Fill in a calculator, in English."""
    return browser.post(
        reverse("calculators:calculator", args=[key]), {"region": "CN-BJ", **data}, HTTP_ACCEPT_LANGUAGE="en"
    )
