"""What an appraisal can take from people: what colleagues said, what a shopper found, how somebody sees themselves."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.models import PeerResult, PeerRound, SelfReview, ShopperVisit
from dengta.domains.performance.selectors.evidence import Evidence, Exclusion
from dengta.domains.performance.selectors.peer_results import FORMULA as PEER_FORMULA
from dengta.domains.performance.selectors.self_reviews import score_of
from dengta.domains.performance.selectors.visit_scores import FORMULA as SHOPPER_FORMULA

OWN_VIEW = "self"
SELF_FORMULA = _("the own answers, version 1")


def read_peers(employee_ids: Sequence[int], first: date, last: date) -> Mapping[int, Evidence]:
    """The last closed peer review whose period ends in these days. Without a score the appraisal gives its weight to
    the other sources (R-012). One query."""
    rows = PeerResult.objects.filter(
        rated__in=employee_ids, round__status=PeerRound.Status.CLOSED, round__last_day__range=(first, last)
    ).defer("comments")
    found: dict[int, Evidence] = {}
    for row in rows.order_by("round__last_day", "round_id", "pk"):
        few = row.score is None
        found[row.rated_id] = Evidence(
            None if row.score is None else float(row.score), row.n, formula=PEER_FORMULA,
            missing=_("Too few colleagues answered.") if few else "",
            rows_url=reverse("peer_reviews:result", args=[row.pk]),
        )  # fmt: skip
    none = Evidence(None, 0, missing=_("There was no peer review in this period."), formula=PEER_FORMULA)
    return {one: found.get(one, none) for one in employee_ids}


def read_visits(employee_ids: Sequence[int], first: date, last: date) -> Mapping[int, Evidence]:
    """The mean of closed mystery visits made in these days; not those whose objection was upheld. One query."""
    rows = ShopperVisit.objects.filter(
        target__in=employee_ids, status=ShopperVisit.Status.CLOSED, visited_on__range=(first, last)
    ).only("target_id", "score", "objection", "visited_on")
    scores: dict[int, list[float]] = {one: [] for one in employee_ids}
    excluded: dict[int, list[Exclusion]] = {one: [] for one in employee_ids}
    for row in rows.order_by("visited_on", "pk"):
        if row.objection == ShopperVisit.Objection.UPHELD:
            excluded[row.target_id].append(Exclusion(str(row.visited_on), _("The objection to this visit was upheld.")))
        elif row.score is not None:
            scores[row.target_id].append(float(row.score))
    return {one: _of_visits(scores[one], excluded[one]) for one in employee_ids}


def _of_visits(scores: Sequence[float], excluded: Sequence[Exclusion]) -> Evidence:
    return Evidence(
        round(sum(scores) / len(scores), 2) if scores else None, len(scores), formula=SHOPPER_FORMULA,
        missing="" if scores else _("There was no mystery visit in this period."),
        rows_url=reverse("shopper:results"), excluded=tuple(excluded),
    )  # fmt: skip


def read_own_view(employee_ids: Sequence[int], first: date, last: date) -> Mapping[int, Evidence]:
    """The last self-review that was handed in for a period ending in these days; a draft is nobody's. One query."""
    rows = SelfReview.objects.filter(
        Q(round__last_day__range=(first, last)) | Q(cycle__ends_on__range=(first, last)),
        employee__in=employee_ids, status=SelfReview.Status.HANDED_IN,
    )  # fmt: skip
    none = Evidence(None, 0, missing=_("No self-review was handed in."), formula=SELF_FORMULA)
    found = dict.fromkeys(employee_ids, none)
    for row in rows.order_by(Coalesce("round__last_day", "cycle__ends_on"), "handed_in_on", "pk"):
        url = reverse("self_reviews:one", args=[row.pk])
        found[row.employee_id] = Evidence(score_of(row), 1, formula=SELF_FORMULA, rows_url=url)
    return found
