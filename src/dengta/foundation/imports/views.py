"""The wizard: upload, columns, preview, progress, result. Whoever has no right to any target finds nothing here."""

from collections.abc import Callable, Iterator
from typing import IO, Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from dengta.foundation import exports
from dengta.foundation.access.limits import limited
from dengta.foundation.errors import RuleViolation
from dengta.foundation.exports.answers import XLSX, address_of, passed, taken, watermark
from dengta.foundation.exports.gate import Parcel
from dengta.foundation.exports.models import Export
from dengta.foundation.imports import downloads, selectors, services
from dengta.foundation.imports.forms import MappingForm, RenameForm, UploadForm
from dengta.foundation.imports.mapping import ColumnMap
from dengta.foundation.imports.models import Import, Source
from dengta.foundation.imports.presenting import columns_of, kept_until, progress_of, restated_by, steps_at, steps_of
from dengta.foundation.imports.readers.encodings import ENCODINGS
from dengta.foundation.imports.targets import Target, target_named
from dengta.foundation.imports.work import State
from dengta.web.http import done, page
from dengta.web.lists import list_page

FIRST_REFUSED = 10
REFUSED = "imports.refused"
COLUMNS = [
    exports.Column("created_at", gettext_lazy("Uploaded"), kind="datetime"),
    exports.Column("target", gettext_lazy("Kind of data"), lambda job: target_named(job.target).label),
    exports.Column("source", gettext_lazy("Source"), "source.title"),
    exports.Column("file", gettext_lazy("File"), "file.name"),
    exports.Column("state", gettext_lazy("State"), "get_state_display"),
    exports.Column("rows_in", gettext_lazy("In the file"), kind="integer"),
    exports.Column("accepted", gettext_lazy("Imported"), kind="integer"),
    exports.Column("duplicate", gettext_lazy("Already there"), kind="integer"),
    exports.Column("quarantined", gettext_lazy("Put aside"), kind="integer"),
    exports.Column("waiting", gettext_lazy("Still to do"), kind="integer"),
]
SORTS = {"created": ("created_at",), "source": ("source__title",), "rows": ("rows_in",), "aside": ("quarantined",)}
MAPPING_COLUMNS = [
    exports.Column("title", gettext_lazy("Name of the mapping")),
    exports.Column("target", gettext_lazy("Kind of data"), lambda source: target_named(source.target).label),
    exports.Column("columns", gettext_lazy("Columns"), lambda source: ", ".join(_headings(source))),
    exports.Column("used_at", gettext_lazy("Last used"), kind="datetime"),
    exports.Column("used_by", gettext_lazy("By")),
]
MAPPING_SORTS = {"title": ("title",), "used": ("used_at",)}


def _targets(request: HttpRequest) -> list[Target[Any]]:
    """The targets open to the reader; without any there is no such page."""
    targets = selectors.targets_open_to(request.user)
    if not targets:
        raise Http404
    return targets


def _target(request: HttpRequest, name: str) -> Target[Any]:
    for target in _targets(request):
        if target.name == name:
            return target
    raise Http404


def _import(request: HttpRequest, pk: int) -> Import:
    job = selectors.imports_open_to(request.user).filter(pk=pk).first()
    if job is None:
        raise Http404
    return job


@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    targets = _targets(request)
    listed = list_page(request, selectors.imports_open_to(request.user), sorts=SORTS, default="-created")
    if exports.wanted(request):
        return exports.respond(
            request, name="imports", columns=COLUMNS, rows=listed.everything, permission=targets[0].permission
        )
    for job in listed.rows:
        job.target_label = target_named(job.target).label  # type: ignore[attr-defined]  # for the template
    return page(request, "imports/list.html", {"page": listed, "targets": targets}, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
@limited("upload", times=30, seconds=600, only=lambda request: request.method == "POST")
def new(request: HttpRequest, target: str) -> HttpResponse:
    chosen = _target(request, target)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            job = services.upload(
                given["file"], name=given["file"].name, target=chosen, source=given["source"], by=request.user
            )
        except RuleViolation as refusal:
            form.add_error("source" if refusal.code == "imports.source_taken" else "file", str(refusal))
        else:
            return done(request, reverse("imports:show", args=[job.pk]), _("The file is here."))
    sources = selectors.sources_open_to(request.user, chosen)
    context = {"form": form, "target": chosen, "sources": sources, "steps": steps_at(0)}
    return page(request, "imports/new.html", context, status=422 if form.errors else 200)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    job = _import(request, pk)
    return _shown(request, job)


def _shown(request: HttpRequest, job: Import, form: MappingForm | None = None, refusal: str = "") -> HttpResponse:
    """The page of an import, with what its state has to show."""
    target = target_named(job.target)
    context: dict[str, Any] = {"job": job, "target": target, "steps": steps_of(job), "refusal": refusal}
    if job.state == State.UPLOADED:
        context["form"] = form or _mapping_form(job, target)
        context["profile"] = selectors.profile_of(job)
        context["encodings"] = ENCODINGS
    elif job.is_at_work:
        context["progress"] = progress_of(job)
    else:
        first = job.quarantine.order_by("line")[: 0 if job.cleared_at else FIRST_REFUSED]
        context["refused"] = [(row, selectors.sentences(row, target)) for row in first]
        if first and selectors.may_take_refused(request.user, job):
            context["refused_url"] = _refused_url(job)
        context["kept_until"] = kept_until(job, today=timezone.localdate())
        context["reasons"] = selectors.reasons(job)
        context["restated"] = restated_by(job)
    refused_form = form is not None and bool(form.errors)
    return page(request, "imports/show.html", context, status=422 if refused_form or refusal else 200)


def _mapping_form(job: Import, target: Target[Any], data: Any = None) -> MappingForm:
    columns = ColumnMap.from_json(job.mapping)
    return MappingForm(data, target=target, profile=selectors.profile_of(job), columns=columns)


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    job = _import(request, pk)
    form = _mapping_form(job, target_named(job.target), request.POST)
    if not form.is_valid():
        return _shown(request, job, form)
    try:
        services.map_columns(job=job, columns=form.column_map(), by=request.user)
    except RuleViolation as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, job, form)
    return done(request, reverse("imports:show", args=[pk]), _("The columns are matched; the file is being read."))


