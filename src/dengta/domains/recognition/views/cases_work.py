"""What the handler of a case does: tell, hear, find, propose; and giving it away or ending it."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.forms import case_judging
from dengta.domains.recognition.forms import cases as forms
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_actions import part_of
from dengta.domains.recognition.selectors.case_asking import who_agrees
from dengta.domains.recognition.selectors.case_reading import Kind, reading_of
from dengta.domains.recognition.selectors.involvement import can_take_over, involved_in, parties_of
from dengta.domains.recognition.selectors.trials import trials_around
from dengta.domains.recognition.services import case_ending, case_finding, case_hearing, case_opening, case_proposing
from dengta.domains.recognition.services.case_proposing import Proposal
from dengta.domains.recognition.views.cases_shared import decision, where
from dengta.domains.recognition.views.presenting_cases import why_of
from dengta.domains.recognition.views.shared import FORM, Request

OWN_CONDUCT = _(
    "What was found to be own conduct ends by a decision, not here: the same clause means the same for all."
)


@require_http_methods(FORM)
def notice(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "notice")
    form = forms.WordsForm(
        request.POST or None,
        label=_("What is said to have happened"),
        help_text=_("The person reads it word for word, with the clause, the evidence and their rights."),
        initial={"words": getattr(reading_of(request.user, row).last(Kind.OPENED), "text", "")},
    )
    return decision(
        request,
        row,
        form,
        case_hearing.serve_notice,
        title=_("Tell the person: facts, clause and rights"),
        submit=_("Serve the notice"),
        said=_("Told. The days to answer run from today."),
        intro=_("From now on the person sees the case, its evidence, and until when they can answer."),
    )


@require_http_methods(FORM)
def close_hearing(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "close_hearing")
    form = forms.WordsForm(request.POST or None, label=_("How the person was reached"))
    return decision(
        request,
        row,
        form,
        case_hearing.close_hearing,
        title=_("Go on without a statement"),
        submit=_("Close the hearing"),
        said=_("Closed without a statement. It can still be given until it is decided."),
    )


@require_http_methods(FORM)
def contact(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "contact")
    form = forms.WordsForm(request.POST or None, label=_("What the contact shows"))
    return decision(
        request,
        row,
        form,
        case_hearing.review_contact,
        title=_("What the contact shows"),
        submit=_("Enter it"),
        said=_("Entered. The person reads it too."),
        intro=_("Open contact {contact} first: recording, transcript and record. Both sides are heard.").format(
            contact=row.contact
        ),
    )


@require_http_methods(FORM)
def find(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "find")
    reading = reading_of(request.user, row)
    # Where good faith was looked at already, nobody has to say anything about a trial.
    trials = [] if part_of(row, "shield") is not None else trials_around(row)
    form = case_judging.FindingForm(request.POST or None, pieces=reading.evidence, trials=trials)
    return decision(
        request,
        row,
        form,
        case_finding.record_finding,
        title=_("What is found"),
        submit=_("Record the finding"),
        said=_("Finding recorded. The person can read it."),
        template="recognition/cases/find.html",
        reading=reading,
        statements=reading.all(Kind.STATED, Kind.NOT_STATED),
        looked=reading.all(Kind.CONTACT_REVIEWED),
    )


@require_http_methods(FORM)
def propose(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "propose")
    me = policies.own_id(request.user)
    why = why_of(row, reader=me)
    form = case_judging.ProposalForm(request.POST or None, allowed=why.range)

    def decide(*, case_id: int, by: Any, now: Any, **data: Any) -> object:
        proposal = Proposal(seen=request.POST.get("seen", "").split(), **data)
        return case_proposing.propose_measure(case_id=case_id, proposal=proposal, by=by, now=now)

    return decision(
        request,
        row,
        form,
        decide,
        title=_("Propose a measure"),
        submit=_("Propose it"),
        said=_("Proposed. Whoever has to agree and whoever decides are asked."),
        template="recognition/cases/propose.html",
        why=why,
        asking=who_agrees(row, me=me, allowed=why.range, now=timezone.now()),
        finding=reading_of(request.user, row).last(Kind.FOUND),
    )


@require_http_methods(FORM)
def hand_over(request: Request, pk: int) -> HttpResponse:
    row, today = where(request, pk, "hand_over"), timezone.localdate()
    parties, since = parties_of(row), day_of(row.opened_at)
    people = can_take_over(row.unit_id, today, parties=parties, since=since, beyond=[row.handler_id])
    if policies.own_id(request.user) in involved_in(row, today):
        people = people[:1]
    form = forms.PersonForm(request.POST or None, people=people, label=_("Who handles it from now on"))

    def decide(*, person: Any, **data: Any) -> object:
        return case_opening.hand_over_case(to=person, **data)

    return decision(
        request,
        row,
        form,
        decide,
        title=_("Hand the case over"),
        submit=_("Hand it over"),
        said=_("Handed over."),
    )


@require_http_methods(FORM)
def extend(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "extend")
    return decision(
        request,
        row,
        forms.ExtendForm(request.POST or None),
        case_opening.extend_case,
        title=_("Give it more time"),
        submit=_("Give more time"),
        said=_("It has more time; the reason is on record."),
        intro=_("A decision within 15 working days is the rule. An extension says why, and the person reads it."),
    )


@require_http_methods(FORM)
def close(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "close")
    by_handler = row.handler_id == policies.own_id(request.user)
    form = forms.CloseForm(request.POST or None, by_handler=by_handler)
    return decision(
        request,
        row,
        form,
        case_ending.close_case,
        title=_("Close it without a measure"),
        submit=_("Close the case"),
        leave=_("Leave it open"),
        said=_("Closed. Nothing of it counts."),
        intro=OWN_CONDUCT,
    )


@require_http_methods(FORM)
def go_on(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "go_on")
    return decision(
        request,
        row,
        forms.WordsForm(request.POST or None, label=_("Why it goes on")),
        case_ending.go_on,
        title=_("Let it go on"),
        submit=_("Do not close it"),
        said=_("It goes on. Whoever handles it is told."),
    )


@require_http_methods(FORM)
def ask_close(request: Request, pk: int) -> HttpResponse:
    row = where(request, pk, "ask_close")
    return decision(
        request,
        row,
        forms.CloseForm(request.POST or None, by_handler=False),
        case_ending.ask_to_close,
        title=_("Ask somebody else to close it"),
        submit=_("Ask for it to be closed"),
        leave=_("Leave it open"),
        said=_("Asked. Somebody who may decide, and does not handle it, closes it or does not."),
        intro=OWN_CONDUCT,
    )
