"""What a month must pay at least: the monthly minimum wage for full-time work, the hourly one × hours for work that is
paid by the hour. A figure or hours that nobody has entered leave the floor unknown; nothing is guessed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dengta.engines.labour_law.china.checks import no_negatives
from dengta.engines.labour_law.china.parameters import HOURLY_MINIMUM_WAGE, MINIMUM_WAGE
from dengta.engines.labour_law.china.statutes import STATUTES
from dengta.engines.labour_law.china.words import minimum_wage as words
from dengta.engines.labour_law.decision import Confidence, Working
from dengta.engines.labour_law.money import exact, to_cent
from dengta.engines.labour_law.params import DatedValue, Parameter, Unknown
from dengta.engines.labour_law.rules import Rule

PROVISIONS = date(2004, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorFacts:
    """`part_time`: by the contract; `by_hour`: the wage is agreed by the hour. `hours` of the month; None: nobody has
    entered them."""

    part_time: bool = False
    by_hour: bool = False
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WageFloor:
    """The least wage of the month; None where a figure of the region or the hours are missing."""

    amount: Decimal | None


def _floor(facts: FloorFacts, work: Working) -> WageFloor:
    no_negatives(facts)
    floors = []
    if not facts.part_time:
        floors.append(_monthly(work))
    if facts.part_time or facts.by_hour:
        floors.append(_hourly(facts, work))
    known = [amount for amount in floors if amount is not None]
    if len(known) < len(floors):
        return WageFloor(amount=None)
    if len(known) > 1:
        # The provisions speak of full-time work as paid by the month; held to both, nobody stays below either.
        work.leans_on(Confidence.INTERPRETATION)
        work.say(words.HIGHER, amount=max(known))
    return WageFloor(amount=max(known))


def _monthly(work: Working) -> Decimal | None:
    found = _figure(MINIMUM_WAGE, work)
    if found is None:
        return None
    work.say(words.MONTHLY, standard=found.value, source=found.source, since=found.valid_from)
    return to_cent(exact(found.value))


def _hourly(facts: FloorFacts, work: Working) -> Decimal | None:
    if facts.part_time:
        work.cite("LCL 72")
        work.changed_by(words.MORE_HOURS)
    found = _figure(HOURLY_MINIMUM_WAGE, work)
    if facts.hours is None:
        work.say(words.NO_HOURS)
    if found is None or facts.hours is None:
        return None
    amount = to_cent(exact(found.value) * exact(facts.hours))
    work.say(
        words.HOURLY, standard=found.value, source=found.source, since=found.valid_from, hours=facts.hours,
        amount=amount,
    )  # fmt: skip
    return amount


def _figure(parameter: Parameter, work: Working) -> DatedValue | None:
    """The figure of the region; where nobody has entered it, a step says which one is missing."""
    found = work.law.value(parameter, on=work.on)
    if isinstance(found, Unknown):
        work.say(found.text)
        return None
    return found


floor = Rule(
    id="minimum_wage.floor",
    title=words.TITLE,
    decide=_floor,
    statutes=STATUTES,
    articles=("MW 5", "MW 12"),
    since=PROVISIONS,
)

RULES = (floor,)
