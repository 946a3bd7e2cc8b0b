"""A missing first reply says something only where the source tells replies: known ones show which sources do."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef


def learn(apps, schema_editor):
    """Whoever has told a reply tells replies."""
    contact = apps.get_model("service", "Contact")
    told = contact.objects.filter(source=OuterRef("pk"), reply_s__isnull=False)
    apps.get_model("service", "Source").objects.filter(Exists(told)).update(tells_replies=True)


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0013_wrap_shapes'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='tells_replies',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(learn, migrations.RunPython.noop),
    ]
