"""Client penalties: what is deducted, why, what is learnt, and that no way leads from there to a person."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import grimp
import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey

from dengta.domains.goals.models import ClientPenalty
from dengta.domains.goals.selectors import penalties as selectors
from dengta.domains.goals.services import penalties as services
from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.conftest import NOW
from tests.goals.paying import refused

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PACKAGE = "dengta.domains.goals"


def put(tree: Tree, by: Employee, **more: Any) -> ClientPenalty:
    told = {
        "unit": tree.qinghe, "start": date(2026, 10, 1), "end": date(2026, 10, 31), "amount": Decimal("12800.50"),
        "cause": "volume", "clause": "第 7.2 条 接通率低于 90%", "what": "大促来量比预测高 34 %",
    }  # fmt: skip
    return services.record_penalty(by=by.account, now=NOW, **{**told, **more})


@pytest.mark.covers("B11")
def test_a_deduction_is_written_down_with_cause_and_lesson(tree: Tree, supervisor: Employee, leader: Employee) -> None:
    row = put(tree, supervisor)
    due = TODAY + timedelta(days=14)
    told = {"penalty_id": row.pk, "lesson": "大促前两周与客户对一次预测", "due_on": due}
    with refused("goals.lesson_owner"):
        services.learn(owner=leader.account.pk, by=supervisor.account, now=NOW, **told)
    services.learn(owner=supervisor.account.pk, by=supervisor.account, now=NOW, **told)
    services.finish_lesson(penalty_id=row.pk, by=supervisor.account, now=NOW)

    row.refresh_from_db()
    assert (row.amount, row.lesson_owner, row.lesson_done_on) == (Decimal("12800.50"), supervisor.account, TODAY)
    with refused("goals.lesson_done"):
        services.finish_lesson(penalty_id=row.pk, by=supervisor.account, now=NOW)


@pytest.mark.covers("B11")
def test_totals_by_client_cause_and_month(tree: Tree, supervisor: Employee) -> None:
    for month, amount, cause in ((8, 100, "volume"), (9, 200, "process"), (9, 50, "volume")):
        put(
            tree, supervisor, start=date(2026, month, 1), end=date(2026, month, 28), amount=Decimal(amount), cause=cause
        )
    since = date(2026, 1, 1)

    assert [(t.amount, t.count) for t in selectors.by_cause(supervisor.account, since=since)] == [(200, 1), (150, 2)]
    assert [(t.label, t.amount) for t in selectors.by_client(supervisor.account, since=since)] == [("青禾电商", 350)]
    assert [(t.label, t.amount) for t in selectors.by_month(supervisor.account, since=since)] == [
        ("2026-08", 100), ("2026-09", 250),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": Decimal(0)}, "goals.penalty_amount"),
        ({"end": date(2026, 9, 1)}, "goals.penalty_dates"),
        ({"start": date(2026, 12, 1), "end": date(2026, 12, 2)}, "goals.penalty_dates"),
        ({"what": " "}, "goals.penalty_empty"),
    ],
)
def test_a_deduction_that_says_too_little_is_refused(
    more: dict[str, Any], code: str, tree: Tree, supervisor: Employee
) -> None:
    with refused(code):
        put(tree, supervisor, **more)


def test_it_belongs_to_a_client_and_is_written_within_the_own_branch(
    tree: Tree, supervisor: Employee, agent: Employee
) -> None:
    with refused("goals.penalty_unit"):
        put(tree, supervisor, unit=tree.aftersales_1)
    with pytest.raises(NotAllowed):
        put(tree, supervisor, unit=tree.yunfan)
    with pytest.raises(NotAllowed):
        put(tree, agent)


# --- nothing leads to a person ---------------------------------------------------------------------------------


@pytest.mark.covers("B11")
def test_no_column_of_the_ledger_names_a_person_to_blame() -> None:
    """The only people are the account that wrote it down and the leader who mends it."""
    tied = {one.name: one.related_model for one in ClientPenalty._meta.get_fields() if isinstance(one, ForeignKey)}

    assert Employee not in tied.values()
    assert {name for name, model in tied.items() if model is Account} == {"recorded_by", "lesson_owner"}
    assert not {one.name for one in ClientPenalty._meta.get_fields()} & {"employee", "agent", "person", "name", "who"}


@pytest.mark.covers("B11")
def test_no_other_table_points_at_a_deduction() -> None:
    pointing = [
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models()
        for one in model._meta.get_fields()
        if isinstance(one, ForeignKey) and one.related_model is ClientPenalty
    ]

    assert pointing == []


@pytest.mark.covers("B11", "H8")
def test_no_code_of_pay_appraisal_or_cases_knows_the_ledger() -> None:
    """Only its own modules, one per layer, import it; whoever reckons pay cannot reach it, not even through others."""
    graph = grimp.build_graph("dengta")
    own = {one for one in graph.modules if one.startswith(f"{PACKAGE}.") and one.endswith(".penalties")}
    paying = {one for one in graph.modules if one.startswith(f"{PACKAGE}.services.pay") or one.endswith(".reckoning")}

    doors = {f"{PACKAGE}.models", f"{PACKAGE}.panels", f"{PACKAGE}.urls"}
    for module in own:
        importers = graph.find_modules_that_directly_import(module)
        assert importers <= own | doors | {"dengta.config.demo.goals.penalties"}, module
    services_of_it = {one for one in own if ".services." in one or ".selectors." in one}
    for module in paying:
        assert not graph.find_upstream_modules(module) & services_of_it
        assert "ClientPenalty" not in Path(__import__(module, fromlist=["x"]).__file__).read_text(encoding="utf-8")


def test_a_lesson_without_owner_or_day_cannot_be_stored(tree: Tree, supervisor: Employee) -> None:
    row = put(tree, supervisor)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClientPenalty.objects.filter(pk=row.pk).update(lesson="x")
