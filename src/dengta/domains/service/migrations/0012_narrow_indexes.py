"""What pages of five thousand agents look for among millions of rows: open contacts, days with something, days without topics."""

from django.db import migrations, models

OPEN = models.Q(("close_s__isnull", True), ("outcome", 1), ("resolve_s__isnull", True))


class Migration(migrations.Migration):

    dependencies = [
        ('service', '0011_mix_by_figure'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=OPEN, fields=['agent', 'business_day'], name='contact_open_of_agent'),
        ),
        migrations.AddIndex(
            model_name='teamday',
            index=models.Index(
                condition=models.Q(('offered__gt', 0)), fields=['queue', 'day', 'unit'], name='team_day_of_queue'
            ),
        ),
        migrations.AddIndex(
            model_name='unitday',
            index=models.Index(
                condition=models.Q(('untyped__gt', 0)), fields=['day', 'unit', 'untyped'], name='unit_day_untyped'
            ),
        ),
    ]
