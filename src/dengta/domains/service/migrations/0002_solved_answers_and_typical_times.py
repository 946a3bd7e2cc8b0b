"""Whether customers say that their matter was solved, and sums of the logarithms of handling times.

The known handling times are added to the new sums here and not by the worker: no figure that anybody has seen changes,
so that no day is restated, and those of today need not wait until the years before have been counted anew.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import migrations, models
from django.db.models import BigIntegerField, Count, Sum
from django.db.models.functions import Cast, Floor, Ln

LOG_UNIT = 10_000  # engines.metrics.LOG_UNIT
ANSWERED = 1  # Contact.Outcome
SUMS = ("handle_logs", "handle_log", "handle_log_sq")
DAY = ("agent_id", "unit_id", "queue_id", "channel")


def count(apps, schema_editor):
    """From the contacts for agents by day and by topic and week; for teams from those of agents."""
    agent_day, week = apps.get_model("service", "AgentDay"), apps.get_model("service", "AgentTypeWeek")
    timed = apps.get_model("service", "Contact").objects.filter(outcome=ANSWERED, handle_s__gt=0).order_by()
    log = Cast(Floor(Ln("handle_s") * LOG_UNIT + 0.5), BigIntegerField())
    counted = {"logs": Count("pk"), "log": Sum(log), "log_sq": Sum(log * log)}
    write(agent_day, (*DAY, "day"), timed.values_list(*DAY, "business_day").annotate(**counted))
    write(week, ("agent_id", "unit_id", "type_id", "week"), by_week(timed.filter(agent__isnull=False), counted))
    added = {f"sum_{name}": Sum(name) for name in SUMS}
    days = agent_day.objects.filter(handle_logs__gt=0).order_by()
    for model, key in (("TeamDay", ("unit_id", "queue_id", "channel", "day")), ("UnitDay", ("unit_id", "day"))):
        write(apps.get_model("service", model), key, days.values_list(*key).annotate(**added))


def by_week(timed, counted):
    """The sums of each agent, team, topic and week (its Monday)."""
    weeks = defaultdict(lambda: [0] * len(SUMS))
    rows = timed.values_list("agent_id", "unit_id", "type_id", "business_day").annotate(**counted)
    for agent, unit, topic, day, *sums in rows.iterator():
        place = (agent, unit, topic, day - timedelta(days=day.weekday()))
        weeks[place] = [before + more for before, more in zip(weeks[place], sums, strict=True)]
    return [(*place, *sums) for place, sums in weeks.items()]


def write(model, key, rows):
    """The new sums into the rows that hold the others already; what is not counted yet the worker counts whole."""
    for row in list(rows):
        place, sums = row[: len(key)], row[len(key) :]
        model.objects.filter(**dict(zip(key, place, strict=True))).update(**dict(zip(SUMS, map(int, sums), strict=True)))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_version_0_1'),
        ('service', '0001_version_0_1'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='unitday',
            name='unit_day_rated',
        ),
        migrations.AddField(
            model_name='agentday',
            name='handle_log',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agentday',
            name='handle_log_sq',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agentday',
            name='handle_logs',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agentday',
            name='solved_answers',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agentday',
            name='solved_yes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agenttypeweek',
            name='handle_log',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agenttypeweek',
            name='handle_log_sq',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='agenttypeweek',
            name='handle_logs',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='survey',
            name='solved',
            field=models.BooleanField(null=True, verbose_name='matter solved, says the customer'),
        ),
        migrations.AddField(
            model_name='teamday',
            name='handle_log',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='teamday',
            name='handle_log_sq',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='teamday',
            name='handle_logs',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='teamday',
            name='solved_answers',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='teamday',
            name='solved_yes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='unitday',
            name='handle_log',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='unitday',
            name='handle_log_sq',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='unitday',
            name='handle_logs',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='unitday',
            name='solved_answers',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='unitday',
            name='solved_yes',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='unitday',
            index=models.Index(fields=['unit', 'day', 'surveys', 'csat_1', 'csat_2', 'csat_3', 'csat_4', 'csat_5', 'solved_answers', 'solved_yes'], name='unit_day_rated'),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
