"""Formal cases: read by whom they are about once told, by who deals with them, and by nobody else."""

from datetime import timedelta
from itertools import count
from typing import Any

from dengta.domains.recognition.models import (
    Case,
    CaseAppeal,
    CaseApproval,
    CaseStep,
    ClauseVersion,
    Evidence,
    SeparationProof,
    ShieldReview,
    Signature,
)
from tests.access.frame import STAFF, House, Row
from tests.access.rows.rule_book import _book, _edition
from tests.access.rows.rule_book import _clause as _clause_of
from tests.conftest import NOW

BOTH = {"GET", "POST"}
DECIDING = BRANCH = {"supervisor", "hr"}
DAY = timedelta(days=1)
TODAY = NOW.date()
# Whoever reaches the cases of the team: its handler by name, the supervisor of the client, HR of the house.
DEALING = {"leader", "supervisor", "hr"}
TOLD = DEALING | {"agent"}
LISTS = {"leader", "other_leader", "supervisor", "hr", "executive", "auditor"}
HEARD: dict[str, Any] = {
    "noticed_at": NOW - 6 * DAY, "statement_due": TODAY - DAY, "heard_at": NOW - 5 * DAY, "heard": "statement"
}  # fmt: skip
FOUND: dict[str, Any] = {**HEARD, "cause": "agent", "found_at": NOW - 3 * DAY, "repetition": 1}
_numbers = count(1)


def furnish(house: House) -> None:
    """One case in each state, about the same agent; what it says is seen by whoever deals with it."""
    house["version"] = _clause(house)
    proposed = {
        **FOUND, "measure": 3, "proposed_by": house.leader, "proposed_at": NOW - DAY, "digest": "d",
        "decider": house.executive,
    }  # fmt: skip
    decided = {**proposed, "decided_at": NOW - DAY}
    delivered = {**decided, "delivery": "signed", "delivered_on": TODAY, "appeal_until": TODAY + 5 * DAY,
                 "execute_by": TODAY + 10 * DAY}  # fmt: skip
    over = {**delivered, "executed_on": TODAY - 200 * DAY, "counts_until": TODAY + 20 * DAY}
    house["opened"] = _case(house, "opened", seen_by=DEALING)
    house["told"] = _case(
        house, "notified", source="complaint", contact="C-1", noticed_at=NOW, statement_due=TODAY + 3 * DAY
    )
    house["silent"] = _case(house, "notified", noticed_at=NOW - 9 * DAY, statement_due=TODAY - DAY)
    house["heard"] = _case(house, "heard", **HEARD)
    house["asked to close"] = _case(house, "heard", **HEARD, decider=house.supervisor)
    house["looked"] = looked = _case(house, "heard", **HEARD)
    ShieldReview.objects.create(case=looked, claimed_at=NOW, reviewer=house.supervisor)
    house["found"] = found = _case(house, "found", **FOUND)
    house["proposed"] = asked = _case(house, "proposed", seen_by=TOLD | {"executive"}, inside={"executive"}, **proposed)
    CaseApproval.objects.create(case=asked, ground="hr", digest="d", asked=house.hr, asked_at=NOW)
    house["decided"] = _case(house, "decided", inside={"executive"}, **decided)
    house["delivered"] = _case(house, "delivered", inside={"executive"}, **delivered)
    house["appealed"] = appealed = _case(house, "appealed", inside={"executive"}, **delivered)
    CaseAppeal.objects.create(case=appealed, filed_at=NOW, due_on=TODAY + 9 * DAY, hearer=house.hr)
    house["unheard"] = unheard = _case(house, "appealed", inside={"executive"}, **delivered)
    CaseAppeal.objects.create(case=unheard, filed_at=NOW, due_on=TODAY + 9 * DAY)
    house["final"] = _case(house, "final", inside={"executive"}, **delivered)
    house["done"] = _case(house, "executed", inside={"executive"}, **over)
    house["closed"] = _case(house, "closed", **FOUND | {"cause": "process"}, closing="other_cause", closed_at=NOW)
    SeparationProof.objects.create(
        case=found, ground="rules", union_told_on=TODAY, recorded_by=house.hr.account, recorded_at=NOW,
        union_reply=house.plant("reply of the union", seen_by=DECIDING),
    )  # fmt: skip


