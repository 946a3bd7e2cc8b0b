"""Answers of the stand-up round, why a 1:1 was called off, owners of findings, and rules on the staff's own interests."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0006_meet'),
        ('people', '0004_rights_lent'),
    ]

    operations = [
        migrations.AddField(
            model_name='oneonone',
            name='called_off_because',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='checkitem',
            name='owner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.employee'),
        ),
        migrations.AddField(
            model_name='librarydocument',
            name='staff_interest',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='StandupAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('done', models.CharField(blank=True, max_length=200)),
                ('planned', models.CharField(blank=True, max_length=200)),
                ('said_at', models.DateTimeField()),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standup_answers', to='people.employee')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standup_answers', to='people.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'day', 'employee'), name='standup_answered_once')],
            },
        ),
    ]
