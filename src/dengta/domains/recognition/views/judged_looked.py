"""What stood out in the equality audit, who looked into it and what they found."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.recognition.forms.judged import LookForm
from dengta.domains.recognition.models import AuditQuestion
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.audit_questions import looked_into, named_leader
from dengta.domains.recognition.selectors.equality import Asked
from dengta.domains.recognition.selectors.judged_groups import cut_label
from dengta.domains.recognition.services.audit_questions import answer_audit
from dengta.domains.recognition.views.judged_words import QUESTIONS, number, quarter_name
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

SORTS = {"quarter": ("quarter",), "asked": ("asked",), "group": ("label",)}


def shown_question(row: AuditQuestion) -> dict[str, object]:
    """A group that stood out, as a line."""
    query = urlencode({"quarter": row.quarter.isoformat(), "ask": row.asked, "by": row.cut})
    is_finding = row.word == AuditQuestion.Word.FINDING
    return {
        "row": row, "quarter": quarter_name(row.quarter), "question": QUESTIONS[Asked(row.asked)],
        "by": cut_label(row.cut), "ratio": "–" if row.ratio is None else number(row.ratio, 2),
        "status": "bad" if is_finding else "warn", "audit_url": f"{reverse('judged:audit')}?{query}",
    }  # fmt: skip


@require_safe
def looked(request: Request) -> HttpResponse:
    need_when(policies.reads_answers(request.user))
    page = lists.list_page(request, looked_into(), sorts=SORTS, default="-quarter")
    context = {
        "page": page,
        "rows": [shown_question(row) for row in page.rows],
        "looks": policies.looks_into(request.user),
    }
    return http.page(request, "recognition/judged/looked.html", context, fragment="list")


@require_http_methods(FORM)
def look(request: Request, pk: int) -> HttpResponse:
    need_when(policies.looks_into(request.user))
    row = one_or_404(looked_into(), pk)
    need_when(facts_of(request.user).employee_id != named_leader(row.cut, row.group))
    shown = shown_question(row)
    return answer_form(
        request,
        LookForm(request.POST or None),
        lambda data: answer_audit(question_id=pk, by=request.user, now=timezone.now(), **data),
        title=gettext_lazy("Look into it"),
        submit=gettext_lazy("Keep what I found"),
        back=reverse("judged:looked"),
        said=gettext_lazy("Kept, with your name and the day."),
        intro=_(
            "{question}: {group} ({by}), four quarters up to {quarter}. Read the cases behind it. Is there a reason in "
            "the work, or is somebody treated otherwise? What changes, and from when?"
        ).format(question=shown["question"], group=row.label, by=shown["by"], quarter=shown["quarter"]),
    )
