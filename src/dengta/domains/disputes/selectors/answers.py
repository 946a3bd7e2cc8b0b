"""What each calculator asks the law, and the result in a sentence. The law itself stands in the engine."""

from typing import Any

from dengta.domains.disputes.selectors import headlines
from dengta.domains.disputes.selectors.sheets import Answer, Ask
from dengta.engines.labour_law.china.severance import CONTRACT_LAW
from dengta.engines.labour_law.errors import need

ILLEGAL = "illegal"
NO_FAULT = "art40"
Facts = dict[str, Any]


def overtime(facts: Facts, ask: Ask) -> Answer:
    """Pay for overtime under the system of hours that holds for the post."""
    base = ask(
        "overtime.base",
        contract_monthly_wage=facts["contract_monthly_wage"],
        agreed_overtime_base=facts["agreed_overtime_base"],
        local_min_wage=facts["local_min_wage"],
    )
    pay = ask(
        "overtime.pay",
        monthly_base=base.value.base,
        worktime_system=facts["worktime_system"],
        weekday_hours=facts["weekday_hours"],
        rest_day_hours=facts["rest_day_hours"],
        lieu_hours=facts["lieu_hours"],
        statutory_hours=facts["statutory_hours"],
    )
    return Answer(headlines.OVERTIME.filled({"amount": pay.value.total}), (base, pay))


def comprehensive_hours(facts: Facts, ask: Ask) -> Answer:
    """Pay for the hours above the standard of an approved cycle."""
    found = ask("overtime.comprehensive", **facts)
    if found.value.error is not None:
        return Answer(headlines.NOT_APPROVED, (found,))
    return Answer(headlines.OVERTIME.filled({"amount": found.value.total}), (found,))


def annual_leave(facts: Facts, ask: Ask) -> Answer:
    """Days of the year, or of the part of it that somebody is there, and what unused days are paid with."""
    entitled = ask(
        "annual_leave.entitlement",
        cumulative_years=facts["cumulative_years"],
        continuous_12_months=facts["continuous_12_months"],
    )
    days = entitled.value.days
    if facts["situation"] == "leaving":
        return _leaving(facts, ask, entitled, days)
    decisions = [entitled]
    if facts["situation"] == "joined":
        joined = ask(
            "annual_leave.new_joiner",
            join_date=facts["join_date"],
            full_year_entitlement=days,
            continuous_12_months=facts["continuous_12_months"],
        )
        decisions.append(joined)
        days = joined.value.days
    headline = headlines.LEAVE_DAYS.filled({"days": days})
    if facts["unused_days"]:
        need("unused_days", headlines.MORE_THAN_THE_YEAR, holds=facts["unused_days"] <= days, days=days)
        paid = ask(
            "annual_leave.unused_pay",
            wage=facts["wage"],
            unused_days=facts["unused_days"],
            normal_pay_already_received=True,
            employee_wrote_not_taking_for_personal_reason=facts["waived"],
        )
        decisions.append(paid)
        headline = headlines.LEAVE_DAYS_AND_PAY.filled({"days": days, "amount": paid.value.extra_pay})
    return Answer(headline, tuple(decisions))


def _leaving(facts: Facts, ask: Ask, entitled: Any, days: int) -> Answer:
    left = ask(
        "annual_leave.on_exit",
        exit_date=facts["exit_date"],
        full_year_entitlement=days,
        taken=facts["taken"] or 0,
        join_date=facts["join_date"],
        avg_wage_12m_excl_overtime=facts["wage"],
    )
    found = {"days": left.value.days, "amount": left.value.extra_pay}
    headline = headlines.LEAVE_UNUSED if left.value.extra_pay is None else headlines.LEAVE_AT_EXIT
    return Answer(headline.filled(found), (entitled, left))


def severance(facts: Facts, ask: Ask) -> Answer:
    """N, N + 1 or 2N, by how it ends."""
    wages = {name: facts[name] for name in ("avg_wage_12m", "local_avg_wage", "local_min_wage")}
    days = {"start": facts["start"], "last_day": facts["last_day"]}
    if facts["ending"] == ILLEGAL:
        twice = ask("severance.illegal_2N", **days, **wages)
        return Answer(headlines.TWICE.filled({"amount": twice.value.amount}), (twice,))
    due = ask(
        "severance.due",
        ground=facts["ending"],
        offer=facts["offer"],
        employee_declined=facts["employee_declined"],
    )
    if not due.value.due:
        return Answer(headlines.NO_SEVERANCE, (due,))
    rule = "severance.pre2008" if facts["start"] < CONTRACT_LAW else "severance.N"
    once = ask(rule, ground=facts["ending"], **days, **wages)
    if facts["ending"] != NO_FAULT:
        return Answer(headlines.ONCE.filled({"amount": once.value.amount}), (due, once))
    more = ask(
        "severance.N_plus_1",
        months=once.value.months,
        # The months before 2008 are not capped again with those after.
        **({"avg_wage_12m": once.value.base} if facts["start"] < CONTRACT_LAW else wages),
        last_month_wage=facts["last_month_wage"],
        notice_given_days=facts["notice_given_days"] or 0,
    )
    found = {"amount": more.value.total, "n": more.value.N, "notice": more.value.notice_pay}
    return Answer(headlines.ONCE_AND_NOTICE.filled(found), (due, once, more))


