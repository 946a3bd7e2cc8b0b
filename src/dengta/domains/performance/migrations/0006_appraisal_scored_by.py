from django.db import migrations, models
from django.db.models import deletion


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_unit_region"),
        ("performance", "0005_qa_rhythm_and_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="appraisal",
            name="scored_by",
            field=models.ForeignKey(
                null=True, on_delete=deletion.PROTECT, related_name="+", to="people.employee"
            ),
        ),
    ]
