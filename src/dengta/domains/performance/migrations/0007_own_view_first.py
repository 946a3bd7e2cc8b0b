"""A self-review may belong to an appraisal cycle, and the results of mentees are frozen like every other figure."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

MENTEES = "mentees"


def freeze_mentees(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What stood in the appraisal alone becomes a frozen score."""
    appraisal, frozen = (apps.get_model("performance", name) for name in ("Appraisal", "FrozenScore"))
    frozen.objects.bulk_create(
        frozen(appraisal_id=row.pk, key=MENTEES, score=row.mentees, first_score=row.mentees)
        for row in appraisal.objects.exclude(mentees=None).only("pk", "mentees")
    )
    if editor.connection.vendor == "postgresql":
        # It alters no table while checks of rows are still to be done.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def put_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The score back into the appraisal; sample, formula and rows have no place there."""
    appraisal, frozen = (apps.get_model("performance", name) for name in ("Appraisal", "FrozenScore"))
    for row in frozen.objects.filter(key=MENTEES):
        appraisal.objects.filter(pk=row.appraisal_id).update(mentees=row.score)
    frozen.objects.filter(key=MENTEES).delete()


def drop_those_of_cycles(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Without its cycle a self-review has nowhere to belong."""
    apps.get_model("performance", "SelfReview").objects.filter(round=None).delete()


class Migration(migrations.Migration):
    dependencies = [("performance", "0006_appraisal_scored_by"), ("people", "0002_unit_region")]

    operations = [
        migrations.RunPython(freeze_mentees, put_back),
        migrations.RemoveField("appraisal", "mentees"),
        migrations.AddField(
            "selfreview",
            "cycle",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="self_reviews",
                to="performance.cycle",
            ),
        ),
        migrations.AddField("selfreview", "due_on", models.DateField(null=True)),
        migrations.AlterField(
            "selfreview",
            "round",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="self_reviews",
                to="performance.peerround",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_those_of_cycles),
        migrations.AddConstraint(
            "selfreview", models.UniqueConstraint(fields=["cycle", "employee"], name="self_review_once_a_cycle")
        ),
        migrations.AddConstraint(
            "selfreview",
            models.CheckConstraint(
                condition=Q(("cycle", None), ("due_on", None), ("round__isnull", False))
                | Q(("cycle__isnull", False), ("due_on__isnull", False), ("round", None)),
                name="self_review_of_round_or_cycle",
            ),
        ),
    ]