@require_POST
def encoding(request: HttpRequest, pk: int) -> HttpResponse:
    job = _import(request, pk)
    chosen = request.POST.get("encoding", "")
    said = _("The file is read in another encoding.")
    return _decide(request, pk, lambda: services.look_again(job=job, encoding=chosen), said)


@require_POST
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    job = _import(request, pk)
    decisions = {
        "confirm": (services.confirm, _("The import has begun.")),
        "again": (services.match_again, _("The columns can be matched again.")),
        "cancel": (services.cancel, _("The import was stopped.")),
        "resume": (services.resume, _("The import goes on.")),
    }
    if decision not in decisions:
        raise Http404
    act, said = decisions[decision]
    return _decide(request, pk, lambda: act(job=job, by=request.user), said)


def _decide(request: HttpRequest, pk: int, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the import; a refusal is said there."""
    try:
        act()
    except RuleViolation as refusal:
        return _shown(request, _import(request, pk), refusal=str(refusal))
    return done(request, reverse("imports:show", args=[pk]), said)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    job = _import(request, pk)
    if not job.is_at_work:
        return HttpResponseClientRefresh()
    return page(request, "imports/progress.html", {"progress": progress_of(job)})


def _refused_url(job: Import) -> str:
    return f"{reverse('imports:refused', args=[job.pk])}?format={downloads.refused_format(job)}"


@require_safe
def refused(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The refused rows: back to whoever brought them, to others through the gate of all exports (decision 0009)."""
    job = _import(request, pk)
    if not job.quarantined or job.cleared_at is not None or not selectors.may_take_refused(request.user, job):
        raise Http404
    if request.GET.get("format") != downloads.refused_format(job):
        return redirect("imports:show", pk)
    export = _refused_on_record(request, job)
    if not isinstance(export, Export):
        return export
    name = f"{job.file.name.rpartition('.')[0]}-{_('refused')}"
    if export.format == "xlsx":
        return _attached(downloads.refused_workbook(job, watermark(export)), f"{name}.xlsx", XLSX)
    return _streamed(downloads.refused_csv(job), f"{name}.csv")


def _refused_on_record(request: HttpRequest, job: Import) -> Export | HttpResponseBase:
    people = selectors.people_refused(job)
    if selectors.brought_by(request.user, job):
        return taken(
            name=REFUSED, file_format=request.GET["format"], rows=job.quarantined, by=request.user, people=people
        )
    right, label = target_named(job.target).taking, _("Rows put aside of {file}").format(file=job.file.name)
    return passed(request, Parcel(REFUSED, label, address_of(request), job.quarantined, people, right))


@require_safe
def template(request: HttpRequest, target: str, file_format: str) -> HttpResponseBase:
    chosen = _target(request, target)
    if file_format == "xlsx":
        return _attached(downloads.template_workbook(chosen), f"{target}.xlsx", XLSX)
    if file_format == "csv":
        return _streamed(downloads.template_csv(chosen), f"{target}.csv")
    raise Http404


def _attached(file: IO[bytes], name: str, media_type: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=media_type)


def _streamed(lines: Iterator[str], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's own signature
    return response


# --- saved mappings ------------------------------------------------------------------------------------


@require_safe
def mappings(request: HttpRequest) -> HttpResponseBase:
    targets = selectors.targets_open_to(request.user)
    if not targets:
        raise Http404
    listed = list_page(request, selectors.saved_mappings(request.user), sorts=MAPPING_SORTS, default="title")
    if exports.wanted(request):
        return exports.respond(
            request, name="mappings", columns=MAPPING_COLUMNS, rows=listed.everything, permission=targets[0].permission
        )
    for source in listed.rows:
        source.target_label = target_named(source.target).label  # type: ignore[attr-defined]  # for the template
        source.headings = _headings(source)  # type: ignore[attr-defined]
    return page(request, "imports/mappings.html", {"page": listed}, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    source = _saved(request, pk)
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"title": source.title})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_mapping(source=source, title=form.cleaned_data["title"], by=request.user)
        except RuleViolation as refusal:
            form.add_error("title", str(refusal))
        else:
            return done(request, reverse("imports:mappings"), _("Renamed."))
    facts: dict[str, Any] = {"source": source, "fields": columns_of(source), "form": form}
    facts["target"] = target_named(source.target)
    return page(request, "imports/saved_mapping.html", facts, status=422 if form.errors else 200)


@require_POST
def delete_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    services.delete_mapping(source=_saved(request, pk), by=request.user)
    return done(request, reverse("imports:mappings"), _("Deleted. The next file of this source is matched anew."))


def _saved(request: HttpRequest, pk: int) -> Source:
    return get_object_or_404(selectors.saved_mappings(request.user), pk=pk)


def _headings(source: Source) -> list[str]:
    """The columns of the file that a mapping uses, in the order of its fields."""
    return [heading for mapped in columns_of(source) for heading in mapped.headings]
