"""The skill catalogue and the certificates that run out."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.people import policies
from dengta.domains.people.forms.people import CatalogueForm
from dengta.domains.people.models import Skill
from dengta.domains.people.selectors import people as selectors
from dengta.domains.people.selectors.catalogue import catalogue
from dengta.domains.people.selectors.person import SkillLine
from dengta.domains.people.services.skills import save_skill
from dengta.domains.people.views.shared import Request, today
from dengta.foundation.exports import Column
from dengta.foundation.exports.answers import respond, wanted
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need

SORTS = {"expires": ("expires_on",), "name": ("employee__pinyin",), "skill": ("skill__code", "expires_on")}
COLUMNS = (
    Column("number", _("Staff number"), value="employee.number"),
    Column("name", _("Name"), value="employee.name"),
    Column("skill", _("Skill"), value="skill.label"),
    Column("level", _("Level"), kind="integer"),
    Column("certificate", _("Certificate")),
    Column("expires_on", _("Holds until"), kind="date"),
)


@require_safe
def skills(request: Request) -> HttpResponse:
    need(policies.edit_training, request.user)
    context = {"lines": catalogue(request.user, today()), "may_edit": policies.edit_catalogue.anywhere(request.user)}
    return http.page(request, "people/skills.html", context)


@require_safe
def certificates(request: Request) -> HttpResponseBase:
    need(policies.edit_training, request.user)
    page = lists.list_page(request, selectors.certificates(request.user, today()), sorts=SORTS, default="expires")
    if wanted(request):
        return respond(
            request, name="certificates", columns=COLUMNS, rows=page.everything, permission=policies.export_skills,
            label=_("Certificates"),
        )  # fmt: skip
    context = {
        "page": page,
        "lines": [SkillLine(held, today()) for held in page.rows],
        "may_export": policies.export_skills.anywhere(request.user),
    }
    return http.page(request, "people/certificates.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def skill_form(request: Request, pk: int | None = None) -> HttpResponse:
    need(policies.edit_catalogue, request.user)
    skill = get_object_or_404(Skill, pk=pk) if pk else None
    form = CatalogueForm(request.POST or None, instance=skill)
    return answer_form(
        request, form, lambda data: save_skill(**data, by=request.user),
        title=_("Change the skill") if pk else _("Add a skill"), submit=_("Save the skill"),
        back=reverse("people:skills"), said=_("The catalogue is saved."),
    )  # fmt: skip
