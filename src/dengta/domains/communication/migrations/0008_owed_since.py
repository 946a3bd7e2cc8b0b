"""What somebody has not confirmed of an earlier version of an announcement stays owed under the next."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0007_rounds_and_findings'),
    ]

    operations = [
        migrations.AddField(
            model_name='receipt',
            name='owed_since',
            field=models.DateTimeField(null=True),
        ),
    ]
