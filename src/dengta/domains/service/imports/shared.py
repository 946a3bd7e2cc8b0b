"""What the smaller import targets of the service room share."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.service import policies
from dengta.domains.service.imports.lookups import Lookups, load
from dengta.domains.service.imports.newcomers import add_agents
from dengta.foundation.imports import Context, Field, Row, Target

NUMBER = Field("external_id", _("Number"), required=True, max_length=80, synonyms=("id", "survey_id", "编号", "单号"))
LONGEST_STATE = timedelta(hours=24)


class ServiceTarget(Target[Lookups]):
    """What these targets share: lookups of the branch, the source, placeholders where they are wanted."""

    permission = policies.import_facts
    person: ClassVar[tuple[str, ...]] = ("agent",)

    def prepare(self, ctx: Context) -> Lookups:
        """People, queues and topics of the importer's branch."""
        return load(ctx)

    def make_way(self, rows: Sequence[Row], lookups: Lookups, moment: str) -> str:
        """Create what the rows name and nobody knows; returns the origin that the sums are marked with."""
        if lookups.creates_agents:
            days = [timezone.localdate(row[moment], lookups.ctx.zone) for row in rows]
            named = zip(rows, days, strict=True)
            add_agents([(row["agent"], row.get("team"), day) for row, day in named if row.get("agent")], lookups)
        return f"import {lookups.ctx.source}"
