"""Writing down what the house stands for, and thanking each other."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Aspect, CultureLine, CultureValue, Praise, PraiseTag
from dengta.domains.communication.policies import culture as policies
from dengta.domains.communication.selectors import shown_words
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.people.selectors.people import people
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Level = CultureLine.Level
ABOVE = {Level.STRATEGY: Level.VISION, Level.ACTION: Level.STRATEGY}
MOST_TAGS = 3
SHORTEST = 8


@transaction.atomic
def add_line(*, level: str, unit: Unit, text: str, serves: CultureLine | None, by: Account | None) -> CultureLine:
    """Add a line of the way from the vision to what a team does; all but the vision serve a line above."""
    if by is not None:
        policies.write_for.require(by, unit)
    if not text.strip():
        raise RuleViolation("communication.culture_text_missing")
    above = ABOVE.get(Level(level))
    if above is None and serves is not None:
        raise RuleViolation("communication.vision_serves_nothing")
    if above is not None and (serves is None or serves.level != above or serves.ended_on is not None):
        raise RuleViolation("communication.line_serves_above", above=above.label)
    last = CultureLine.objects.filter(level=level, serves=serves).count()
    line = CultureLine.objects.create(level=level, unit=unit, text=text.strip(), serves=serves, position=last)
    record(by, "communication.culture_line_added", line, level=level, text=line.text)
    return line


@transaction.atomic
def end_line(*, line_id: int, by: Account, now: datetime) -> CultureLine:
    """The line holds no more. What still serves it has to find another one first."""
    line = CultureLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    policies.write_lines.require(by, line)
    if line.served_by.filter(ended_on=None).exists():
        raise RuleViolation("communication.line_is_served")
    line.ended_on = day_of(now)
    line.save(update_fields=["ended_on"])
    record(by, "communication.culture_line_ended", line, text=line.text)
    return line


@transaction.atomic
def add_value(*, unit: Unit, aspect: str, name: str, meaning: str, by: Account | None) -> CultureValue:
    """Name a value and say what it means here."""
    if by is not None:
        policies.write_for.require(by, unit)
    if not name.strip() or not meaning.strip():
        raise RuleViolation("communication.value_needs_meaning")
    value = CultureValue.objects.create(
        unit=unit, aspect=aspect, name=name.strip(), meaning=meaning.strip(), position=unit.culture_values.count()
    )
    record(by, "communication.value_added", value, name=value.name, meaning=value.meaning)
    return value


@transaction.atomic
def end_value(*, value_id: int, by: Account, now: datetime) -> CultureValue:
    """The value is named no more."""
    value = CultureValue.objects.select_for_update(of=("self",)).get(pk=value_id)
    policies.write_values.require(by, value)
    value.ended_on = day_of(now)
    value.save(update_fields=["ended_on"])
    record(by, "communication.value_ended", value, name=value.name)
    return value


@transaction.atomic
def give_praise(
    *, receiver: Employee, text: str, tags: Collection[str], by: Account, now: datetime, url: str = ""
) -> Praise:
    """Thank a colleague for something they did; it is tagged with what it shows of the culture. `url`: where they read
    it, if a room above tells more of it."""
    giver = Employee.objects.filter(account=by).first()
    today = day_of(now)
    if giver is None or not people(by, today).filter(pk=receiver.pk).exists():
        raise NotAllowed("not_allowed", right="communication.give_praise")
    if giver.pk == receiver.pk:
        raise RuleViolation("communication.praise_yourself")
    if len(text.strip()) < SHORTEST:
        raise RuleViolation("communication.praise_says_what_for")
    if not 1 <= len(set(tags)) <= MOST_TAGS or not set(tags) <= set(Aspect.values):
        raise RuleViolation("communication.praise_tags", most=MOST_TAGS)
    unit_id = team_on([receiver.pk], today).get(receiver.pk)
    if unit_id is None:
        raise RuleViolation("communication.praise_needs_team", name=receiver.name)
    praise = Praise.objects.create(
        giver=giver, receiver=receiver, unit_id=unit_id, text=text.strip(), given_on=today, given_at=now
    )
    PraiseTag.objects.bulk_create(PraiseTag(praise=praise, tag=tag) for tag in sorted(set(tags)))
    record(by, "communication.praised", praise, subject=receiver.pk, tags=sorted(set(tags)))
    title = format_lazy(_("{name} thanks you"), name=giver.name)
    to_read = url or reverse("culture:praise")
    notify.send(to=receiver, kind="communication.praise", title=title, body=praise.text, url=to_read)
    return praise


@transaction.atomic
def show_praise(*, praise_id: int, show: bool, by: Account, now: datetime) -> Praise:
    """Whoever was praised puts it on the honour wall, or takes it off again, at once (R-085)."""
    praise = Praise.objects.select_for_update(of=("self",)).select_related("receiver").get(pk=praise_id)
    if praise.receiver.account_id != by.pk or praise.taken_back_at is not None:
        raise NotAllowed("not_allowed", right="communication.show_praise")
    if show:
        shown_words.insist_on(praise.text)
    praise.shown_at = (praise.shown_at or now) if show else None
    praise.save(update_fields=["shown_at"])
    verb = "communication.praise_shown" if show else "communication.praise_hidden"
    record(by, verb, praise, subject=praise.receiver_id)
    return praise


@transaction.atomic
def take_back_praise(*, praise_id: int, by: Account, now: datetime) -> Praise:
    """Whoever gave the praise takes it back: a wrong name, a second thought."""
    praise = Praise.objects.select_for_update(of=("self",)).select_related("giver").get(pk=praise_id)
    if praise.giver.account_id != by.pk:
        raise NotAllowed("not_allowed", right="communication.take_back_praise")
    if praise.taken_back_at is None:
        praise.taken_back_at = now
        praise.save(update_fields=["taken_back_at"])
        record(by, "communication.praise_taken_back", praise, subject=praise.receiver_id)
    return praise
