"""The rule book: read by whoever it binds, written by whoever answers for its unit, published by two who may decide."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import ClauseVersion, Edition, EditionComment, RuleBook
from dengta.domains.recognition.services import adoption, drafts, publishing
from tests.access.frame import STAFF, House, Row
from tests.conftest import NOW
from tests.recognition.adopting import words

BOTH = {"GET", "POST"}
HR = {"hr"}
BRANCH = {"supervisor", "hr"}
MEMBERS = {"agent", "peer", "leader", "mentor", "trainer", "planner", "supervisor", "quality"}
WATCHERS = {"hr", "counsellor", "auditor", "admin"}
LEADERS = {"leader", "other_leader", "supervisor", "hr", "executive"}


def furnish(house: House) -> None:
    """The company's book: one edition out, a draft. A branch's, before the staff. One of a site, settled."""
    house["book"] = book = _book(house.tree.company)
    house["first"] = first = _adopted(house, _edition(book, 1), out=True)
    house["draft"] = draft = _edition(book, 2)
    secret = house.plant("words of a draft rule", seen_by=HR)
    house["changed"] = _clause(draft, "KQ02", plain=secret)
    house["other"] = ClauseVersion.objects.get(clause__code="KQ01")
    house["branch"] = branch = _book(house.tree.qinghe)
    house["asked"] = asked = _edition(branch, 1)
    _clause(asked, "QH01")
    Edition.objects.filter(pk=asked.pk).update(
        state="consultation", opened_at=NOW - timedelta(days=5), closes_on=NOW.date() + timedelta(days=2)
    )
    house["comment"] = EditionComment.objects.create(edition=asked, employee=house.agent, text="先提醒", said_at=NOW)
    house["settled"] = _adopted(house, _edition(_book(house.tree.chengdu), 1), out=False)
    assert first.state == "published"


def _book(unit: Unit) -> RuleBook:
    return RuleBook.objects.get_or_create(unit=unit, defaults={"created_at": NOW})[0]


def _edition(book: RuleBook, number: int) -> Edition:
    edition = Edition.objects.create(book=book, number=number, summary="考勤与换班", begun_at=NOW)
    drafts._write_matrix(edition, drafts.FIRST_MATRIX)
    return edition


def _clause(edition: Edition, code: str, **other: Any) -> ClauseVersion:
    clause = edition.book.clauses.create(code=code, kind="conduct", category="attendance")
    return ClauseVersion.objects.create(clause=clause, edition=edition, number=1, **vars(words(**other)))


def _adopted(house: House, edition: Edition, *, out: bool, code: str = "") -> Edition:
    by, day = house.hr.account, timedelta(days=1)
    assert by is not None
    _clause(edition, code or ("KQ01" if out else "CD01"))
    adoption.open_consultation(edition_id=edition.pk, closes_on=NOW.date() - 4 * day, by=by, now=NOW - 9 * day)
    adoption.settle_edition(
        edition_id=edition.pk, procedure="assembly", held_on=NOW.date() - 2 * day, participants=9, union_opinion="同意",
        minutes=ContentFile(MINUTES, "纪要.pdf"), by=by, now=NOW - 2 * day,
    )  # fmt: skip
    publishing.put_forward(edition_id=edition.pk, effective_on=NOW.date(), by=by, now=NOW - day)
    if out:
        boss = house.auditor.account
        assert boss is not None
        Edition.objects.filter(pk=edition.pk).update(
            state="published", published_at=NOW, published_on=NOW.date(), published_by=boss
        )
        edition.versions.update(in_force_from=NOW.date())
    return Edition.objects.get(pk=edition.pk)


def _of(name: str, **more: Any):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": house[name].pk, **more}


def _clause_in(edition: str, version: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[edition].pk, "clause": house[version].clause_id}


ROWS = [
    Row("rule_book:book", STAFF, faces=("agent", "hr")),
    Row("rule_book:printed", STAFF),
    Row("rule_book:clause", STAFF, args={"code": "KQ01"}),
    Row("rule_book:clause", set(), args={"code": "KQ02"}),
    Row("rule_book:own", STAFF),
    Row("rule_book:sign", STAFF, methods=BOTH, args=_of("first")),
    Row("rule_book:unsigned", LEADERS | {"auditor"}, faces=("leader",)),
    Row("rule_book:remind", LEADERS, methods={"POST"}, args=_of("first")),
    Row("rule_book:editions", STAFF, faces=("agent", "hr")),
    Row("rule_book:found", HR, methods=BOTH),
    Row("rule_book:begin", HR, methods=BOTH, args=lambda house: {"book": house["book"].pk}),
    Row("rule_book:begin", BRANCH, methods=BOTH, args=lambda house: {"book": house["branch"].pk}),
    Row("rule_book:edition", STAFF, args=_of("first"), faces=("agent",)),
    Row("rule_book:edition", HR, args=_of("draft")),
    Row("rule_book:edition", MEMBERS | WATCHERS | {"executive"}, args=_of("asked"), faces=("agent", "supervisor")),
    Row("rule_book:edition", WATCHERS | {"stranger", "other_leader"}, args=_of("settled"), faces=("hr",)),
    Row("rule_book:add", HR, methods=BOTH, args=_of("draft", kind="conduct")),
    Row("rule_book:add", HR, methods=BOTH, args=_of("draft", kind="reward")),
    Row("rule_book:choose", HR, args=_of("draft")),
    Row("rule_book:change", HR, methods=BOTH, args=_clause_in("draft", "changed")),
    Row("rule_book:end", HR, methods=BOTH, args=_clause_in("draft", "other")),
    Row("rule_book:drop", HR, methods={"POST"}, args=_clause_in("draft", "changed")),
    Row("rule_book:matrix", HR, methods=BOTH, args=_of("draft")),
    Row("rule_book:check", HR, args=_of("draft")),
    Row("rule_book:open", HR, methods=BOTH, args=_of("draft")),
    Row("rule_book:withdraw", HR, methods=BOTH, args=_of("draft")),
    Row("rule_book:comment", MEMBERS, methods=BOTH, args=_of("asked")),
    Row("rule_book:answer", BRANCH, methods=BOTH, args=_of("comment")),
    Row("rule_book:settle", BRANCH, methods=BOTH, args=_of("asked")),
    Row("rule_book:back", BRANCH, methods=BOTH, args=_of("asked")),
    Row("rule_book:forward", HR, methods=BOTH, args=_of("settled")),
    Row("rule_book:publish", HR, methods={"POST"}, args=_of("settled")),
]
