"""What every pack must keep to, whatever the jurisdiction. A new pack is added to PACKS."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.engines.labour_law import china, european_union
from dengta.engines.labour_law.decision import Decision
from dengta.engines.labour_law.errors import NotInForce
from dengta.engines.labour_law.law import Law
from dengta.engines.labour_law.pack import PackData, RulePack, Shift, Terms, Worker
from dengta.engines.labour_law.params import Switch, Unknown
from dengta.engines.labour_law.periods import ONE_DAY
from dengta.engines.labour_law.rules import Rule
from tests.engines.labour_law.law import CALENDAR, TODAY

PACKS: list[RulePack] = [china.PACK, european_union.PACK]
# The rules of every jurisdiction, also of those whose pack answers to other rooms under another name.
RULES = [*china.RULES.values(), *european_union.RULES.values()]
SWITCHES = [*china.SWITCHES, *european_union.SWITCHES]

each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.code)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_switch = pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.key)


def law_of(pack: RulePack) -> Law:
    return Law(region=pack.code, calendar=CALENDAR)


def amounts(value: object) -> Iterator[Decimal]:
    """Every figure in an answer, however deep."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from amounts(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from amounts(getattr(value, field.name))


# --- rules ----------------------------------------------------------------------------------------------


@pytest.mark.covers("L9", "R-125")
@each_rule
def test_every_rule_has_a_title_in_both_languages_articles_and_a_day(rule: Rule[Any, Any]) -> None:
    assert rule.title.said("zh-hans").strip()
    assert rule.title.said("en").strip()
    assert rule.articles
    assert all(reference.partition(" ")[0] in rule.statutes for reference in rule.articles)
    assert rule.since <= TODAY
    assert rule.until is None or rule.since < rule.until


@pytest.mark.covers("L9")
@each_rule
def test_every_rule_refuses_a_day_outside_its_validity(rule: Rule[Any, Any]) -> None:
    outside = [rule.since - ONE_DAY, *([rule.until] if rule.until is not None else [])]
    for day in outside:
        with pytest.raises(NotInForce) as refused:
            rule(None, on=day, law=Law())
        assert rule.id in refused.value.text.said("zh-hans")


@each_rule
def test_every_rule_takes_facts_that_cannot_change(rule: Rule[Any, Any]) -> None:
    assert dataclasses.is_dataclass(rule.facts)
    assert rule.facts.__dataclass_params__.frozen


@each_switch
def test_every_switch_has_answers_a_default_among_them_and_an_explanation(switch: Switch) -> None:
    keys = [option.key for option in switch.options]

    assert len(set(keys)) == len(keys) >= 2
    assert {switch.default, *switch.regional.values()} <= set(keys)
    assert switch.explanation.said("zh-hans")
    assert switch.question.said("en").endswith("?")


def test_no_two_switches_have_one_key() -> None:
    assert len({switch.key for switch in SWITCHES}) == len(SWITCHES)


# --- packs ----------------------------------------------------------------------------------------------


@pytest.mark.covers("L9")
@each_pack
def test_a_pack_says_what_it_is_and_since_when(pack: RulePack) -> None:
    assert pack.code
    assert pack.version
    assert pack.valid_to is None or pack.valid_from < pack.valid_to
    assert pack.rules
    assert all(rule.id == key for key, rule in pack.rules.items())
    assert all(rule.since >= pack.valid_from for rule in pack.rules.values())


def test_the_data_of_a_pack_cannot_change() -> None:
    pack = PackData(code="XX", version="1", valid_from=TODAY, rules={})

    assert (pack.parent, pack.valid_to, pack.parameters, pack.switches) == (None, None, (), ())
    with pytest.raises(dataclasses.FrozenInstanceError):
        pack.code = "YY"  # type: ignore[misc]


STARTS = st.lists(st.integers(0, 23), min_size=1, max_size=12)


@st.composite
def rosters(draw: st.DrawFn) -> list[Shift]:
    """Shifts on days one after another that do not overlap."""
    monday = datetime.combine(date(2026, 6, 1), time())
    found: list[Shift] = []
    for day, hour in enumerate(draw(STARTS)):
        start = monday + timedelta(days=day, hours=hour)
        if found and start < found[-1].end:
            continue
        length = draw(st.integers(30, 16 * 60))
        rest = draw(st.integers(0, min(60, length - 1)))
        found.append(Shift(start=start, end=start + timedelta(minutes=length), unpaid_break_minutes=rest))
    return found


@pytest.mark.covers("L9")
@each_pack
@settings(max_examples=200)
@given(shifts=rosters(), wage=st.decimals(0, 100_000, places=2))
def test_every_minute_is_paid_once_and_no_pay_is_negative(pack: RulePack, shifts: list[Shift], wage: Decimal) -> None:
    law, terms = law_of(pack), Terms(monthly_wage=wage)
    segments = pack.classify(shifts, terms, law=law)
    if isinstance(segments, Unknown):
        return
    worked = sum((shift.end - shift.start) // timedelta(minutes=1) - shift.unpaid_break_minutes for shift in shifts)
    assert sum(segment.minutes for segment in segments) == worked
    assert all(segment.premium >= 0 for segment in segments)
    pay = pack.overtime_pay(segments, terms, on=TODAY, law=law)
    assert isinstance(pay, Unknown) or pay.value >= 0


@pytest.mark.covers("L9")
@each_pack
@settings(max_examples=200)
@given(shifts=rosters())
def test_every_finding_names_a_rule_of_the_pack_its_article_and_why(pack: RulePack, shifts: list[Shift]) -> None:
    terms = Terms(monthly_wage=Decimal(5000))
    for finding in pack.check_roster(Worker(), shifts, terms, on=TODAY, law=law_of(pack)):
        assert finding.rule in pack.rules
        assert finding.articles
        assert finding.text.said("zh-hans").strip()
        assert finding.text.said("en").strip()


@each_pack
def test_an_empty_roster_has_nothing_against_it(pack: RulePack) -> None:
    terms = Terms(monthly_wage=Decimal(5000))

    assert not pack.check_roster(Worker(), (), terms, on=TODAY, law=law_of(pack))


@pytest.mark.covers("L9")
@each_pack
@settings(max_examples=200)
@given(years=st.decimals(0, 50, places=1))
def test_leave_is_never_negative_and_says_where_it_stands(pack: RulePack, years: Decimal) -> None:
    answer = pack.leave_entitlement(years, on=TODAY, law=law_of(pack))
    if isinstance(answer, Unknown):
        assert answer.text.said("zh-hans")
        return
    assert isinstance(answer, Decision)
    assert answer.articles
    assert answer.steps
    assert all(figure >= 0 for figure in amounts(answer.value))


@pytest.mark.covers("L9")
@each_pack
def test_a_pack_refuses_a_day_before_it_was_law(pack: RulePack) -> None:
    with pytest.raises(NotInForce):
        pack.leave_entitlement(Decimal(5), on=pack.valid_from - ONE_DAY, law=law_of(pack))
