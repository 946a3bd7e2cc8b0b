"""Reports from the floor as a reader may see them, and the customers to whom an answer is still owed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from dengta.domains.communication.models import ConcernedCustomer, FloorReport, ReportVoice
from dengta.domains.communication.policies import reports as policies
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.policies.reach import beside
from dengta.domains.communication.selectors import similar
from dengta.domains.communication.selectors.annotations import meets
from dengta.domains.communication.selectors.ticket_system import Topic, contacts_since, topics
from dengta.foundation.access import Actor

Status = FloorReport.Status
LOOKED_THROUGH = 600
# Contacts on the topic of a report are counted from so long before it on: what was reported did not begin that day.
COUNTED_BEFORE = timedelta(days=7)


def reports(actor: Actor) -> QuerySet[FloorReport]:
    """All that this person may read, with how many reported it and how many customers are still to be told; not so
    where they read no more than their own text and its answer (`is_inside`)."""
    mine = ReportVoice.objects.filter(report=OuterRef("pk"), employee=own_id(actor))
    return (
        policies.visible(actor)
        .select_related("unit", "reporter", "owner", "holder")
        .annotate(is_inside=meets(policies.inside(actor), FloorReport.objects.all()), is_own=Exists(mine))
        .annotate(
            n_voices=Case(When(is_inside=True, then=_number_of(ReportVoice.objects.all()))),
            n_untold=Case(When(is_inside=True, then=_number_of(ConcernedCustomer.objects.filter(outcome="")))),
        )
    )


def _number_of(rows: QuerySet[ReportVoice] | QuerySet[ConcernedCustomer]) -> Coalesce:
    of_report = rows.filter(report=OuterRef("pk")).order_by().values("report")
    return Coalesce(Subquery(of_report.annotate(n=Count("pk")).values("n")), 0)


def listed(actor: Actor) -> QuerySet[FloorReport]:
    """Those of the list: what was joined to another one stands there."""
    return reports(actor).exclude(status=Status.MERGED)


def mine(actor: Actor) -> Q:
    """Those this person reported, as a condition."""
    return policies.own(actor)


def customers_of(report: FloorReport) -> Sequence[ConcernedCustomer]:
    """Whom it concerns: who is still to be told first. One query."""
    rows = report.customers.select_related("named_by", "told_by").order_by("told_at", "pk")
    return sorted(rows, key=lambda customer: customer.outcome != "")


def voices_of(report: FloorReport) -> Sequence[ReportVoice]:
    """Who reported it, first first. One query."""
    return list(report.voices.select_related("employee").order_by("at", "pk"))


def similar_to(actor: Actor, text: str, *, without: Iterable[int] = ()) -> list[FloorReport]:
    """What was reported before in much the same words. Two queries; one where nothing is close."""
    rows = FloorReport.objects.filter(policies.inside(actor)).exclude(status=Status.MERGED)
    rows = rows.exclude(pk__in=list(without))
    newest = rows.order_by("-created_at", "-pk").values_list("pk", "title")[:LOOKED_THROUGH]
    found = similar.closest(text, [similar.Text(pk, title) for pk, title in newest])
    by_id = reports(actor).filter(pk__in=found).in_bulk() if found else {}
    return [by_id[pk] for pk in found if pk in by_id]


def to_join(actor: Actor, report: FloorReport) -> QuerySet[FloorReport]:
    """Those that this one can be joined to: not closed, of the same client, answered by the same leader."""
    rows = FloorReport.objects.filter(beside(report.unit_id), status__in=(Status.OPEN, Status.ANSWERED))
    rows = policies.answer.scope(actor, rows)
    return rows.exclude(pk=report.pk).order_by("-created_at", "-pk")


def topics_for(actor: Actor) -> list[Topic]:
    """What contacts can be about, for the form."""
    return topics(actor)


def contacts_about(actor: Actor, report: FloorReport, created_on: date) -> tuple[int, date] | None:
    """How many contacts on its topic came in, and since when they are counted; nothing without a topic."""
    since = created_on - COUNTED_BEFORE
    n = contacts_since(actor, report.topic, since)
    return None if n is None else (n, since)
