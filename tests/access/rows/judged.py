"""How the policy is judged: sums for everybody who works here, parts of the house by name for whoever leads them."""

from datetime import date, timedelta

from dengta.domains.recognition.models import (
    AuditQuestion,
    Clause,
    ClauseVersion,
    Edition,
    PolicyChange,
    RuleBook,
    SpreadQuestion,
)
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.recognition.adopting import words
from tests.recognition.judging import WEEK, crowd, decided, praise, reward, satisfied

BOTH = {"GET", "POST"}
LEADERS = {"leader", "other_leader", "supervisor", "hr", "executive", "auditor"}
WRITERS = {"supervisor", "hr", "quality"}
# Nobody of another client.
OURS = STAFF - {"stranger", "other_leader"}
SINCE = date(2026, 8, 17)
DAY = date(2026, 9, 9)
OCTOBER = date(2026, 10, 14)
READERS_OF_ANSWERS = {"leader", "supervisor", "hr"}


def furnish(house: House) -> None:
    """Two teams that are measured differently, a change that went wrong, two questions."""
    tree = house.tree
    one, two = crowd(tree.aftersales_1, 30, prefix="JA"), crowd(tree.aftersales_2, 60, prefix="JB")
    crowd(tree.ticketing, 24, prefix="JC")
    version, by = _version(house), (house.executive, house.hr)
    decided(one[:14], version, tree.aftersales_1, on=DAY, by=by)
    decided(one[14:17], version, tree.aftersales_1, on=OCTOBER, by=by, measure=3)  # type: ignore[arg-type]
    decided(two[:6], version, tree.aftersales_2, on=OCTOBER, by=by)
    praise([*one[:4], *two[:40]], tree.aftersales_1, on=OCTOBER, by=house.supervisor)
    praise(two[:12], tree.aftersales_2, on=DAY, by=house.supervisor)
    reward(two[:30], tree.aftersales_2, on=DAY)
    satisfied(tree.aftersales_1, since=SINCE - 12 * WEEK, weeks=12, shares=(0.80, 0.82, 0.81))
    satisfied(tree.aftersales_1, since=SINCE, weeks=12, shares=(0.77, 0.76, 0.78))
    satisfied(tree.aftersales_2, since=SINCE - 12 * WEEK, weeks=24, shares=(0.80, 0.79, 0.81))
    house["change"] = PolicyChange.objects.create(
        kind="other", title="迟到从严处理", unit=tree.aftersales_1, since=SINCE, noted_by=house.hr.account, noted_at=NOW
    )
    house["company-wide"] = PolicyChange.objects.create(
        kind="rewards", title="奖金改按解决率", unit=tree.company, since=NOW.date() - timedelta(days=9), noted_at=NOW
    )
    asked = {
        "quarter": date(2026, 7, 1), "asked": "measures", "cut": "team", "word": "look_here", "people": 30,
        "events": 14, "ratio": 4.7, "asked_at": NOW,
    }  # fmt: skip
    house["stands out"] = AuditQuestion.objects.create(group="1", label="售后一组", **asked)
    AuditQuestion.objects.create(
        group="2", label="售后二组", answered_by=house.hr, answered_at=NOW,
        answer=house.plant("what was behind a difference", seen_by={"hr", "auditor"}), **asked,
    )  # fmt: skip
    house["question"] = SpreadQuestion.objects.create(
        kind="ratings", leader=house.leader, unit=tree.aftersales_1, starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 30), people=10, asked_at=NOW,
    )  # fmt: skip
    SpreadQuestion.objects.create(
        kind="rewards", leader=house.leader, unit=tree.aftersales_1, starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30), people=9, asked_at=NOW, answered_at=NOW,
        answer=house.plant("why everybody got the same", seen_by=READERS_OF_ANSWERS | {"auditor"}),
    )  # fmt: skip


def _version(house: House) -> ClauseVersion:
    """A clause of a book of its own: the books of the company and of the branches are furnished elsewhere."""
    book = RuleBook.objects.create(unit=house.tree.yunfan, created_at=NOW)
    edition = Edition.objects.create(
        book=book, number=1, summary="考勤", begun_at=NOW, state="withdrawn", withdrawn_at=NOW, withdrawn_why="不改"
    )
    clause = Clause.objects.create(book=book, code="JP01", kind="conduct", category="attendance")
    return ClauseVersion.objects.create(clause=clause, edition=edition, number=1, **vars(words()))


def _of(name: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk}


ROWS = [
    Row("judged:audit", STAFF, faces=("hr", "leader", "agent")),
    Row("judged:audit", STAFF, query="ask=praise&by=team", faces=("hr",)),
    Row("judged:audit", STAFF, query="ask=outcomes&by=tenure"),
    Row("judged:looked", {"hr", "auditor"}, faces=("hr",)),
    Row("judged:look", {"hr"}, methods=BOTH, args=_of("stands out"), data={"answer": "补班"}),
    Row("judged:climate", STAFF, faces=("hr", "leader", "agent")),
    Row("judged:severity", LEADERS, faces=("supervisor",)),
    Row("judged:questions", LEADERS, faces=("leader", "hr")),
    Row("judged:answer", {"leader"}, methods=BOTH, args=_of("question"), data={"answer": "都是新人"}),
    Row("judged:changes", STAFF, faces=("hr", "agent")),
    Row("judged:change", OURS, args=_of("change"), faces=("hr", "agent")),
    Row("judged:change", STAFF, args=_of("company-wide"), faces=("hr",)),
    Row("judged:note", WRITERS, methods=BOTH),
    Row("judged:report", LEADERS, faces=("hr", "leader")),
]
