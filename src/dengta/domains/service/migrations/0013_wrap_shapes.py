"""Histograms of after-contact work; those of days that have some are counted by the worker within minutes."""

from datetime import timedelta

from django.db import migrations, models

AGENT, UNIT = 1, 2  # Dirty.Kind
ORIGIN = "histograms of after-contact work"


def count_anew(apps, schema_editor):
    """One mark for each team and day, and one for each agent and week: a mark recounts the whole week of its agent."""
    dirty = apps.get_model("service", "Dirty")
    days = apps.get_model("service", "AgentDay").objects.filter(wraps__gt=0).order_by()
    units = days.values_list("unit_id", "day").distinct()
    weeks = {(agent, day - timedelta(days=day.weekday())): day for agent, day in days.values_list("agent_id", "day").distinct()}
    marks = [dirty(kind=UNIT, ref=unit, day=day, origin=ORIGIN) for unit, day in units]
    marks += [dirty(kind=AGENT, ref=agent or 0, day=day, origin=ORIGIN) for (agent, _monday), day in weeks.items()]
    dirty.objects.bulk_create(marks, batch_size=1000)


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0012_narrow_indexes'),
    ]

    operations = [
        *(
            migrations.AddField(model_name=name, name='wrap', field=models.BinaryField(default=b''))
            for name in ('agentweekshape', 'teamdayshape')
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
