"""On which side of the wall between clients a to-do and a document stand; numbers of documents are each client's own."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone


def say_sides(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A to-do belongs to the team that its person works in today, a document to the client above its unit."""
    today = timezone.localdate()
    holds = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
    membership = apps.get_model("people", "Membership").objects.filter(holds)
    team = membership.filter(employee=OuterRef("employee")).values("unit")[:1]
    apps.get_model("communication", "Todo").objects.update(unit=Subquery(team))
    closure = apps.get_model("people", "UnitClosure").objects.filter(holds, ancestor__kind="client")
    client = closure.filter(descendant=OuterRef("unit")).order_by("depth").values("ancestor")[:1]
    apps.get_model("communication", "LibraryDocument").objects.update(client=Subquery(client))
    # What is checked at the end of a transaction only stands in the way of a new constraint.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0010_asked_words'),
        ('people', '0004_rights_lent'),
    ]

    operations = [
        migrations.AddField(
            model_name='todo',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.unit'),
        ),
        migrations.AddField(
            model_name='librarydocument',
            name='client',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.unit'),
        ),
        migrations.AlterField(
            model_name='librarydocument',
            name='number',
            field=models.CharField(max_length=20),
        ),
        migrations.RunPython(say_sides, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='librarydocument',
            constraint=models.UniqueConstraint(fields=('client', 'number'), name='document_number_once_a_client'),
        ),
        migrations.AddConstraint(
            model_name='librarydocument',
            constraint=models.UniqueConstraint(condition=models.Q(('client__isnull', True)), fields=('number',), name='document_number_once_in_house'),
        ),
    ]
