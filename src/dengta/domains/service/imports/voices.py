"""Satisfaction surveys and complaints from files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.service import policies
from dengta.domains.service.imports import fields as words
from dengta.domains.service.imports.contacts import channel_of, foreign_source, unknown_agent
from dengta.domains.service.imports.lookups import Lookups
from dengta.domains.service.imports.newcomers import add_queues, the_source
from dengta.domains.service.imports.shared import NUMBER, ServiceTarget
from dengta.domains.service.models import Complaint, Contact, Survey
from dengta.domains.service.services.complaints import NewComplaint, add_complaints
from dengta.domains.service.services.surveys import QUESTIONS, Answer, NewSurvey, add_surveys, record_answers
from dengta.foundation.imports import Field, Key, Problem, Row


class Ratings(ServiceTarget):
    """One row per survey: sent, and answered or not."""

    name = "service.csat"
    order = 30
    label = _("Satisfaction surveys")
    help = _("Ratings with the contact they are about")
    taking = policies.export_surveys
    natural_key = ("source", "external_id")
    fields = (
        NUMBER,
        words.CONTACT,
        words.AGENT,
        words.QUEUE,
        words.CHANNEL,
        Field(
            "sent_at", _("Survey sent"), "datetime", required=True, synonyms=("survey_date", "created_at", "发送时间")
        ),
        Field("answered_at", _("Survey answered"), "datetime", synonyms=("responded_at", "评价时间", "回复时间")),
        Field("csat", _("Satisfaction, 1 to 5"), "integer", synonyms=("rating", "score", "满意度", "评分")),
        Field("nps", _("Recommendation, 0 to 10"), "integer", synonyms=("推荐值", "推荐分")),
        Field("ces", _("Effort, 1 to 7"), "integer", synonyms=("费力度",)),
        Field(
            "solved",
            _("Matter solved, says the customer"),
            "boolean",
            choices={
                "yes": ("solved", "resolved", "已解决", "解决了"),
                "no": ("unsolved", "not solved", "unresolved", "not resolved", "未解决", "没有解决", "没解决"),
            },
            synonyms=("resolved_by_customer", "solved_by_customer", "问题是否解决", "是否解决", "问题解决"),
        ),
    )
    questions = (words.WHICH_CHANNEL, words.UNKNOWN_AGENTS, words.BY_NAME)
    samples = ({"external_id": "S1", "contact": "T1001", "sent_at": "2026-11-17 09:40", "csat": "5", "solved": "是"},)
    _scales = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """Ratings on their scales, not before the survey was sent."""
        for name, (low, high) in self._scales.items():
            if row.get(name) is not None and not low <= row[name] <= high:
                yield Problem("rating_off_scale", name, {"rating": row[name]})
        if row.get("answered_at") and row["answered_at"] < row["sent_at"]:
            yield Problem("moment_before_start", "answered_at")
        yield from unknown_agent(row, lookups, "sent_at")
        yield from foreign_source(lookups)

    def record(self, row: Row, lookups: Lookups) -> dict[str, Any]:
        """What is compared: the answers to the questions that the file has."""
        return {name: row.get(name) for name in QUESTIONS if name in lookups.ctx.fields}

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """Surveys of these numbers. One query."""
        known = Survey.objects.filter(source=lookups.source, external_id__in=[row["external_id"] for row in rows])
        return {
            (lookups.ctx.source, survey.external_id): {name: getattr(survey, name) for name in QUESTIONS}
            for survey in (known if lookups.source else ())
        }

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """New surveys with whom they are about; later answers without touching that."""
        origin = self.make_way(new, lookups, "sent_at")
        source, by = the_source(lookups), lookups.ctx.by
        strays = _strays(new, source)
        add_queues([row.get("queue") for row in strays], lookups)
        alone = {row["external_id"] for row in strays}
        surveys = [
            NewSurvey(
                external_id=row["external_id"],
                contact=row.get("contact") or "",
                sent_at=row["sent_at"],
                answered_at=row.get("answered_at"),
                agent=lookups.agents.find(row["agent"]) if row.get("agent") else None,
                queue=lookups.queue_of(row.get("queue")) if row["external_id"] in alone else None,
                channel=channel_of(row, lookups) if row["external_id"] in alone else None,
                **{name: row.get(name) for name in QUESTIONS},
            )
            for row in new
        ]
        add_surveys(source=source, surveys=surveys, origin=origin, by=by)
        answers = {
            row["external_id"]: Answer(
                answered_at=row.get("answered_at") or row["sent_at"], **{name: row.get(name) for name in QUESTIONS}
            )
            for row in changed
        }
        unsaid = set(QUESTIONS) - lookups.ctx.fields
        record_answers(source=source, answers=answers, origin=origin, by=by, unsaid=unsaid)

    def day_of(self, row: Row) -> date | None:
        """The day it was sent."""
        return timezone.localdate(row["sent_at"])


def _strays(rows: Sequence[Row], source: Any) -> list[Row]:
    """Rows whose contact we do not have: their own queue and channel count."""
    numbers = {row.get("contact") for row in rows if row.get("contact")}
    known = set(Contact.objects.filter(source=source, external_id__in=numbers).values_list("external_id", flat=True))
    return [row for row in rows if row.get("contact") not in known]


class Complaints(ServiceTarget):
    """One row per complaint."""

    name = "service.complaints"
    order = 40
    label = pgettext_lazy("what customers say", "Complaints")
    help = _("Complaints; their cause is found by a person afterwards")
    taking = policies.export_complaints
    natural_key = ("source", "external_id")
    fields = (
        NUMBER,
        words.CONTACT,
        words.AGENT,
        words.QUEUE,
        words.CHANNEL,
        Field(
            "received_at",
            _("Received"),
            "datetime",
            required=True,
            synonyms=("date", "created_at", "投诉时间", "受理时间"),
        ),
        Field(
            "cause",
            _("Cause"),
            "choice",
            choices={
                "product": ("产品", "商品质量"),
                "process": ("流程",),
                "policy": ("政策", "规则"),
                "agent": ("坐席", "客服", "服务态度", "人员"),
                "undetermined": ("未定", "待定", "待判定"),
            },
            synonyms=("reason_class", "原因", "投诉原因"),
        ),
        Field("justified", _("Justified"), "boolean", synonyms=("valid", "有责", "是否有责", "是否成立")),
    )
    questions = (words.WHICH_CHANNEL, words.UNKNOWN_AGENTS, words.BY_NAME)
    samples = ({"external_id": "C1", "contact": "T1001", "received_at": "2026-11-17 11:00", "cause": "流程"},)

    def validate(self, row: Row, lookups: Lookups) -> Iterator[Problem]:
        """An agent whom we know, if one is named."""
        yield from unknown_agent(row, lookups, "received_at")
        yield from foreign_source(lookups)

    def record(self, row: Row, lookups: Lookups) -> dict[str, Any]:
        """What is compared. What a person has classified here is not overwritten by a file."""
        return {}

    def existing(self, rows: Sequence[Row], lookups: Lookups) -> Mapping[Key, Mapping[str, Any]]:
        """Complaints of these numbers. One query."""
        known = Complaint.objects.filter(source=lookups.source, external_id__in=[row["external_id"] for row in rows])
        return {(lookups.ctx.source, one.external_id): {} for one in (known if lookups.source else ())}

    def publish(self, new: Sequence[Row], changed: Sequence[Row], lookups: Lookups) -> None:
        """New complaints, with a cause only where the file has one."""
        origin = self.make_way(new, lookups, "received_at")
        source = the_source(lookups)
        strays = _strays(new, source)
        add_queues([row.get("queue") for row in strays], lookups)
        alone = {row["external_id"] for row in strays}
        complaints = [
            NewComplaint(
                external_id=row["external_id"],
                contact=row.get("contact") or "",
                received_at=row["received_at"],
                agent=lookups.agents.find(row["agent"]) if row.get("agent") else None,
                queue=lookups.queue_of(row.get("queue")) if row["external_id"] in alone else None,
                channel=channel_of(row, lookups) if row["external_id"] in alone else None,
                cause=row.get("cause") or Complaint.Cause.UNDETERMINED,
                justified=row.get("justified"),
            )
            for row in new
        ]
        add_complaints(source=source, complaints=complaints, origin=origin, by=lookups.ctx.by)

    def day_of(self, row: Row) -> date | None:
        """The day it came in."""
        return timezone.localdate(row["received_at"])
