"""The load report leaves kinds out, and is still answered from the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0002_channels")]

    operations = [
        migrations.RemoveIndex("notice", "notice_load"),
        migrations.AddIndex(
            "notice",
            models.Index(fields=["day", "account", "broadcast", "urgent", "kind"], name="notice_load"),
        ),
    ]
