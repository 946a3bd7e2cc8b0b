"""Promises of a first reply count differently since 0002: their days are counted anew by the worker within minutes."""

from django.db import migrations
from django.db.models import F

AGENT, UNIT = 1, 2  # Dirty.Kind
ORIGIN = "first replies by their promise"


def count_anew(apps, schema_editor):
    """Open hours were not kept before: until now every queue was open round the clock."""
    contact, dirty = apps.get_model("service", "Contact"), apps.get_model("service", "Dirty")
    contact.objects.filter(reply_open_s__isnull=True, reply_s__isnull=False).update(reply_open_s=F("reply_s"))
    days = apps.get_model("service", "AgentDay").objects.filter(reply_due__gt=0).order_by()
    marks = [
        dirty(kind=AGENT, ref=agent or 0, day=day, origin=ORIGIN)
        for agent, day in days.values_list("agent_id", "day").distinct()
    ]
    marks += [dirty(kind=UNIT, ref=unit, day=day, origin=ORIGIN) for unit, day in days.values_list("unit_id", "day").distinct()]
    dirty.objects.bulk_create(marks, batch_size=1000)


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0009_sums_of_units'),
    ]

    operations = [
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
