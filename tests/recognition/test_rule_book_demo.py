"""The loader of the demo's rule book, with three clauses of the shape of its file."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dengta.config.demo.organisation import found_organisation
from dengta.config.demo.recognition import rule_book as demo
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import ClauseVersion, Edition, Signature
from dengta.domains.recognition.selectors.signatures import own_debts
from dengta.domains.recognition.selectors.standards import clause_in_force

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def entry(code: str, *, kind: str = "conduct", **more: object) -> demo.Entry:
    texts = {
        "title": ("按班表到岗", "On time"), "standard": ("按已发布的班表到岗。", "As the roster says."),
        "plain": ("晚到先说一声。", "Tell us first."), "evidence": ("登录记录", "Sign-in records"),
    }  # fmt: skip
    both = {name: {"zh": zh, "en": en} for name, (zh, en) in texts.items()}
    graded = {"severity": 1, "least": 0, "most": 2, "counts_months": 12}
    none = {"severity": 0, "least": None, "most": None, "counts_months": None}
    return {
        "code": code, "category": "attendance" if kind == "conduct" else "reward", "kind": kind, "band": None, **both,
        **(graded if kind == "conduct" else none), **more,
    }  # fmt: skip


def test_the_demo_has_two_editions_signed_by_most_and_one_before_the_staff() -> None:
    before = {**entry("KQ01"), "plain": {"zh": "晚到要说明。", "en": "Explain it."}}
    found_organisation(today=NOW.date())
    demo.fill(
        NOW,
        [
            entry("KQ01", before=before, why_changed={"zh": "现场意见", "en": "The floor asked for it"}),
            entry("KQ02"),
            entry("JL01", kind="reward", band={"low": 300, "high": 800}),
        ],
    )
    agent = Account.objects.get(username="k10020")

    assert list(Edition.objects.order_by("number").values_list("state", flat=True)) == [
        "published",
        "published",
        "consultation",
    ]
    assert list(ClauseVersion.objects.filter(clause__code="KQ01").values_list("in_force_from", flat=True)) == [
        date(2026, 1, 1),
        date(2026, 7, 15),
        None,
    ]
    signed = Signature.objects.filter(edition__number=2).count()
    assert 100 < signed < Signature.objects.values("employee").distinct().count() + 10
    assert not Signature.objects.filter(signed_at__gt=NOW).exists()
    assert own_debts(agent, NOW.date()) == []
    bound = clause_in_force("KQ01", on=NOW.date(), employee=agent.employee)
    assert bound is not None
    assert bound.number == 2


def test_every_clause_of_the_file_has_the_shape_that_the_loader_reads() -> None:
    for one in json.loads(demo.FILE.read_text(encoding="utf-8")):
        assert demo.words_of(one, one.get("before", one), demo.WHY_FIRST).title
