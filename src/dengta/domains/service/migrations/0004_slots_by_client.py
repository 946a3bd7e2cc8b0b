"""Slots know for which client a contact was taken; all of them are counted anew by the worker within minutes."""

from datetime import UTC, datetime

import django.db.models.deletion
from django.db import migrations, models

QUARTER_S = 900
QUEUE = 3  # Dirty.Kind.QUEUE


def count_anew(apps, schema_editor):
    """Sums without their client would be shown to nobody or to everybody: throw them away and mark their days."""
    slots = apps.get_model("service", "QueueSlot").objects
    dirty = apps.get_model("service", "Dirty")
    days = {
        (queue, datetime.fromtimestamp(quarter * QUARTER_S, tz=UTC).date())
        for queue, quarter in slots.values_list("queue_id", "quarter").distinct()
    }
    marks = [dirty(kind=QUEUE, ref=queue, day=day, origin="slots by client") for queue, day in sorted(days)]
    dirty.objects.bulk_create(marks, batch_size=1000)
    slots.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('service', '0003_sums_of_teams'),
    ]

    operations = [
        migrations.RunPython(count_anew, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='queueslot',
            name='queue_slot_once',
        ),
        migrations.AddField(
            model_name='queueslot',
            name='client',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.unit'),
        ),
        migrations.AddConstraint(
            model_name='queueslot',
            constraint=models.UniqueConstraint(fields=('queue', 'quarter', 'channel', 'client'), name='queue_slot_once'),
        ),
        # On the way back it is the first step: the old sums are unique per queue and quarter.
        migrations.RunPython(migrations.RunPython.noop, count_anew),
    ]