def _clause(house: House) -> ClauseVersion:
    """Of a book of the team alone, so that rooms with books of their own fit into the same house."""
    edition = _edition(_book(house.tree.aftersales_1), 1)
    version = _clause_of(edition, "QJ01")
    ClauseVersion.objects.filter(pk=version.pk).update(in_force_from=TODAY - 60 * DAY)
    Signature.objects.create(edition=edition, employee=house.agent, name=house.agent.name, signed_at=NOW - 50 * DAY)
    return ClauseVersion.objects.get(pk=version.pk)


def _case(house: House, state: str, *, seen_by: Any = TOLD, inside: Any = frozenset(), **fields: Any) -> Case:
    """`inside`: who reads it besides those who always do."""
    case = Case.objects.create(
        **{
            "number": f"2026-{next(_numbers) + 1000:04}", "employee": house.agent, "unit": house.tree.aftersales_1,
            "version": house["version"], "happened_on": TODAY - 8 * DAY, "known_on": TODAY - 7 * DAY,
            "source": "attendance", "handler": house.leader, "state": state, "opened_at": NOW - 7 * DAY, **fields,
        }
    )  # fmt: skip
    dealing, told = DEALING | set(inside), set(seen_by) | set(inside)
    _step(house, case, "opened", house.supervisor, seen_by=dealing)
    if case.noticed_at:
        _step(house, case, "notified", house.leader, seen_by=told, is_served=True)
    if case.heard:
        _step(house, case, "stated", house.agent, seen_by=told, is_served=True)
    if case.found_at:
        _step(house, case, "found", house.leader, seen_by=told, is_served=True)
    if case.proposed_at:
        _step(house, case, "proposed", house.leader, seen_by=dealing, changes={"measure": case.measure})
    if case.decided_at:
        knows = told if case.delivered_on else dealing
        _step(house, case, "decided", house.executive, seen_by=knows, is_served=True)
    Evidence.objects.create(
        case=case, number=1, kind="record", reference=house.plant("where evidence is", seen_by=told),
        added_by=house.leader.account, added_at=NOW, text=house.plant("what evidence shows", seen_by=told),
    )  # fmt: skip
    return case


def _step(house: House, case: Case, kind: str, who: Any, *, seen_by: Any, **more: Any) -> None:
    CaseStep.objects.create(
        case=case, number=case.steps.count() + 1, kind=kind, state=case.state, by=who.account, at=NOW - DAY,
        text=house.plant(f"{kind} of a case", seen_by=set(seen_by)), **more,
    )  # fmt: skip


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


