"""What I was given; what my people were given, by form and month; how the forms are mixed; what is above the band."""

from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.recognition.forms import bonuses as forms
from dengta.domains.recognition.models import PayoutList, Reward, TakingBack
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.policies import rewards as reward_policies
from dengta.domains.recognition.selectors import bonuses as selectors
from dengta.domains.recognition.selectors import mix as mixing
from dengta.domains.recognition.selectors import points
from dengta.domains.recognition.selectors.badges import badges_of
from dengta.domains.recognition.selectors.judged_days import month_after, quarter_of
from dengta.domains.recognition.selectors.payouts import own_lines
from dengta.domains.recognition.selectors.reward_parameters import MIX_MIN, NOTHING_MONTHS
from dengta.domains.recognition.services import taking_back as services
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.domains.recognition.views.telling_rewards import amount_of, money
from dengta.foundation import exports
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

MONTHS = 6
GIVEN_SORTS = {"given": ("granted_on",), "person": ("employee__pinyin",), "form": ("form",), "amount": ("amount",)}
GIVEN_COLUMNS = (
    exports.Column("number", _("Staff number"), "employee.number"),
    exports.Column("name", _("Name"), "employee.name"),
    exports.Column("team", _("Team"), "unit.name"),
    exports.Column("form", _("Form of reward"), "get_form_display"),
    exports.Column("source", _("Given by"), "get_source_display"),
    exports.Column("title", _("What for")),
    exports.Column("amount", _("Amount"), kind="decimal"),
    exports.Column("facts_known_on", _("Facts known on"), kind="date"),
    exports.Column("granted_on", _("Given on"), kind="date"),
    exports.Column("late_because", _("Why it came late")),
)


@require_safe
def own(request: Request) -> HttpResponse:
    """All I was given, my points, and what I have to confirm."""
    need_when(policies.works_here(request.user))
    me, today = policies.own_id(request.user), timezone.localdate()
    page = lists.list_page(request, selectors.own(request.user), sorts={"given": ("granted_on",)}, default="-given")
    paid = own_lines(request.user)
    context = {
        "page": page,
        "rewards": [(row, amount_of(row.form, row.amount)) for row in page.rows],
        "balance": points.balance_of(me),
        "lapsing": points.lapsing(me, today + points.SOON),
        "soon": today + points.SOON,
        "badges": badges_of(me),
        "receipts": [
            (line, money(line.amount), line.payout.state == PayoutList.State.PAID and line.received_at is None)
            for line in paid[:12]
        ],
    }
    return http.page(request, "recognition/bonuses/own.html", context, fragment="list")


@require_safe
def team(request: Request) -> HttpResponse:
    """What my people were given, who was given nothing, and what the budgets have left."""
    need_when(reward_policies.see.beyond_own(request.user))
    today = timezone.localdate()
    months = selectors.months_back(today, MONTHS)
    rows = selectors.by_form_and_month(request.user, months)
    left = selectors.budgets_left(request.user, months[0])
    page = lists.list_page(
        request, selectors.given_nothing(request.user, today), default="last",
        sorts={"last": ("last_given", "hired_on"), "name": ("pinyin",)},
    )  # fmt: skip
    context = {
        "page": page,
        "months": months,
        "forms": [
            (row, [(month, month_after(month), count) for month, count in row.counts], _sum(row)) for row in rows
        ],
        "budgets": [(one, money(one.budget.amount), money(one.spent), money(one.left)) for one in left],
        "point_budgets": list(points.budgets(request.user)),
        "nothing_months": NOTHING_MONTHS.on(today),
        "sets": selectors.units_to_budget(request.user, today).exists(),
        "furnishes": policies.furnish.beyond_own(request.user),
        "gives": policies.give_to.beyond_own(request.user),
    }
    return http.page(request, "recognition/bonuses/team.html", context, fragment="list")


def _sum(row: selectors.FormRow) -> int:
    return sum(count for _month, count in row.counts)


