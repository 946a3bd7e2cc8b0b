"""Swaps counted twice: what is said of a change against two checks of the whole roster, and against taking it back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dengta.engines.rostering.checker import Breach, Rule, Verdict, check
from dengta.engines.rostering.problem import Problem, Roster
from dengta.engines.rostering.swaps import Change, Standing, SwapVerdict


def after(problem: Problem, roster: Roster, changes: tuple[Change, ...]) -> Roster:
    said = {(change.agent, change.day): change.code for change in changes}
    return tuple(
        tuple(said.get((agent.key, day), code) for day, code in enumerate(codes))
        for agent, codes in zip(problem.agents, roster, strict=True)
    )


def alone(problem: Problem, roster: Roster, key: str) -> Verdict:
    """What the rules say of one person if nobody else were there."""
    at = [agent.key for agent in problem.agents].index(key)
    shares = tuple(replace(one, due={key: one.due[key]}) for one in problem.shares if key in one.due)
    agents = (problem.agents[at],)
    return check(replace(problem, agents=agents, covers=(), presences=(), pairings=(), shares=shares), (roster[at],))


def more(before: Verdict, later: Verdict) -> dict[str, int]:
    """What each rule costs more."""
    change = {rule: later.parts.get(rule, 0) - before.parts.get(rule, 0) for rule in Rule}
    return {rule: cost for rule, cost in change.items() if cost}


def told_apart(breaches: Iterable[Breach]) -> Counter[tuple[object, ...]]:
    """Breaches counted, those of several limits that look alike as different ones."""
    return Counter((breach, breach.outside, breach.codes) for breach in breaches)


def assert_as_two_checks(problem: Problem, roster: Roster, changes: tuple[Change, ...], verdict: SwapVerdict) -> None:
    later = after(problem, roster, changes)
    one, other = check(problem, roster), check(problem, later)
    effects = [*verdict.people.values(), verdict.team]
    ended = Counter(breach for effect in effects for breach in effect.ended)
    came = Counter(breach for effect in effects for breach in (*effect.new, *effect.eased))
    assert ended <= Counter(one.breaches)
    assert Counter(one.breaches) - ended + came == Counter(other.breaches)
    total: Counter[str] = Counter()
    for effect in effects:
        total.update(effect.cost)
    assert {rule: cost for rule, cost in total.items() if cost} == more(one, other)
    assert verdict.cost_change == other.cost - one.cost
    for key, effect in verdict.people.items():
        mine, then = alone(problem, roster, key), alone(problem, later, key)
        had, has = told_apart(mine.breaches), told_apart(then.breaches)
        assert told_apart((*effect.new, *effect.eased)) == has - had
        assert (told_apart(effect.ended), told_apart(effect.stood)) == (had - has, had & has)
        assert effect.cost == more(mine, then)


def assert_undone(problem: Problem, roster: Roster, changes: tuple[Change, ...], verdict: SwapVerdict) -> None:
    """Taken back on the roster that comes of it, a change moves every cover back to where it was."""
    codes = dict(zip((agent.key for agent in problem.agents), roster, strict=True))
    back = tuple(Change(change.agent, change.day, codes[change.agent][change.day]) for change in changes)

    undone = Standing(problem, after(problem, roster, changes)).judge(back)

    assert undone.covers == tuple(replace(one, before=one.after, after=one.before) for one in verdict.covers)
    assert undone.cost_change == -verdict.cost_change
