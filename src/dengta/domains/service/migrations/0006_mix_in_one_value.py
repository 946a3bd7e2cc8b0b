"""The mix of a team and week in one value instead of a row per type, channel and shift; both ways without loss."""

from itertools import groupby

import numpy as np
from django.db import migrations, models

RESULTS = ("handles", "handle_s", "handle_sq", "known_customer", "solved_first", "answers", "satisfied")
COLUMNS = ("type_id", "channel", "shift", *RESULTS)
CELL = "<i8"


def pack(apps, schema_editor):
    """The first row of each team and week takes all of them."""
    model = apps.get_model("service", "TeamMixWeek")
    rows = model.objects.order_by("unit_id", "week", "pk").values_list("unit_id", "week", "pk", *COLUMNS)
    kept = []
    for (unit, week), group in groupby(rows.iterator(), key=lambda row: row[:2]):
        parts = list(group)
        cells = sorted((row[3] or 0, *row[4:]) for row in parts)
        kept.append((parts[0][2], np.array(cells, dtype=CELL).tobytes()))
    model.objects.exclude(pk__in=model.objects.values("unit", "week").annotate(first=models.Min("pk")).values("first")).delete()
    for pk, mix in kept:
        model.objects.filter(pk=pk).update(mix=mix)


def unpack(apps, schema_editor):
    """A row per type, channel and shift again."""
    model = apps.get_model("service", "TeamMixWeek")
    for row in list(model.objects.all()):
        cells = np.frombuffer(bytes(row.mix), dtype=CELL).reshape(-1, len(COLUMNS)).tolist()
        named = (dict(zip(COLUMNS, [cell[0] or None, *cell[1:]], strict=True)) for cell in cells)
        row.delete()
        model.objects.bulk_create(model(unit_id=row.unit_id, week=row.week, mix=b"", **values) for values in named)
    if schema_editor.connection.vendor == "postgresql":
        # A table with checks still waiting cannot lose a column in the same transaction.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0005_course_from_index'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='teammixweek', name='team_mix_unit_week'),
        migrations.AddField(model_name='teammixweek', name='mix', field=models.BinaryField(default=b'')),
        migrations.AlterField(model_name='teammixweek', name='channel', field=models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField(model_name='teammixweek', name='shift', field=models.PositiveSmallIntegerField(default=0)),
        migrations.RunPython(pack, unpack),
        *(
            migrations.RemoveField(model_name='teammixweek', name=name)
            for name in ("type", "channel", "shift", *RESULTS)
        ),
        migrations.AlterField(model_name='teammixweek', name='mix', field=models.BinaryField()),
        migrations.AddConstraint(
            model_name='teammixweek',
            constraint=models.UniqueConstraint(fields=('unit', 'week'), name='team_mix_once'),
        ),
        migrations.AddIndex(
            model_name='teammixweek', index=models.Index(fields=['week'], name='team_mix_week'),
        ),
    ]
