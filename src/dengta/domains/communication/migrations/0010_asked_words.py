"""The words that staff were asked about, and the job that takes place and device out of photos stored so far."""

from django.db import migrations, models
from django.utils import timezone


def ask_for_redrawing(apps, schema_editor):
    """Once, where there are photos. No worker is woken from here: the sweep finds what waits without a ticket."""
    items, stories = apps.get_model("communication", "CheckItem"), apps.get_model("communication", "Story")
    has_photos = (
        items.objects.exclude(photo=None, fix_photo=None).exists() or stories.objects.exclude(image=None).exists()
    )
    if has_photos:
        now = timezone.now()
        apps.get_model("jobs", "Job").objects.get_or_create(
            kind="communication.redraw_photos", key="once", state="queued",
            defaults={"queue": "heavy", "created_at": now, "woken_at": now},
        )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0009_ended_by_clock'),
        ('files', '0002_retention'),
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='consultation',
            name='words_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(ask_for_redrawing, migrations.RunPython.noop),
    ]