LEADER = {"leader"}
WITH_HEAD = DEALING | {"executive"}
ROWS = [
    Row("cases:list", LISTS, faces=("supervisor", "leader")),
    Row("cases:deadlines", LISTS, faces=("supervisor",)),
    Row("cases:mine", STAFF, faces=("agent", "peer")),
    Row("cases:choose", BRANCH),
    Row("cases:open", BRANCH, methods=BOTH, args=lambda house: {"employee": house.agent.pk}),
    Row("cases:open", {"hr"}, methods=BOTH, args=lambda house: {"employee": house.supervisor.pk}),
    Row("cases:case", DEALING, args=_of("opened"), faces=("leader",)),
    Row("cases:case", TOLD, args=_of("told"), faces=("agent", "leader")),
    Row("cases:case", TOLD, args=_of("looked"), faces=("supervisor",)),
    Row("cases:case", TOLD, args=_of("found"), faces=("leader", "hr", "agent")),
    Row("cases:case", TOLD | {"executive"}, args=_of("proposed"), faces=("executive", "hr", "agent")),
    Row("cases:case", TOLD | {"executive"}, args=_of("delivered"), faces=("agent", "leader")),
    Row("cases:case", TOLD | {"executive"}, args=_of("appealed"), faces=("hr",)),
    Row("cases:case", TOLD | {"executive"}, args=_of("done"), faces=("supervisor",)),
    Row("cases:case", TOLD, args=_of("closed"), faces=("agent",)),
    Row("cases:printed", WITH_HEAD, args=_of("delivered")),
    Row("cases:file", {"hr"}, args=_of("delivered")),
    Row("cases:combined", {"supervisor", "hr", "executive"}, args=_of("delivered")),
    Row("cases:letter", TOLD | {"executive"}, args=_of("delivered", kind="decision")),
    Row("cases:letter", WITH_HEAD, args=_of("decided", kind="decision")),
    Row("cases:letter", TOLD, args=_of("told", kind="notice")),
    Row("cases:letter", BRANCH, args=_of("found", kind="separation")),
    Row("cases:letter", set(), args=_of("opened", kind="notice")),
    Row("cases:notice", LEADER, methods=BOTH, args=_of("opened")),
    Row("cases:evidence", TOLD, methods=BOTH, args=_of("told")),
    Row("cases:evidence", set(), methods=BOTH, args=_of("delivered")),
    Row("cases:statement", {"agent"}, methods=BOTH, args=_of("told")),
    Row("cases:decline", {"agent"}, methods={"POST"}, args=_of("told")),
    Row("cases:close_hearing", LEADER, methods=BOTH, args=_of("silent")),
    Row("cases:close_hearing", set(), methods=BOTH, args=_of("told")),
    Row("cases:contact", LEADER, methods=BOTH, args=_of("told")),
    Row("cases:good_faith", {"agent", "leader"}, methods=BOTH, args=_of("told")),
    Row("cases:review_good_faith", {"supervisor"}, methods=BOTH, args=_of("looked")),
    Row("cases:find", LEADER, methods=BOTH, args=_of("heard")),
    Row("cases:propose", LEADER, methods=BOTH, args=_of("found")),
    Row("cases:propose", set(), methods=BOTH, args=_of("closed")),
    Row("cases:approve", {"hr"}, methods=BOTH, args=_of("proposed", ground="hr")),
    Row("cases:approve", set(), methods=BOTH, args=_of("proposed", ground="leniency")),
    Row("cases:send_back", {"hr", "executive", "leader"}, methods=BOTH, args=_of("proposed")),
    Row("cases:decide", {"executive"}, methods=BOTH, args=_of("proposed")),
    Row("cases:name_decider", {"executive", "supervisor", "hr"}, methods=BOTH, args=_of("proposed")),
    Row("cases:deliver", DEALING, methods=BOTH, args=_of("decided")),
    Row("cases:read", {"agent"}, methods={"POST"}, args=_of("delivered")),
    Row("cases:appeal", {"agent"}, methods=BOTH, args=_of("delivered")),
    Row("cases:hear", {"hr"}, methods=BOTH, args=_of("appealed")),
    Row("cases:name_hearer", {"hr"}, methods=BOTH, args=_of("unheard")),
    Row("cases:name_hearer", set(), methods=BOTH, args=_of("appealed")),
    Row("cases:execute", DEALING, methods=BOTH, args=_of("final")),
    Row("cases:execute", DEALING, methods={"POST", "GET"}, args=_of("appealed")),
    Row("cases:execute", set(), methods=BOTH, args=_of("decided")),
    Row("cases:forget", DECIDING | {"executive"}, methods=BOTH, args=_of("done")),
    Row("cases:close", DECIDING, methods=BOTH, args=_of("heard")),
    Row("cases:close", DECIDING, methods=BOTH, args=_of("opened")),
    Row("cases:ask_close", LEADER, methods=BOTH, args=_of("heard")),
    Row("cases:go_on", DECIDING, methods=BOTH, args=_of("asked to close")),
    Row("cases:go_on", set(), methods=BOTH, args=_of("heard")),
    Row("cases:hand_over", DEALING, methods=BOTH, args=_of("heard")),
    Row("cases:extend", DECIDING, methods=BOTH, args=_of("heard")),
    Row("cases:separation", BRANCH, methods=BOTH, args=_of("found")),
]
