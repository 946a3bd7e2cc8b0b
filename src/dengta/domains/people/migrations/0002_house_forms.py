"""Questions and items in versions. Back in 0001 a code stands once: earlier versions carry their number in the code."""

from django.db import migrations, models
from django.db.models import Max

FORMS = ("InterviewCriterion", "OnboardingItem")
MARK = "~"


def into_codes(apps, schema_editor):
    """The version in force, or the last one, keeps the plain code; nothing that was judged or signed is lost."""
    for name in FORMS:
        form = apps.get_model("people", name)
        latest = dict(form.objects.order_by().values_list("code").annotate(Max("version")))
        for row in form.objects.filter(code__in=[code for code, version in latest.items() if version > 1]):
            if row.version != latest[row.code]:
                form.objects.filter(pk=row.pk).update(code=f"{row.code[:34]}{MARK}{row.version}")


def out_of_codes(apps, schema_editor):
    """Whoever came back from here finds the versions as they were."""
    for name in FORMS:
        form = apps.get_model("people", name)
        marked = [(row.pk, *row.code.rsplit(MARK, 1)) for row in form.objects.filter(code__contains=MARK)]
        # The latest first: the plain one came after it.
        for pk, code, version in sorted(marked, key=lambda row: -int(row[2])):
            form.objects.filter(code=code, version=1).update(version=int(version) + 1)
            form.objects.filter(pk=pk).update(code=code, version=int(version))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RenameField("interviewcriterion", "guidance", "strong"),
        migrations.RenameField("interviewcriterion", "guidance_en", "strong_en"),
        migrations.AddField(
            model_name='interviewcriterion',
            name='fair',
            field=models.CharField(blank=True, max_length=300, verbose_name='three points'),
        ),
        migrations.AddField(
            model_name='interviewcriterion',
            name='fair_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='three points, in English'),
        ),
        migrations.AddField(
            model_name='interviewcriterion',
            name='version',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='interviewcriterion',
            name='weak',
            field=models.CharField(blank=True, max_length=300, verbose_name='one point'),
        ),
        migrations.AddField(
            model_name='interviewcriterion',
            name='weak_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='one point, in English'),
        ),
        migrations.AddField(
            model_name='interviewcriterion',
            name='weight',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='weight'),
        ),
        migrations.AddField(
            model_name='onboardingitem',
            name='blocks',
            field=models.BooleanField(default=True, verbose_name='keeps the queue closed until it is done'),
        ),
        migrations.AddField(
            model_name='onboardingitem',
            name='version',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='interviewcriterion',
            name='code',
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name='interviewcriterion',
            name='part',
            field=models.CharField(choices=[('culture', 'Culture'), ('service', 'Serving customers')], max_length=10, verbose_name='part'),
        ),
        migrations.AlterField(
            model_name='interviewcriterion',
            name='position',
            field=models.PositiveSmallIntegerField(verbose_name='place in the list'),
        ),
        migrations.AlterField(
            model_name='interviewcriterion',
            name='strong',
            field=models.CharField(max_length=300, verbose_name='five points'),
        ),
        migrations.AlterField(
            model_name='interviewcriterion',
            name='strong_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='five points, in English'),
        ),
        migrations.AlterField(
            model_name='onboardingitem',
            name='code',
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name='onboardingitem',
            name='days',
            field=models.PositiveSmallIntegerField(default=7, verbose_name='days to do it'),
        ),
        migrations.AlterField(
            model_name='onboardingitem',
            name='kind',
            field=models.CharField(choices=[('culture', 'Culture'), ('rule_book', 'Rule book'), ('signature', 'Signature'), ('tools', 'Tools and access'), ('practice', 'Practice')], max_length=10, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='onboardingitem',
            name='position',
            field=models.PositiveSmallIntegerField(verbose_name='place in the list'),
        ),
        migrations.AlterField(
            model_name='onboardingitem',
            name='role',
            field=models.CharField(blank=True, choices=[('agent', 'Agent'), ('mentor', 'Mentor'), ('trainer', 'Trainer'), ('team_lead', 'Team lead'), ('planner', 'Planner'), ('supervisor', 'Supervisor'), ('hr', 'HR'), ('counsellor', 'Counsellor'), ('quality', 'Quality'), ('executive', 'Executive'), ('client', 'Client'), ('auditor', 'Auditor'), ('admin', 'Administrator')], max_length=20, verbose_name='only for'),
        ),
        migrations.AlterField(
            model_name='onboardingitem',
            name='signed',
            field=models.BooleanField(default=False, verbose_name='the person reads and signs it'),
        ),
        migrations.AddConstraint(
            model_name='interviewcriterion',
            constraint=models.UniqueConstraint(fields=('code', 'version'), name='interviewcriterion_version_once'),
        ),
        migrations.AddConstraint(
            model_name='interviewcriterion',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_on__isnull', True)), fields=('code',), name='interviewcriterion_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='interviewcriterion',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 5)), name='interviewcriterion_weight'),
        ),
        migrations.AddConstraint(
            model_name='onboardingitem',
            constraint=models.UniqueConstraint(fields=('code', 'version'), name='onboardingitem_version_once'),
        ),
        migrations.AddConstraint(
            model_name='onboardingitem',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_on__isnull', True)), fields=('code',), name='onboardingitem_one_in_force'),
        ),
        migrations.RunPython(out_of_codes, into_codes),
    ]
