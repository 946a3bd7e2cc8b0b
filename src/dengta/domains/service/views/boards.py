"""Links to wallboards: made and ended by whoever may take sums out of the house."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Unit
from dengta.domains.service import policies
from dengta.domains.service.forms import BoardForm
from dengta.domains.service.models import BoardLink
from dengta.domains.service.selectors.boards import links_of
from dengta.domains.service.services.boards import close_board, open_board
from dengta.domains.service.views.asking import Request
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.web.http import done, page


@require_safe
def boards(request: Request) -> HttpResponse:
    """All links of the units one may share."""
    _insist(request)
    return page(request, "service/boards.html", {"links": links_of(by=request.user), "now": timezone.now()})


@require_http_methods(["GET", "HEAD", "POST"])
def new_board(request: Request) -> HttpResponse:
    """Make a link. The address is shown on the answer to this request and nowhere afterwards."""
    _insist(request)
    units = policies.share_board.scope(request.user, Unit.objects.filter(closed_on__isnull=True)).order_by("name", "pk")
    form = BoardForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            link, token = open_board(
                unit_id=given["unit"].pk,
                name=given["name"],
                days=given["days"],
                by=request.user,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error("days", str(refusal))
        else:
            address = request.build_absolute_uri(reverse("service:board", args=[token]))
            return page(request, "service/board_made.html", {"link": link, "address": address}, fragment="sheet")
    return page(
        request, "service/board_form.html", {"form": form}, fragment="sheet", status=422 if form.errors else 200
    )


@require_POST
def end_board(request: Request, pk: int) -> HttpResponse:
    """End a link at once."""
    try:
        link = close_board(link_id=pk, by=request.user, now=timezone.now())
    except (BoardLink.DoesNotExist, NotAllowed) as missing:
        raise Http404 from missing
    return done(request, reverse("service:boards"), _("The board “{name}” is closed.").format(name=link.name))


def _insist(request: Request) -> None:
    if not policies.share_board.anywhere(request.user):
        raise Http404