def double_wage(facts: Facts, ask: Ask) -> Answer:
    """The second wage for months without a written contract."""
    found = ask("double_wage", **facts)
    if not found.value.extra_pay:
        return Answer(headlines.NO_DOUBLE_WAGE, (found,))
    return Answer(
        headlines.DOUBLE_WAGE.filled({"months": found.value.months, "amount": found.value.extra_pay}), (found,)
    )


def probation(facts: Facts, ask: Ask) -> Answer:
    """How long a probation may be, what it must be paid with, and what an illegal one costs."""
    form = facts["contract_form"]
    months = facts["contract_months"] if form == "fixed" else form
    longest = ask("probation.max", contract_months=months, second_probation=facts["second_probation"])
    decisions = [longest]
    if facts["full_wage"] is not None and facts["local_min_wage"] is not None:
        decisions.append(
            ask(
                "probation.min_pay",
                agreed_full_wage=facts["full_wage"],
                lowest_same_post_wage=facts["lowest_same_post_wage"],
                local_min_wage=facts["local_min_wage"],
            )
        )
    most = longest.value.max_probation_months
    headline = headlines.PROBATION.filled({"months": most}) if most else headlines.NO_PROBATION
    if facts["full_wage"] is not None and facts["probation_months_served"] is not None:
        illegal = ask(
            "probation.illegal",
            contract_months=months,
            probation_months_agreed=facts["probation_months_agreed"] or facts["probation_months_served"],
            probation_months_served=facts["probation_months_served"],
            second_probation=facts["second_probation"],
            full_wage=facts["full_wage"],
        )
        decisions.append(illegal)
        headline = headlines.PROBATION_PAID.filled({"most": headline, "amount": illegal.value.compensation})
    return Answer(headline, tuple(decisions))


def deduction(facts: Facts, ask: Ask) -> Answer:
    """Whether and how much may be held back from a month's wage."""
    found = ask("deduction.limit", **facts)
    value = found.value
    if not value.allowed:
        return Answer(headlines.NO_DEDUCTION, (found,))
    amount = value.max_deduction if value.max_deduction is not None else value.deduction
    if amount is None:
        return Answer(headlines.NOT_A_DEDUCTION, (found,))
    return Answer(headlines.DEDUCTION.filled({"amount": amount}), (found,))


def medical_period(facts: Facts, ask: Ask) -> Answer:
    """How long illness protects, and the least that is paid meanwhile."""
    period = ask("medical_period", total_work_years=facts["total_work_years"], unit_years=facts["unit_years"])
    window = period.value.counting_window_months
    words = headlines.MEDICAL_PERIOD_HERE if window is None else headlines.MEDICAL_PERIOD
    headline = words.filled({"months": period.value.months, "window": window})
    if facts["local_min_wage"] is None:
        return Answer(headline, (period,))
    floor = ask("sick_pay.floor", local_min_wage=facts["local_min_wage"])
    return Answer(headlines.SICK_PAY.filled({"period": headline, "amount": floor.value.floor}), (period, floor))


def limitation(facts: Facts, ask: Ask) -> Answer:
    """Until when a claim can be brought to arbitration."""
    found = ask("limitation.arbitration", **facts, region=ask.law.region)
    if found.value.deadline is None:
        return Answer(headlines.NO_LIMIT, (found,))
    deadline = found.value.deadline
    if deadline < ask.on and facts["filed"] is None:
        return Answer(headlines.LIMIT_PASSED.filled({"deadline": deadline}), (found,))
    return Answer(headlines.LIMIT.filled({"deadline": deadline}), (found,), due_on=deadline)


# What happened, the rule that runs from it, the name of its date among the facts, and how the answer is called.
PROCEDURE = {
    "mediation": ("dispute.mediation_deadline", "received", "may_go_to_arbitration_after"),
    "filed": ("dispute.acceptance_deadline", "filed", "deadline"),
    "copy": ("dispute.answer_deadline", "copy_received", "deadline"),
    "accepted": ("dispute.award_deadline", "accepted", "deadline"),
    "award": ("dispute.court_deadline", "award_received", "deadline"),
}


def procedure(facts: Facts, ask: Ask) -> Answer:
    """The next date of a procedure."""
    rule, name, answer = PROCEDURE[facts["event"]]
    more: dict[str, Any] = {}
    if facts["event"] == "accepted":
        more = {"complex": facts["complex"], "extension_approved": facts["complex"]}
    if facts["event"] == "award":
        more = {"party": facts["party"], "final": {"yes": True, "no": False}.get(facts["final"])}
    found = ask(rule, **{name: facts["day"]}, **more)
    deadline = getattr(found.value, answer)
    headline = headlines.NEXT_DATES[facts["event"]].filled({"deadline": deadline})
    return Answer(headline, (found,), due_on=deadline if deadline >= ask.on else None)
