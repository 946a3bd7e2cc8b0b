"""What the communication room asks of contacts and figures, through its ports; connected when this room starts."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors import measures, quiet_times, ticket_system
from dengta.domains.communication.selectors.measures import Measure, Reading
from dengta.domains.communication.selectors.quiet_times import QuietTimes
from dengta.domains.communication.selectors.ticket_system import TicketSystem, Topic
from dengta.domains.service import policies
from dengta.domains.service.models import Contact, ContactType, Source
from dengta.domains.service.selectors.figures import kpi_values
from dengta.domains.service.selectors.kpis import Good, Kpi, registered_kpis
from dengta.domains.service.selectors.kpis import Unit as Measured
from dengta.domains.service.selectors.quiet_times import floor_of
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.services.facts import customer_key
from dengta.foundation.access import Actor, facts_of

# Figures of work that a change on the floor can move, and that come with an interval.
OFFERED = ("csat", "fcr", "repeat_rate", "transfer_rate", "complaint_rate", "aht", "service_level", "reply_in_time")


def connect() -> None:
    """Fill the ports; called once, by `apps.ready()`."""
    ticket_system.connect(TicketSystem(topics=topics, count=count_contacts, customer=customer_behind))
    quiet_times.provide(QuietTimes(floor_of, basis=_("as the last four weeks went, each day taken at its worst")))
    for kpi in registered_kpis():
        if kpi.key in OFFERED and kpi.good is not Good.NEITHER:
            better = "up" if kpi.good is Good.UP else "down"
            show = partial(shown, kpi)
            measures.register(Measure(kpi.key, kpi.name, better, read=partial(reading, kpi), show=show))  # type: ignore[arg-type]


def reading(kpi: Kpi, actor: Actor, unit: int, start: date, end: date) -> Reading:
    """The figure of a unit and all below it, as far as `actor` sees its sums. Enough means: it may be compared."""
    today = end + timedelta(days=kpi.lag_days + 1)
    (group,) = kpi_values(actor, kpis=[kpi.key], where=Slice(start=start, end=end, unit=unit), today=today)
    figure = group.figures[kpi.key]
    ends = figure.interval
    if ends is None:
        return Reading(figure.value, figure.n)
    return Reading(figure.value, figure.n, ends.low, ends.high, enough=figure.is_solid)


def shown(kpi: Kpi, value: float) -> str:
    """The value with its unit, short enough for a line."""
    match kpi.unit:
        case Measured.SHARE:
            return f"{value * 100:.1f} %"
        case Measured.SECONDS:
            return f"{round(value) // 60}:{round(value) % 60:02d}"
        case _:
            return f"{value:.1f}"


def topics(actor: Actor) -> Sequence[Topic]:
    """What contacts can be about, for those who handle contacts or may open rows of them."""
    if not facts_of(actor).home_units and not policies.see_contacts.anywhere(actor):
        return []
    rows = ContactType.objects.order_by("name", "pk")
    return [Topic(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def count_contacts(actor: Actor, topic: str, since: date) -> int:
    """Contacts on a topic since a day, in the units whose sums the reader sees."""
    if not topic.isdecimal():
        return 0
    rows = policies.see_open_sums.aggregate_scope(actor, Contact.objects.filter(business_day__gte=since))
    return rows.filter(type_id=int(topic)).count()


def customer_behind(actor: Actor, reference: str) -> int | None:
    """The customer of the contact of this number, where the reader may open it; else whoever the source calls so."""
    number = reference.strip()
    sources = Source.objects.values("pk")
    known = policies.see_contacts.scope(actor, Contact.objects.filter(Q(source__in=sources), external_id=number))
    customer = known.exclude(customer=None).values_list("customer", flat=True).first()
    return customer if customer is not None else customer_key(number)
