"""How tests of suggestions submit, answer, vote and look."""

from datetime import timedelta

import pytest

from dengta.domains.communication.models import Suggestion
from dengta.domains.communication.selectors import suggestions as selectors
from dengta.domains.communication.services import suggestions as services
from dengta.domains.people.models import Employee
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW

TODAY = NOW.date()


def submit(author: Employee, title: str = "退款单不必重复填写订单号", *, hidden: bool = False) -> Suggestion:
    return services.submit_suggestion(title=title, body="现在要填两遍。", hidden=hidden, by=author.account, now=NOW)


def adopt(row: Suggestion, *, by: Employee, doer: Employee, **more: object) -> Suggestion:
    plan = {"answer": "好主意", "steps": "表单自动带入订单号", "doer": doer.pk, "until": TODAY + timedelta(days=14)}
    return services.adopt_suggestion(suggestion_id=row.pk, by=by.account, now=NOW, **{**plan, **more})  # type: ignore[arg-type]


def decline(
    row: Suggestion, *, by: Employee, answer: str = "系统本季度冻结", alternative: str = "先做快捷短语"
) -> None:
    services.decline_suggestion(suggestion_id=row.pk, answer=answer, alternative=alternative, by=by.account, now=NOW)


def vote(row: Suggestion, *, by: Employee, on: bool = True) -> None:
    services.vote(suggestion_id=row.pk, by=by.account, now=NOW, on=on)


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def shown(row: Suggestion, reader: Employee) -> list[str | None]:
    seen = selectors.suggestions(reader.account).get(pk=row.pk)
    return [credit.person.name if credit.person else None for credit in selectors.credits_of(seen, reader.account)]
