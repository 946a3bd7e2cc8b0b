"""What is urgent goes out before everything else, and the outbox finds it in its index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0003_notices_load")]

    operations = [
        migrations.AddField("outboxmessage", "urgent", models.BooleanField(default=False)),
        migrations.RemoveIndex("outboxmessage", "outbox_waiting"),
        migrations.AddIndex(
            "outboxmessage",
            models.Index(
                fields=["-urgent", "channel", "next_try", "id"],
                condition=models.Q(state="waiting"),
                name="outbox_waiting",
            ),
        ),
    ]
