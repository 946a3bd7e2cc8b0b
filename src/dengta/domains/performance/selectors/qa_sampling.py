"""The contacts a plan draws from, their signs of risk, and draws with the proof that they are fair."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, UnitClosure
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.performance.models import QaDraw, QaPlan, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_drawing import Candidate, Fit, digest_of, draw, fit_of
from dengta.domains.service.selectors.contact import readable_contacts
from dengta.foundation.access import Actor, Role

LOW_RATING = 2
LONG_SHARE = 0.95
MANY_TRANSFERS = 2
# Below so many contacts of a channel none of them is called long.
FEWEST_FOR_LONG = 20
SIGNS: Mapping[str, str | Promise] = {
    "low_rating": _("Rated 1 or 2 of 5 by the customer"),
    "complaint": _("A complaint came in about it"),
    "repeat": _("The customer came back within seven days"),
    "long": _("Took longer than 95 of 100 contacts of its channel in this period"),
    "passed_on": _("Was passed on twice or more often"),
}


def period_before(kind: str, today: date) -> tuple[date, date]:
    """First and last day of the last whole week or month before `today`."""
    if kind == QaPlan.Period.WEEK:
        monday = today - timedelta(days=today.weekday())
        return monday - timedelta(days=7), monday - timedelta(days=1)
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def candidates(actor: Actor | None, plan: QaPlan, first: date, last: date) -> list[Candidate]:
    """Everything the plan may draw from: contacts that an agent below its unit handled; of those that `actor` may open,
    and of all where the plan draws by itself. Two queries."""
    rows = _contacts(actor, plan, first, last)
    rows = rows.annotate(
        low=Exists(_about(rows, "surveys").filter(csat__lte=LOW_RATING)), complained=Exists(_about(rows, "complaints"))
    )
    found = list(
        rows.order_by("pk").values(
            "pk", "agent_id", "unit_id", "type_id", "channel", "business_day", "handle_s", "repeat_s", "transfers",
            "low", "complained",
        )
    )  # fmt: skip
    long = _long(found)
    return [
        Candidate(
            row["pk"], row["agent_id"], row["unit_id"], row["type_id"], row["channel"], row["business_day"].isoformat(),
            _signs(row, long),
        )
        for row in found
    ]  # fmt: skip


def _contacts(actor: Actor | None, plan: QaPlan, first: date, last: date) -> QuerySet[Any]:
    below = UnitClosure.objects.on(last).filter(ancestor=plan.unit_id)
    contact: Any = QaReview._meta.get_field("contact").related_model
    rows: QuerySet[Any] = contact._default_manager.all()
    if actor is not None:
        rows = readable_contacts(actor).select_related(None)
    rows = rows.filter(unit__in=below.values("descendant"), business_day__range=(first, last), agent__isnull=False)
    return rows.filter(outcome=contact.Outcome.ANSWERED)


def _about(contacts: QuerySet[Any], name: str) -> QuerySet[Any]:
    """Surveys or complaints about the contact of the outer query."""
    model = contacts.model._meta.get_field(name).related_model
    return model._default_manager.filter(contact=OuterRef("pk"))  # type: ignore[no-any-return]


def _long(rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Beyond how many seconds a contact of each channel is long."""
    times: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row["handle_s"] is not None:
            times[row["channel"]].append(row["handle_s"])
    return {
        channel: sorted(known)[int(len(known) * LONG_SHARE)]
        for channel, known in times.items()
        if len(known) >= FEWEST_FOR_LONG
    }


def _signs(row: Mapping[str, Any], long: Mapping[int, int]) -> tuple[str, ...]:
    limit = long.get(row["channel"])
    present = {
        "low_rating": row["low"],
        "complaint": row["complained"],
        "repeat": row["repeat_s"] is not None,
        "long": limit is not None and row["handle_s"] is not None and row["handle_s"] > limit,
        "passed_on": row["transfers"] >= MANY_TRANSFERS,
    }
    return tuple(name for name in SIGNS if present[name])


def reviewers_of(unit_ids: Collection[int], day: date) -> dict[int, list[int]]:
    """Who may review contacts of each of these units: whoever holds quality there or above and is at work. Two queries
    for each unit."""
    found: dict[int, list[int]] = {}
    for unit_id in unit_ids:
        accounts = accounts_holding(Role.QUALITY, above=unit_id, day=day)
        rows = Employee.objects.filter(account__in=accounts, status=Employee.Status.ACTIVE)
        found[unit_id] = list(rows.order_by("pk").values_list("pk", flat=True))
    return found


def load_of(employee_ids: Collection[int]) -> dict[int, int]:
    """How many reviews wait for each of these reviewers. One query."""
    rows = QaReview.objects.filter(status=QaReview.Status.DRAFT, reviewer__in=employee_ids)
    return dict(rows.order_by().values_list("reviewer").annotate(Count("pk")))


def plans(actor: Actor) -> QuerySet[QaPlan]:
    """Plans that this person may see, with how often they drew."""
    rows = policies.see_plans.scope(actor, QaPlan.objects.all()).select_related("unit", "form")
    return rows.annotate(n_draws=Count("draws"))


def draws_of(plan: QaPlan) -> list[QaDraw]:
    """The draws of a plan, newest first, the last two years. One query."""
    rows = QaDraw.objects.filter(plan=plan).select_related("drawn_by__employee")
    return list(rows.order_by("-first_day", "-pk")[:104])


def draws(actor: Actor) -> QuerySet[QaDraw]:
    """Draws of plans this person may see."""
    return QaDraw.objects.filter(plan__in=policies.see_plans.scope(actor, QaPlan.objects.all())).select_related(
        "plan", "plan__unit", "plan__form"
    )


def fit(row: QaDraw) -> Fit | None:
    """Whether the sample looks like the whole; nothing for a draw by signs of risk, which is not meant to."""
    if row.method == QaPlan.Method.RISK:
        return None
    return fit_of((cell["drawn"], cell["expected"]) for cell in row.cells)


@dataclass(frozen=True)
class Again:
    """What drawing once more gave: whether the contacts before it are the same, and whether the sample is."""

    same_contacts: bool
    same_sample: bool


def drawn_again(actor: Actor, row: QaDraw) -> Again:
    """Draw once more with the seed that was kept. Three queries."""
    rows = candidates(actor, row.plan, row.first_day, row.last_day)
    sample = draw(rows, method=row.method, per_agent=row.per_agent, seed=row.seed)
    before = set(QaReview.objects.filter(draw=row).values_list("contact_id", flat=True))
    drawn_now = {one.candidate.pk for one in sample}
    complete = row.unassigned == 0
    return Again(
        same_contacts=digest_of(rows) == row.digest,
        same_sample=before == drawn_now if complete else before <= drawn_now,
    )


def counted() -> Q:
    """Reviews that may enter a score: drawn at random, and no longer a draft."""
    random = (QaReview.Origin.RANDOM, QaReview.Origin.STRATIFIED)
    return Q(origin__in=random) & ~Q(status=QaReview.Status.DRAFT)
