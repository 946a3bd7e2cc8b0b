from django.db import migrations, models
from django.db.models import F


def call_them_by_their_names(apps, schema_editor):
    Source = apps.get_model("imports", "Source")
    Source.objects.update(title=F("name"))


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0002_retention'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='title',
            field=models.CharField(default='', max_length=60),
            preserve_default=False,
        ),
        migrations.RunPython(call_them_by_their_names, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.UniqueConstraint(fields=('target', 'title'), name='import_source_title_once'),
        ),
    ]
