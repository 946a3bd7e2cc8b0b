"""How the tests of bonuses, points and payouts begin."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.recognition.models import Bonus, ClauseVersion, Edition, PointsAccount, Reward, RuleBook
from dengta.domains.recognition.services import bonuses as services
from dengta.domains.recognition.services import points
from dengta.domains.recognition.services.bonuses import Offer
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, reward_words

TODAY = NOW.date()
DAY = timedelta(days=1)
Form = Reward.Form
KEYS = count()


def promise(company: Unit, code: str = "JL03", *, low: int | None = 100, high: int | None = 300) -> ClauseVersion:
    """A clause of the company's book that has promised a reward since January."""
    book, _new = RuleBook.objects.get_or_create(unit=company, defaults={"created_at": NOW})
    edition, _new = Edition.objects.get_or_create(
        book=book, number=1,
        defaults={
            "summary": "奖励", "begun_at": NOW, "state": "withdrawn", "withdrawn_at": NOW, "withdrawn_why": "x"
        },
    )  # fmt: skip
    clause = book.clauses.create(code=code, kind="reward", category="reward")
    return ClauseVersion.objects.create(
        clause=clause, edition=edition, number=1, in_force_from=date(2026, 1, 1),
        **vars(reward_words(title="客户书面感谢", band_low=low, band_high=high)),
    )  # fmt: skip


def offer(form: Form = Form.CASH, amount: int | str = 200, **other: Any) -> Offer:
    return Offer(**{"form": form, "amount": Decimal(amount), "reason": "耐心帮客户改好了订单", **other})


def note(
    who: Employee,
    by: Employee,
    *,
    known_on: date = TODAY - DAY,
    now: datetime = NOW,
    code: str = "JL03",
    title: str = "",
) -> Bonus:
    """Each time another deed, unless its title is given."""
    return services.note_bonus(
        employee_id=who.pk, clause=code, title=title or f"客户来信致谢 {next(KEYS)}", known_on=known_on, by=account(by),
        now=now,
    )  # fmt: skip


def give(bonus: Bonus, by: Employee, what: Offer | None = None, *, now: datetime = NOW) -> Bonus:
    return services.give_bonus(bonus_id=bonus.pk, offer=what or offer(), by=account(by), now=now)


def propose(bonus: Bonus, by: Employee, what: Offer, *, now: datetime = NOW, why: str = "系统故障当晚恢复") -> Bonus:
    return services.propose_bonus(
        bonus_id=bonus.pk, offer=what, public_reason=why, by=account(by), now=now
    )  # fmt: skip


def approve(bonus: Bonus, by: Employee, *, now: datetime = NOW) -> Bonus:
    return services.approve_bonus(bonus_id=bonus.pk, by=account(by), now=now)


def rewarded(
    who: Employee, form: Form = Form.CASH, amount: int = 200, *, on: date = TODAY, source: str = "bonus"
) -> Reward:
    """A reward on record since a day, from whichever part of the house."""
    return Reward.objects.create(
        employee=who, unit_id=team_on([who.pk], on)[who.pk], form=form, source=source, key=f"test-{next(KEYS)}",
        title="客户致谢", amount=amount, facts_known_on=on, granted_on=on,
    )  # fmt: skip


def fill_budget(tree: Tree, by: Employee, amount: int = 1000) -> None:
    points.allot_points(unit_id=tree.qinghe.pk, points=amount, token=uuid4(), by=account(by), now=NOW)


def sums() -> dict[str, int]:
    """What is on all accounts of each kind."""
    found: dict[str, int] = dict.fromkeys(PointsAccount.Kind.values, 0)
    for kind, balance in PointsAccount.objects.values_list("kind", "balance"):
        found[kind] += balance
    return found
