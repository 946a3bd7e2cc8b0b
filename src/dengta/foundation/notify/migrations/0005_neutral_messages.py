"""Which messages say only that something waits: whom they went to is shown to nobody else."""

from django.db import migrations, models


def mark(apps, schema_editor):
    """Those written so far: nothing else leads to the bell."""
    apps.get_model("notify", "OutboxMessage").objects.filter(link__endswith="/notices/").update(neutral=True)


class Migration(migrations.Migration):
    dependencies = [("notify", "0004_urgent_first")]

    operations = [
        migrations.AddField("outboxmessage", "neutral", models.BooleanField(default=False)),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
