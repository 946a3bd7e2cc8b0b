"""Upward reviews: preparing the form, asking, and taking answers in without their author."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.performance.models import Conduct, UpwardItem, UpwardPack, UpwardRound, UpwardToken
from dengta.domains.performance.policies import upward_reviews as policies
from dengta.domains.performance.selectors.upward_pairs import Led, led_people
from dengta.domains.performance.selectors.upward_results import FLOOR
from dengta.domains.performance.services.review_rounds import take_in
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

Status = UpwardRound.Status
REVIEW = "performance.upward_review"
R_144 = Rule("R-144", _("The upward review asks about every conduct that the texts of the house name"))
THRESHOLD = Parameter(
    "performance.upward_threshold",
    5,
    _("Answers below which nothing about a leader is shown"),
    unit="answers",
    check=lambda answers: answers >= FLOOR,
)
DAYS_OPEN = Parameter(
    "performance.upward_days",
    14,
    _("Days for which an upward review is open when it begins by itself"),
    unit="days",
    check=lambda days: 3 <= days <= 60,
)


@transaction.atomic
def prepare_round(
    *, unit_id: int, year: int, quarter: int, items: Mapping[str, str], more: list[str], by: Account, now: datetime
) -> UpwardRound:
    """Write down what is asked in a quarter: a sentence for each conduct, and what the house asks beyond."""
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    policies.prepare_for.require(by, unit)
    kept = UpwardRound.objects.select_for_update().filter(unit=unit, year=year, quarter=quarter)
    row = kept.exclude(status=Status.CANCELLED).first()
    if row is None:
        row = UpwardRound.objects.create(unit=unit, year=year, quarter=quarter)
    if row.status != Status.DRAFT:
        raise RuleViolation("performance.upward_begun_already", quarter=str(row))
    row.items.all().delete()
    asked = [(conduct, items.get(conduct, "").strip()) for conduct in Conduct.values]
    lines = [line for line in asked if line[1]] + [("", text.strip()) for text in more if text.strip()]
    UpwardItem.objects.bulk_create(
        UpwardItem(round=row, conduct=conduct, text=text, position=place)
        for place, (conduct, text) in enumerate(lines, start=1)
    )
    record(by, "performance.upward_prepared", row, items=len(lines))
    return row


@transaction.atomic
def start_round(*, round_id: int, closes_on: date, by: Account, now: datetime) -> UpwardRound:
    """Ask everybody of the unit about whoever leads them. The threshold of this day stays until the end."""
    row = policies.prepare.scope(by, UpwardRound.objects.select_for_update(of=("self",))).get(pk=round_id)
    policies.prepare.require(by, row)
    begin(row, closes_on=closes_on, now=now)
    record(by, "performance.upward_started", row, threshold=row.threshold, closes_on=closes_on)
    return row


def begin(row: UpwardRound, *, closes_on: date, now: datetime) -> None:
    """The round begins, by HR or by itself; within the transaction of whoever says so."""
    today = day_of(now)
    if row.status != Status.DRAFT:
        raise RuleViolation("performance.upward_begun_already", quarter=str(row))
    asked = set(row.items.values_list("conduct", flat=True))
    missing = [str(Conduct(conduct).label) for conduct in Conduct.values if conduct not in asked]
    R_144.refuse(when=bool(missing), code="performance.upward_conduct_missing", missing=str(_(", ")).join(missing))
    if closes_on <= today:
        raise RuleViolation("performance.review_closes_too_soon")
    threshold = THRESHOLD.on(today)
    # A leader of fewer people is not asked about: it could never be shown, so nobody is made to answer.
    led = [one for one in led_people(row.unit_id, today) if len(one.raters) >= threshold]
    if not led:
        raise RuleViolation("performance.upward_teams_too_small", threshold=threshold)
    row.status, row.threshold, row.opened_on, row.closes_on = Status.OPEN, threshold, today, closes_on
    row.save()
    _invite(row, led, now=now)


def _invite(row: UpwardRound, led: list[Led], *, now: datetime) -> None:
    UpwardPack.objects.bulk_create(
        UpwardPack(round=row, leader_id=one.leader_id, unit_id=one.unit, above_id=one.above) for one in led
    )
    tokens = [UpwardToken(round=row, leader_id=one.leader_id, rater_id=rater) for one in led for rater in one.raters]
    UpwardToken.objects.bulk_create(sorted(tokens, key=_by_chance))
    raters = sorted({token.rater_id for token in tokens})
    assert row.closes_on is not None
    title, url = _("How I am led, {quarter}").format(quarter=row), reverse("upward_reviews:list")
    todos.put(kind=REVIEW, key=row.pk, to=raters, title=title, url=url, now=now, due_at=end_of(row.closes_on))
    asked = Employee.objects.filter(pk__in=raters).select_related("account")
    notify.send_many(
        to=asked, broadcast=False, kind=REVIEW, title=_("How are you led? Your view is asked for"), url=url
    )


def _by_chance(token: UpwardToken) -> str:
    return token.pk.hex


@transaction.atomic
def answer(*, token_id: UUID, scores: Mapping[str, int], comment: str, by: Account, now: datetime) -> None:
    """Say how somebody leads. What is said goes into the pack of the leader, without a row, a time or a name; that
    this person took part stands in the token, by the day. The record, which knows seconds, is not told (0015)."""
    token = policies.own_tokens(by).select_for_update(of=("self",)).select_related("round").get(pk=token_id)
    row = token.round
    assert row.closes_on is not None
    if day_of(now) > row.closes_on:
        raise RuleViolation("performance.review_is_over", title=str(row))
    pack = UpwardPack.objects.select_for_update().get(round=row, leader=token.leader_id)
    known = {str(pk) for pk in row.items.values_list("pk", flat=True)}
    take_in(pack, scores=scores, comment=comment, known=known)
    token.answered_on = day_of(now)
    token.save(update_fields=["answered_on"])
    if not policies.own_tokens(by).filter(round=row).exists():
        todos.settle(kind=REVIEW, key=row.pk, of=[token.rater_id])


@transaction.atomic
def cancel_round(*, round_id: int, by: Account, now: datetime) -> UpwardRound:
    """Call a round off: what was answered is deleted unread."""
    row = policies.prepare.scope(by, UpwardRound.objects.select_for_update(of=("self",))).get(pk=round_id)
    policies.prepare.require(by, row)
    if row.status not in (Status.DRAFT, Status.OPEN):
        raise RuleViolation("performance.review_is_over", title=str(row))
    row.status = Status.CANCELLED
    row.save(update_fields=["status"])
    row.packs.all().delete()
    row.tokens.all().delete()
    todos.settle(kind=REVIEW, key=row.pk)
    record(by, "performance.upward_cancelled", row)
    return row
