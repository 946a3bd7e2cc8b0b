"""House rules on the staff's own interests are marked, so that none goes into force without asking the staff."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("communication", "0006_meet")]

    operations = [
        migrations.AddField(
            model_name="librarydocument",
            name="staff_interest",
            field=models.BooleanField(default=False),
        ),
    ]
