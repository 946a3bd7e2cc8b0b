"""Adopted suggestions whose authors have not been rewarded yet."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.recognition.forms.benefits import IdeaFilter, IdeaForm
from dengta.domains.recognition.models import IdeaReward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors import ideas as selectors
from dengta.domains.recognition.selectors.timeliness import REWARD_DAYS
from dengta.domains.recognition.services.ideas import reward_idea
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

SORTS = {"adopted": ("adopted_on",), "title": ("title",)}


@require_safe
def ideas(request: Request) -> HttpResponse:
    need_when(policies.reward_ideas.beyond_own(request.user))
    rows = selectors.ideas(request.user)
    context = {
        "page": lists.list_page(request, rows, sorts=SORTS, default="-adopted", filters=IdeaFilter),
        "days": REWARD_DAYS.on(timezone.localdate()),
    }
    return http.page(request, "recognition/benefits/ideas.html", context, fragment="list")


@require_http_methods(FORM)
def idea(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.ideas(request.user).filter(state=IdeaReward.State.OPEN), pk)
    clauses = selectors.reward_clauses(row.unit_id, timezone.localdate())
    names = _(", ").join(one.employee.name for one in row.authors.all())
    intro = _("“{title}”, by {names}. Promised when it was adopted: {promised}")
    said = intro.format(title=row.title, names=names, promised=row.promised or _("nothing said"))
    put = {"clause": row.put_clause_id, "kind": row.put_form, "amount": row.put_amount} if row.put_by else {}
    if row.put_by is not None:
        said = f"{said} {_put_words(row)}"
    return answer_form(
        request,
        IdeaForm(request.POST or None, clauses=clauses, initial=put),
        lambda data: reward_idea(idea_id=pk, form=data.pop("kind"), by=request.user, now=timezone.now(), **data),
        title=_("Reward an adopted idea"),
        submit=_("Give the reward"),
        back=reverse("benefits:ideas"),
        said=_("Given, and the authors are told. What is more than one person gives waits for a second one."),
        intro=said,
    )


def _put_words(row: IdeaReward) -> str:
    assert row.put_by is not None, "it was put before a second person"
    words = gettext("{name} put this before a second person, who gives it by sending the same.")
    return words.format(name=row.put_by.employee.name)
