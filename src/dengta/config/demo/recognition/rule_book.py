"""The rule book of the demo: in force since January, five clauses changed in July, and an edition before the staff.

The clauses stand in `rule_book.json`. What they said before July stands there as `before`, with `why_changed`. They go
through the services, so that the law reads along as it does for everybody.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.config.demo.talk.bells import rung_at
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.recognition.models import Edition, EditionComment, RuleBook, Signature
from dengta.domains.recognition.selectors.signatures import bound_by
from dengta.domains.recognition.services import adoption, drafts, publishing
from dengta.domains.recognition.services.notices import COMMENT, SIGN

FILE = Path(__file__).parent.parent / "rule_book.json"
Entry = dict[str, Any]
DAY = timedelta(days=1)
WRITER, PUBLISHER = "d90003", "d90006"
# Of every so many people one has not signed the edition of July yet.
ONE_OF = 24
OPINION = "建议提前两周公布定稿，并在各团队早会上逐条讲解；其余条款同意。"
COMMENTS = (
    ("新人头三个月容易看错班表，能不能先提醒再算一次？", "采纳：改为六个月后不再累计，入职头三个月由导师先提醒。"),
    ("支持缩短累计期，犯过一次不应该记一整年。", ""),
)
WHY_FIRST = ("第一版规则手册", "The first edition of the rule book")
WHY_SHORTER = ("一线反馈累计期过长，缩短为六个月", "The floor found a year too long: it counts for six months")


def fill(now: datetime, entries: Sequence[Entry] | None = None) -> None:
    """Everything, ending at `now`; with the clauses of the file, or those given."""
    entries = entries if entries is not None else json.loads(FILE.read_text(encoding="utf-8"))
    january, july = _days(now.date())
    unit = Unit.objects.get(kind=Unit.Kind.COMPANY)
    book = drafts.found_book(unit=unit, by=_account(WRITER), now=_at(january - 40 * DAY, now))
    first = _written(book, "第一版：考勤、服务、信息安全与奖励", entries, january - 40 * DAY, now, before=True)
    _adopted(first, january, now)
    _signed(first, january - 5 * DAY, now, over_by=_at(july - 14 * DAY, now))
    changed = [entry for entry in entries if "before" in entry]
    second = _written(book, "年中修订：按一线意见改了五条", changed, july - 40 * DAY, now, before=False)
    _adopted(second, july, now)
    _signed(second, july - 4 * DAY, now, over_by=now, nobody_of=_late(book, now.date()))
    _before_the_staff(book, entries, now)


def _days(today: date) -> tuple[date, date]:
    """From when the two editions hold: this year's, or the last one's where July is still to come."""
    year = today.year if today >= date(today.year, 8, 1) else today.year - 1
    return date(year, 1, 1), date(year, 7, 15)


def _at(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(10), now.tzinfo)


def _account(username: str) -> Account:
    return Account.objects.get(username=username)


def words_of(entry: Entry, texts: Entry, why: tuple[str, str]) -> drafts.Words:
    """An entry of the file as the service takes it."""
    is_reward = entry["kind"] == "reward"
    band = entry["band"] or {}
    both = {
        name: value
        for field in ("title", "standard", "plain", "evidence")
        for name, value in ((field, texts[field]["zh"]), (f"{field}_en", texts[field]["en"]))
    }
    return drafts.Words(
        **both, why=why[0], why_en=why[1],
        severity=None if is_reward else entry["severity"], least=None if is_reward else entry["least"],
        most=None if is_reward else entry["most"], counts_months=None if is_reward else entry["counts_months"],
        band_low=Decimal(band["low"]) if band else None, band_high=Decimal(band["high"]) if band else None,
    )  # fmt: skip


def _written(
    book: RuleBook, summary: str, entries: Sequence[Entry], day: date, now: datetime, *, before: bool
) -> Edition:  # fmt: skip
    writer = _account(WRITER)
    edition = drafts.begin_edition(book_id=book.pk, summary=summary, by=writer, now=_at(day, now))
    clauses = dict(book.clauses.values_list("code", "pk"))
    for entry in entries:
        if before:
            words = words_of(entry, entry.get("before", entry), WHY_FIRST)
            drafts.add_clause(
                edition_id=edition.pk, code=entry["code"], kind=entry["kind"], category=entry["category"], words=words,
                by=writer, now=_at(day, now),
            )  # fmt: skip
        else:
            why = entry["why_changed"]
            words = words_of(entry, entry, (why["zh"], why["en"]))
            drafts.change_clause(
                edition_id=edition.pk, clause_id=clauses[entry["code"]], words=words, by=writer, now=_at(day, now)
            )
    return edition


def _adopted(edition: Edition, effective_on: date, now: datetime) -> None:
    """Before the staff, settled, put forward and published within the month before it holds."""
    writer, publisher = _account(WRITER), _account(PUBLISHER)
    opened, closes_on, out = (effective_on - days * DAY for days in (36, 22, 14))
    with rung_at(_at(opened, now), now=now):
        adoption.open_consultation(edition_id=edition.pk, closes_on=closes_on, by=writer, now=_at(opened, now))
    todos.settle(kind=COMMENT, key=edition.pk)
    adoption.settle_edition(
        edition_id=edition.pk, procedure=Edition.Procedure.REPRESENTATIVES, held_on=closes_on + 3 * DAY,
        participants=31, union_opinion=OPINION, minutes=ContentFile(MINUTES, "职工代表大会纪要.pdf"), by=writer,
        now=_at(closes_on + 4 * DAY, now),
    )  # fmt: skip
    publishing.put_forward(edition_id=edition.pk, effective_on=effective_on, by=writer, now=_at(out - DAY, now))
    with rung_at(_at(out, now), now=now):
        publishing.publish_edition(edition_id=edition.pk, by=publisher, now=_at(out, now))


def _late(book: RuleBook, today: date) -> tuple[int, ...]:
    """Some agents without an account, who have not signed: nobody whom a visitor of the demo signs in as."""
    agents = bound_by(book, today).filter(account=None).order_by("number").values_list("pk", flat=True)
    return tuple(agents[::ONE_OF])


def _signed(
    edition: Edition, until: date, now: datetime, *, over_by: datetime, nobody_of: Sequence[int] = ()
) -> None:  # fmt: skip
    """Whoever was there signs within days, newcomers on the day they join, until the next edition; a few do not."""
    people = bound_by(edition.book, now.date()).exclude(pk__in=nobody_of).order_by("number")
    rows = [
        Signature(edition=edition, employee=one, name=one.name, signed_at=_moment(one, place, until, now))
        for place, one in enumerate(people)
        if _moment(one, place, until, now) < over_by
    ]
    Signature.objects.bulk_create(rows)
    todos.settle(kind=SIGN, key=edition.book_id, of=[row.employee_id for row in rows])


def _moment(one: Employee, place: int, until: date, now: datetime) -> datetime:
    day = max(until - (place % 6) * DAY, one.hired_on or until)
    return datetime.combine(day, time(9 + place % 8, place * 7 % 60), now.tzinfo)


def _before_the_staff(book: RuleBook, entries: Sequence[Entry], now: datetime) -> None:
    """The next edition is open for comments: one answered, one not."""
    writer, opened = _account(WRITER), now - 3 * DAY
    entry = next(one for one in entries if one["kind"] == "conduct" and one["counts_months"] == 12)
    edition = drafts.begin_edition(book_id=book.pk, summary="缩短累计期", by=writer, now=opened - DAY)
    drafts.change_clause(
        edition_id=edition.pk, clause_id=book.clauses.get(code=entry["code"]).pk, by=writer, now=opened - DAY,
        words=replace(words_of(entry, entry, WHY_SHORTER), counts_months=6),
    )  # fmt: skip
    with rung_at(opened, now=now):
        adoption.open_consultation(edition_id=edition.pk, closes_on=now.date() + 6 * DAY, by=writer, now=opened)
    people = bound_by(book, now.date()).filter(account=None).order_by("number")[: len(COMMENTS)]
    for hours, (one, (text, answer)) in enumerate(zip(people, COMMENTS, strict=False), start=5):
        said_at = opened + timedelta(hours=hours)
        EditionComment.objects.create(
            edition=edition, employee=one, text=text, said_at=said_at, answer=answer,
            answered_at=said_at + DAY if answer else None, answered_by=writer if answer else None,
        )  # fmt: skip
        todos.settle(kind=COMMENT, key=edition.pk, of=[one.pk])
