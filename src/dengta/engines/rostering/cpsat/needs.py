"""What a problem asks of several people together, in a CP-SAT model: covers, presences, pairings and shares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ortools.sat.python.cp_model import BoolVarT, LinearExpr

from dengta.engines.rostering.assignment import can_serve
from dengta.engines.rostering.cpsat.sheet import Fact, Sheet
from dengta.engines.rostering.problem import MINUTES_OF_DAY, Agent, Cover, Limit, Pairing, Presence, Share, Shift

Numbered = tuple[int, Cover]


def write_needs(sheet: Sheet) -> None:
    """Everything that concerns more than one person."""
    problem = sheet.problem
    for covers in _by_time(enumerate(problem.covers)):
        if 0 <= covers[0][1].day < problem.days and (not sheet.guarded or any(one.least for _number, one in covers)):
            _write_covers(sheet, covers)
    for number, presence in enumerate(problem.presences):
        if 0 <= presence.day < problem.days:
            _write_presence(sheet, number, presence)
    for number, pairing in enumerate(problem.pairings):
        _write_pairing(sheet, number, pairing)
    for share in problem.shares if not sheet.guarded else ():
        _write_share(sheet, share)


def _by_time(covers: Iterable[Numbered]) -> Iterable[list[Numbered]]:
    """Covers that ask at the same time, together."""
    times: defaultdict[tuple[int, str, int, int], list[Numbered]] = defaultdict(list)
    for number, cover in covers:
        start, end = (0, 0) if cover.code else (cover.start, cover.end)
        times[cover.day, cover.code, start, end].append((number, cover))
    return times.values()


def _there(sheet: Sheet, number: int, time: Cover | Presence) -> list[BoolVarT]:
    """Booleans of which one is true where the agent is there: in the shift, or from start to end of the day."""
    if time.code:
        return sheet.of(number, time.day, {time.code})
    shifts = sheet.problem.shifts
    today = {shift.code for shift in shifts if _spans(shift, time.start, time.end)}
    start, end = time.start + MINUTES_OF_DAY, time.end + MINUTES_OF_DAY
    yesterday = {shift.code for shift in shifts if _spans(shift, start, end)}
    if time.day == 0:
        history = sheet.problem.agents[number].history
        return [sheet.always] if history and history.last_shift in yesterday else sheet.of(number, 0, today)
    late, early = sheet.of(number, time.day - 1, yesterday), sheet.of(number, time.day, today)
    if late and early:
        return [sheet.either(sheet.flag(number, time.day - 1, yesterday), sheet.flag(number, time.day, today))]
    return late or early


def _times(shift: Shift) -> Sequence[tuple[int, int]]:
    return shift.parts or ((shift.start, shift.end),)


def _spans(shift: Shift, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in _times(shift))


def _is_busy(agent: Agent, cover: Cover, shifts: Sequence[Shift]) -> bool:
    """Whether they work on something else in any minute of this time, or of the shift that is asked for."""
    named = [span for shift in shifts if shift.code == cover.code for span in _times(shift)]
    for day, begins, ends in agent.busy:
        for start, end in named or [(cover.start, cover.end)]:
            later = (cover.day - day) * MINUTES_OF_DAY
            if begins < end + later and start + later < ends:
                return True
    return False


def _write_covers(sheet: Sheet, covers: Sequence[Numbered]) -> None:
    """Everybody who is there and can serve one of the covers of this time serves exactly one: a flow."""
    groups: defaultdict[tuple[int, ...], list[BoolVarT]] = defaultdict(list)
    for number, agent in enumerate(sheet.problem.agents):
        able = tuple(at for at, (_number, cover) in enumerate(covers) if can_serve(agent.skills, cover))
        if able and not _is_busy(agent, covers[0][1], sheet.problem.shifts):
            groups[able].extend(_there(sheet, number, covers[0][1]))
    serving: list[list[BoolVarT]] = [[] for _cover in covers]
    most = [0] * len(covers)
    for able, heads in groups.items():
        for at, some in _share_out(sheet, able, heads).items():
            serving[at].extend(some)
            most[at] += len(heads)
    for (number, cover), serve, highest in zip(covers, serving, most, strict=True):
        _write_cover(sheet, number, cover, LinearExpr.sum(serve), highest)


def _share_out(sheet: Sheet, able: Sequence[int], heads: Sequence[BoolVarT]) -> Mapping[int, Sequence[BoolVarT]]:
    if len(able) == 1:
        return {able[0]: heads}
    flows = [sheet.model.new_int_var(0, len(heads), "") for _at in able]
    sheet.model.add(LinearExpr.sum(flows) == LinearExpr.sum(list(heads)))
    return {at: [flow] for at, flow in zip(able, flows, strict=True)}


def _write_cover(sheet: Sheet, number: int, cover: Cover, served: LinearExpr, highest: int) -> None:
    if cover.least:
        sheet.hold(served, highest, Limit(cover.least), Fact("least", "", cover.day, number))
    if sheet.guarded:
        return
    missing = sheet.model.new_int_var(0, cover.needed, "")
    surplus = sheet.model.new_int_var(0, max(0, highest - cover.needed), "")
    sheet.model.add(served + missing - surplus == cover.needed)
    sheet.charge(cover.under, missing)
    sheet.charge(cover.over, surplus)
    for beyond, price in cover.worse:
        if beyond < cover.needed and price:
            further = sheet.model.new_int_var(0, cover.needed - beyond, "")
            sheet.model.add(further >= missing - beyond)
            sheet.charge(price, further)


def _write_presence(sheet: Sheet, number: int, presence: Presence) -> None:
    there = [
        one
        for at, agent in enumerate(sheet.problem.agents)
        if not presence.skill or presence.skill in agent.skills
        for one in _there(sheet, at, presence)
    ]
    fact = Fact("presences", "", presence.day, number)
    sheet.hold(LinearExpr.sum(there), len(there), presence.limit, fact)


def _write_pairing(sheet: Sheet, number: int, pairing: Pairing) -> None:
    at = {agent.key: each for each, agent in enumerate(sheet.problem.agents)}
    mentors = [at[key] for key in sorted(pairing.mentors) if key in at]
    fact = Fact("pairings", pairing.trainee, None, number)
    for day in range(sheet.problem.days if pairing.trainee in at else 0):
        for code, works in sheet.shift[at[pairing.trainee]][day].items():
            alone = [~one for mentor in mentors for one in sheet.of(mentor, day, {code})]
            sheet.forbid([works, *alone], fact, pairing.price)


def _write_share(sheet: Sheet, share: Share) -> None:
    """The square of a whole number is the highest of the chords between its neighbours: one row for each."""
    days = [day for day in range(sheet.problem.days) if not share.days or day in share.days]
    for number, agent in enumerate(sheet.problem.agents):
        if share.weight and (due := share.due.get(agent.key)) is not None:
            worked = [one for day in days for one in sheet.of(number, day, share.codes)]
            square = sheet.model.new_int_var(0, max(due**2, (len(days) - due) ** 2), "")
            for away in range(-due, max(1, len(days)) - due):
                chord = (2 * away + 1) * (LinearExpr.sum(worked) - due) - away * (away + 1)
                sheet.model.add(square >= chord)
            sheet.charge(share.weight, square)
