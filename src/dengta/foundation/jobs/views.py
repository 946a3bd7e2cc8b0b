"""My long work: what runs, how far it is, and what came of it. One may leave and come back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from dengta.foundation import exports
from dengta.foundation.jobs import policies, selectors, services, words
from dengta.foundation.jobs.filters import JobFilter
from dengta.foundation.jobs.models import Job
from dengta.web.http import done, page
from dengta.web.lists import list_page

SORTS = {"created": ("created_at",), "state": ("state",), "kind": ("kind",)}
COLUMNS = [
    exports.Column("title", gettext_lazy("Work")),
    exports.Column("state", gettext_lazy("State"), "get_state_display"),
    exports.Column("done", gettext_lazy("Items done"), kind="integer"),
    exports.Column("total", gettext_lazy("Items in all"), kind="integer"),
    exports.Column("created_at", gettext_lazy("Asked for at"), kind="datetime"),
    exports.Column("finished_at", gettext_lazy("Ended at"), kind="datetime"),
    exports.Column("error", gettext_lazy("What went wrong")),
]


@require_safe
def job_list(request: HttpRequest) -> HttpResponseBase:
    rows = selectors.jobs_of(request.user)
    listed = list_page(request, rows, sorts=SORTS, default="-created", filters=JobFilter)
    if exports.wanted(request):
        return exports.respond(
            request, name="my-jobs", columns=COLUMNS, rows=listed.everything, permission=policies.export
        )
    return page(request, "jobs/list.html", {"page": listed}, fragment="list")


@require_safe
def all_jobs(request: HttpRequest) -> HttpResponseBase:
    if not policies.oversees(request.user):
        raise Http404
    listed = list_page(request, selectors.all_jobs(), sorts=SORTS, default="-created", filters=JobFilter)
    if exports.wanted(request):
        return exports.respond(
            request, name="jobs", columns=COLUMNS, rows=listed.everything, permission=policies.export
        )
    return page(request, "jobs/all.html", {"page": listed, "workers": selectors.workers()}, fragment="list")


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, "jobs/detail.html", _facts(_job(request, pk)))


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that the page asks for every two seconds; when the job is over the page loads anew."""
    job = _job(request, pk)
    if not job.is_open:
        return HttpResponseClientRefresh()
    return page(request, "jobs/detail.html#progress", _facts(job))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    job = services.cancel(job=_job(request, pk), by=request.user)
    cancelled = job.state == Job.State.CANCELLED
    said = _("Cancelled.") if cancelled else _("It stops at the next safe place; nothing is left half done.")
    return done(request, job.get_absolute_url(), said)


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(selectors.jobs_visible_to(request.user), pk=pk)


def _facts(job: Job) -> dict[str, object]:
    return {"job": job, "tone": words.tone(job), "progress": words.progress_of(job)}