@require_safe
def given(request: Request) -> HttpResponseBase:
    """Every reward of my people."""
    need_when(reward_policies.see.beyond_own(request.user))
    page = lists.list_page(
        request, selectors.given(request.user), sorts=GIVEN_SORTS, default="-given", filters=forms.GivenFilter
    )
    if exports.wanted(request):
        return exports.respond(
            request, name="recognition.rewards", columns=GIVEN_COLUMNS, rows=page.everything,
            permission=policies.take_rewards, label=_("Rewards"),
        )  # fmt: skip
    context = {
        "page": page,
        "rewards": [(row, amount_of(row.form, row.amount)) for row in page.rows],
        "may_export": policies.take_rewards.beyond_own(request.user),
        "takes_back": reward_policies.takes_back(request.user),
    }
    return http.page(request, "recognition/bonuses/given.html", context, fragment="list")


@require_http_methods(FORM)
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take it back alone where one gave it; else ask a second person, or be that one."""
    row = one_or_404(selectors.to_take_back(request.user), pk)
    asked = selectors.asked_back(row)
    if asked is not None:
        return _answer_taking_back(request, asked)
    alone = not services.needs_two(row)
    decide = services.take_back if alone else services.ask_to_take_back
    second = _("Two people gave it, or the house by a rule for all: a second person has to agree.")
    return answer_form(
        request,
        forms.WhyForm(request.POST or None),
        lambda data: decide(reward_id=pk, reason=data["why"], by=request.user, now=timezone.now()),
        title=_("Take it back"),
        submit=_("Take it back") if alone else _("Ask a second person"),
        leave=_("Leave it"),
        back=_back(request),
        said=_("Taken back. Both rows stay, with the reason.") if alone else _("A second person is asked."),
        intro=_("For mistakes only. The person is told why. Points come back as long as they are there; money that is "
                "paid stays.") if alone else second,
    )  # fmt: skip


def _back(request: Request) -> str:
    """Who leads the house decides about some, and reads no list of what each person was given."""
    return reverse("bonuses:given" if reward_policies.see.beyond_own(request.user) else "bonuses:waiting")


def _answer_taking_back(request: Request, asked: TakingBack) -> HttpResponse:
    is_own = asked.asked_by_id == request.user.pk
    name = getattr(asked.asked_by, "employee", asked.asked_by)
    return answer_form(
        request,
        forms.TakingBackForm(request.POST or None, is_own=is_own),
        lambda data: services.answer_taking_back(
            taking_back_id=asked.pk, agree=data["answer"] == "agree", by=request.user, now=timezone.now()
        ),
        title=_("Take it back"),
        submit=_("Answer"),
        leave=_("Leave it"),
        back=_back(request),
        said=_("Answered."),
        intro=format_lazy(_("Asked by {name}: {reason}"), name=name, reason=asked.reason),
    )  # fmt: skip


@require_safe
def mix(request: Request) -> HttpResponse:
    """How the forms are mixed in a quarter, with the sample."""
    need_when(policies.sees_sums(request.user))
    today = timezone.localdate()
    quarter = _quarter(request.GET.get("quarter", ""), today)
    found = mixing.mixes_of(request.user, quarter)
    shown = [form for form in Reward.Form if any(one.counts.get(form) for one in found)]
    least = MIX_MIN.on(today)
    before, after = quarter_of(quarter, back=1), quarter_of(quarter, back=-1)
    context = {
        "quarter": quarter,
        "last_day": date.fromordinal(after.toordinal() - 1),
        "before": before,
        "after": after if after <= today else None,
        "forms": [form.label for form in shown],
        "rows": [(one, [one.counts.get(form, 0) for form in shown], one.n >= least) for one in found],
        "end": after,
        "least": least,
        "poor": [one for one in found if one.is_money_only and one.n >= least],
        "opens": reward_policies.see.beyond_own(request.user),
    }
    return http.page(request, "recognition/bonuses/mix.html", context)


def _quarter(asked: str, today: date) -> date:
    """The quarter of the day asked for; the current one where that is no day, or still to come."""
    try:
        return quarter_of(min(date.fromisoformat(asked), today))
    except ValueError:
        return quarter_of(today)


@require_safe
def published(request: Request) -> HttpResponse:
    """What was given above the band and why, without a name."""
    need_when(policies.works_here(request.user))
    page = lists.list_page(
        request, selectors.published(request.user), sorts={"given": ("decided_at",)}, default="-given"
    )
    context = {"page": page, "rows": [(row, amount_of(row.form, row.amount)) for row in page.rows]}
    return http.page(request, "recognition/bonuses/published.html", context, fragment="list")
