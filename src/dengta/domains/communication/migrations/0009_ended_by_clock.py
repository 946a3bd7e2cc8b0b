"""Stand-ups that nobody ended are ended by the night, which finds them in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communication", "0008_owed_since")]

    operations = [
        migrations.AddField("standup", "ended_by_clock", models.BooleanField(default=False)),
        migrations.AddIndex(
            "standup",
            models.Index(fields=["day"], condition=models.Q(ended_at__isnull=True), name="standup_running"),
        ),
    ]
