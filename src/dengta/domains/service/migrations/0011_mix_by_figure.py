"""The mix of a team and week as one value per figure, of which a comparison reads one; both ways without loss of sums."""

from collections import defaultdict

import numpy as np
from django.db import migrations, models

RESULTS = ("handles", "handle_s", "handle_sq", "known_customer", "solved_first", "answers", "satisfied")
PARTS = {
    "csat": ("answers", "satisfied"),
    "fcr": ("known_customer", "solved_first"),
    "aht": ("handles", "handle_s", "handle_sq"),
}
CELL = "<i8"
CELLS = {"csat": "<i4", "fcr": "<i4", "aht": "<i8"}


def part(apps, schema_editor):
    """Of each figure the kinds of work that have a sample."""
    model = apps.get_model("service", "TeamMixWeek")
    for row in model.objects.iterator():
        cells = np.frombuffer(bytes(row.mix), dtype=CELL).reshape(-1, 3 + len(RESULTS))
        kind = (cells[:, 0] * 10 + cells[:, 1]) * 10 + cells[:, 2]
        for name, columns in PARTS.items():
            lines = np.column_stack([kind, *(cells[:, 3 + RESULTS.index(column)] for column in columns)])
            setattr(row, name, lines[lines[:, 1] > 0].astype(CELLS[name]).tobytes())
        row.save(update_fields=list(PARTS))


def join(apps, schema_editor):
    """All figures of a kind of work in one line again."""
    model = apps.get_model("service", "TeamMixWeek")
    for row in model.objects.iterator():
        lines = defaultdict(lambda: dict.fromkeys(RESULTS, 0))
        for name, columns in PARTS.items():
            cells = np.frombuffer(bytes(getattr(row, name)), dtype=CELLS[name]).reshape(-1, 1 + len(columns))
            for kind, *sums in cells.tolist():
                lines[kind].update(zip(columns, sums, strict=True))
        joined = [(kind // 100, kind // 10 % 10, kind % 10, *sums.values()) for kind, sums in sorted(lines.items())]
        row.mix = np.array(joined, dtype=CELL).tobytes()
        row.save(update_fields=["mix"])


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0010_first_replies_anew'),
    ]

    operations = [
        *(
            migrations.AddField(model_name='teammixweek', name=name, field=models.BinaryField(default=b''))
            for name in PARTS
        ),
        migrations.AlterField(model_name='teammixweek', name='mix', field=models.BinaryField(default=b'')),
        migrations.RunPython(part, join),
        migrations.RemoveField(model_name='teammixweek', name='mix'),
        *(
            migrations.AlterField(model_name='teammixweek', name=name, field=models.BinaryField())
            for name in PARTS
        ),
    ]
