"""How tests of quality reviews make forms, contacts, reviews and disputes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaForm, QaPlan, QaReview
from dengta.domains.performance.selectors.qa_items import Item, items_from
from dengta.domains.performance.services import qa_disputes, qa_forms, qa_reviews, qa_sampling
from dengta.domains.performance.services.qa_disputes import Ruling
from dengta.domains.performance.services.qa_reviews import Given
from dengta.domains.service.models import Contact
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.service.centre import Centre, at, build

TODAY = NOW.date()
Hire = Callable[..., Employee]
# Worth 4, 10 and 0; the last one is fatal.
ITEMS = (
    Item("", "开场", "问候并核实身份", 1, 4),
    Item("", "解决", "一次说清方案", 5, 2),
    Item("", "红线", "不承诺做不到的事", 1, 0, fatal=True, optional=False),
)


@dataclass
class Desk:
    """A team with its reviewers and contacts."""

    tree: Tree
    centre: Centre
    agent: Employee
    leader: Employee
    first: Employee
    second: Employee
    form: QaForm

    def contact(self, number: str, agent: Employee | None = None, day: int = 12, **facts: object) -> Contact:
        """A contact of the agent on a day of November."""
        told = {"agent": (agent or self.agent).pk, "created_at": at(day, 10), "handle_s": 300, **facts}
        self.centre.add(self.centre.contact(number, **told))
        return Contact.objects.get(external_id=number)

    @property
    def keys(self) -> list[str]:
        """The keys of the items."""
        return [item.key for item in items_from(self.form.draft)]

    def begin(self, number: str = "C1", *, by: Employee | None = None, **facts: object) -> QaReview:
        """A review of a new contact, picked by hand."""
        self.contact(number, **facts)
        return qa_reviews.begin_review(number=number, form_id=self.form.pk, by=(by or self.first).account, now=NOW)

    def answers(self, *points: int | None) -> dict[str, Given]:
        """Answers in the order of the items, each with its reason."""
        return {
            key: Given(one, note="原因", quote="原话", second=65) for key, one in zip(self.keys, points, strict=True)
        }

    def submit(self, row: QaReview, *points: int | None) -> QaReview:
        """Hand it in; half the points of the second item unless said otherwise."""
        answers = self.answers(*(points or (1, 3, 1)))
        return qa_reviews.submit_review(
            review_id=row.pk, answers=answers, summary="", by=row.reviewer.account, now=NOW
        )  # fmt: skip

    def reviewed(self, number: str = "C1", *points: int | None) -> QaReview:
        """A review that waits for the agent."""
        return self.submit(self.begin(number), *points)

    def dispute(self, row: QaReview, reasons: Mapping[int, str] | None = None, *, by: Employee | None = None) -> None:
        """The agent disputes items, by their place."""
        told = {self.keys[place]: reason for place, reason in (reasons or {1: "方案当场说清了"}).items()}
        qa_disputes.dispute_review(review_id=row.pk, reasons=told, by=(by or self.agent).account, now=NOW)

    def decide(
        self, row: QaReview, points: int | None, *, by: Employee | None = None, reason: str = "录音为证"
    ) -> None:
        """The second item is decided."""
        rulings = {self.keys[1]: Ruling(points)}
        qa_disputes.decide_dispute(
            review_id=row.pk, rulings=rulings, reason=reason, by=(by or self.second).account, now=NOW
        )

    def plan(self, method: str = "random", *, per_agent: int = 4, period: str = "week") -> QaPlan:
        """A sampling plan for the client."""
        return qa_sampling.make_plan(
            unit_id=self.tree.qinghe.pk, form_id=self.form.pk, name=f"{method} {per_agent}", method=method,
            period=period, per_agent=per_agent, by=self.first.account, now=NOW,
        )  # fmt: skip


def make_form(by: Employee, unit_id: int, *, name: str = "售后服务", items: tuple[Item, ...] = ITEMS) -> QaForm:
    """A published form."""
    form = qa_forms.create_form(unit_id=unit_id, name=name, by=by.account, now=NOW)
    for item in items:
        qa_forms.put_item(form_id=form.pk, item=item, by=by.account)
    qa_forms.publish_form(form_id=form.pk, by=by.account, now=NOW)
    form.refresh_from_db()
    return form


def open_desk(tree: Tree, hire: Hire, agent: Employee, leader: Employee) -> Desk:
    """Two reviewers for the client, a published form, no contact yet."""
    first = hire("曹颖", tree.aftersales_2, number="K70001", role=Role.QUALITY, at=tree.qinghe)
    second = hire("白露", tree.aftersales_2, number="K70002", role=Role.QUALITY, at=tree.qinghe)
    return Desk(tree, build(tree), agent, leader, first, second, make_form(first, tree.qinghe.pk))


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == f"performance.{code}")


def later(days: int) -> object:
    """So many days after today."""
    return NOW + timedelta(days=days)
