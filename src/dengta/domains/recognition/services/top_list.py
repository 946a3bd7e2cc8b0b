"""Everybody decides whether the top list names them."""

from datetime import datetime

from django.db import transaction

from dengta.domains.people.models import Account
from dengta.domains.recognition.models import TopListChoice
from dengta.domains.recognition.policies import stars as policies
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed


@transaction.atomic
def choose_naming(*, is_named: bool, by: Account, now: datetime) -> TopListChoice:
    """From now on the list names the person, or says "a colleague"."""
    me = facts_of(by).employee_id
    if me is None:
        raise NotAllowed("not_allowed", right=policies.see_months.name)
    row, _new = TopListChoice.objects.update_or_create(
        employee_id=me, defaults={"is_named": is_named, "said_at": now}
    )  # fmt: skip
    record(by, "recognition.top_list_choice", row, subject=me, is_named=is_named)
    return row
