"""What others than the handler do: agree, send back, decide, hear the appeal; and what follows the decision."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dengta.domains.recognition.forms import cases as forms
from dengta.domains.recognition.models import Case, CaseApproval, CaseStep
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_actions import asked_of, part_of
from dengta.domains.recognition.selectors.involvement import can_be_given_the_decision, can_hear, involved_in
from dengta.domains.recognition.services import case_deciding, case_delivery, case_ending, separation
from dengta.domains.recognition.views.cases_shared import Text, decision, where
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web.decisions import need_when

# The same words whatever the reason is: they say what to look at, and not what came before.
INTRO: dict[str, Text] = {
    CaseApproval.Ground.NEXT_LEVEL: _(
        "The next level looks at it anew: does the measure follow from this breach alone, as for anybody else, and are "
        "such measures not becoming frequent in this team?"
    )
}


def safety_of(row: Case) -> str:
    """Why it is not to wait for an appeal, in the words of whoever proposed it."""
    step = row.steps.filter(kind=CaseStep.Kind.SAFETY).order_by("-number").first() if row.is_for_safety else None
    return step.text if step is not None else ""


@require_http_methods(FORM)
def approve(request: Request, pk: int, ground: str) -> HttpResponse:
    row = where(request, pk, "approve")
    need_when(ground in asked_of(row, policies.own_id(request.user)))
    form = forms.WordsForm(request.POST or None, label=_("Why I agree"))
    return decision(
        request,
        row,
        form,
        lambda **data: case_deciding.approve_measure(ground=ground, **data),
        title=_("Agree with the proposal"),
        submit=_("Agree"),
        said=_("Agreed, with these very words."),
        intro=INTRO.get(ground, CaseApproval.Ground(ground).label),
        safety=safety_of(row),
    )


@require_http_methods(FORM)
def send_back(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "send_back")
    form = forms.WordsForm(request.POST or None, label=_("What should be looked at again"))
    return decision(
        request,
        row,
        form,
        case_deciding.send_back,
        title=_("Send the proposal back"),
        submit=_("Send it back"),
        said=_("Sent back. It counts for nothing."),
    )


@require_http_methods(FORM)
def decide(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "decide")
    form = forms.WordsForm(
        request.POST or None, label=_("Why I decide so"), help_text=_("It stands in the letter to the person.")
    )
    return decision(
        request,
        row,
        form,
        case_deciding.decide_case,
        title=_("Decide as proposed: {measure}").format(measure=row.get_measure_display()),
        submit=_("Make the decision"),
        said=_("Decided. The letter is delivered next; the person can appeal."),
        intro=_("You decide these very words. If it should be another measure, send it back with the reason."),
        safety=safety_of(row),
    )


@require_http_methods(FORM)
def name_decider(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "name_decider")
    today = timezone.localdate()
    people = can_be_given_the_decision(row, today)
    if policies.own_id(request.user) in involved_in(row, today):
        people = people[:1]
    form = forms.PersonForm(request.POST or None, people=people, label=_("Who decides it"))
    return decision(
        request,
        row,
        form,
        case_deciding.name_decider,
        title=_("Give the decision to somebody else"),
        submit=_("Hand it over"),
        said=_("Handed over, with the reason."),
        intro=_("Whoever is a party, complained, reported it or is close to one of them decides nothing here."),
    )


@require_http_methods(FORM)
def deliver(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "deliver")
    return decision(
        request,
        row,
        forms.DeliverForm(request.POST or None),
        case_delivery.deliver_decision,
        title=_("Deliver the letter"),
        submit=_("Record the delivery"),
        said=_("Delivered. From today the days to appeal run."),
        intro=_("Hand it over in private, in a talk. The letter is on the page of the case."),
    )


@require_http_methods(FORM)
def hear(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "hear")
    form = forms.AppealDecisionForm(request.POST or None, below=row.measure or 0)
    return decision(
        request,
        row,
        form,
        case_delivery.decide_appeal,
        title=_("Decide the appeal"),
        submit=_("Decide the appeal"),
        said=_("Decided. The person is told."),
        intro=_("You had no part in it before. It never becomes worse than it was."),
    )


@require_http_methods(FORM)
def name_hearer(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "name_hearer")
    hearer = row.appeal.hearer_id
    people = [one for one in can_hear(row, timezone.localdate()) if one.pk != hearer]
    form = forms.PersonForm(request.POST or None, people=people, label=_("Who hears the appeal"))
    return decision(
        request,
        row,
        form,
        case_delivery.name_hearer,
        title=_("Name who hears the appeal"),
        submit=_("Name them"),
        said=_("Named; the days to hear it begin anew."),
        intro=_("Somebody who had no part in it, and is not led by who decided."),
    )


@require_http_methods(FORM)
def execute(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "execute", "execute_early")
    form = forms.WordsForm(request.POST or None, label=_("How it was carried out"))
    return decision(
        request,
        row,
        form,
        case_ending.execute_measure,
        title=_("Record that it was carried out: {measure}").format(measure=row.get_measure_display()),
        submit=_("Carried out"),
        said=_("Carried out, and told to the person."),
        intro=_("In private. It takes nothing from anybody’s pay."),
    )


@require_http_methods(FORM)
def forget(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "forget")
    form = forms.WordsForm(request.POST or None, label=_("Why it stops counting early"))
    return decision(
        request,
        row,
        form,
        case_ending.rehabilitate,
        title=_("Stop counting it early"),
        submit=_("Stop counting it"),
        leave=_("Leave it as it is"),
        said=_("It counts no more, and the person is told."),
        intro=_("Possible after half of its time without another breach."),
    )


@require_http_methods(FORM)
def proofs(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "separation")
    form = forms.SeparationForm(request.POST or None, instance=part_of(row, "separation"), auto_id="sheet_%s")

    def prove(*, case_id: int, by: Any, now: Any, **data: Any) -> object:
        return separation.prove_separation(case_id=case_id, proofs=separation.Proofs(**data), by=by, now=now)

    return decision(
        request,
        row,
        form,
        prove,
        title=_("Proofs before a separation review"),
        submit=_("Record the proofs"),
        said=_("Recorded."),
        intro=_(
            "This step affects somebody’s livelihood. A ground that the law knows, five proofs, "
            "and the union told before: anything less is refused."
        ),
    )
