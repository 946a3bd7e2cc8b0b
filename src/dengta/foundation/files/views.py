"""Handing files out: only through their policy, only as attachments."""

import uuid

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dengta.foundation.audit.record import record
from dengta.foundation.files.kinds import KINDS
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import may_download


@require_safe
def download(request: HttpRequest, file_id: uuid.UUID) -> FileResponse:
    """One file, for whom its purpose allows it; the download stands in the record."""
    stored = get_object_or_404(StoredFile.objects.select_related("by"), pk=file_id)
    if stored.removed_at is not None or not may_download(request.user, stored):
        raise Http404
    with transaction.atomic():
        record(request.user, "files.downloaded", stored, name=stored.name, purpose=stored.purpose)
    response = FileResponse(
        stored.content.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=KINDS[stored.kind].media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    response["Cache-Control"] = "no-store"
    return response
