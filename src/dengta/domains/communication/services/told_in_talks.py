"""What somebody was told in a talk that both have signed is confirmed by it: the second way to close a matter."""

from typing import cast

import structlog
from django.core.exceptions import ObjectDoesNotExist

from dengta.domains.communication.events import TalkSigned
from dengta.domains.communication.services.receipts import confirm_by_talk
from dengta.domains.people.models import Account, Employee
from dengta.foundation.errors import NotAllowed, RuleViolation

ANNOUNCEMENT = "communication.announcement"

log = structlog.get_logger(__name__)


def confirm_told(news: TalkSigned) -> None:
    """Close the receipt that the talk was about. Where nothing is left to close, or the leader may not close it any
    more, the talk stays what it is and the announcement stays open: the person still finds it in the inbox."""
    if news.subject_type != ANNOUNCEMENT:
        return
    people = Employee.objects.select_related("account").in_bulk([news.employee, news.leader])
    try:
        confirm_by_talk(
            announcement_id=int(news.subject_key), employee_id=news.employee, talk=f"talk {news.talk}",
            signature=people[news.employee].name, by=cast("Account", people[news.leader].account), now=news.at,
        )  # fmt: skip
    except (RuleViolation, NotAllowed, ObjectDoesNotExist) as left_open:
        log.info("announcement.not_closed_by_talk", talk=news.talk, why=type(left_open).__name__)
