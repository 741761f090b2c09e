"""The triggers that make the trail append-only, and the head of the empty chain."""

from django.db import migrations

from sengetsu.audit import triggers


def forwards(apps, schema_editor):
    triggers.install(schema_editor.connection)
    alias = schema_editor.connection.alias
    apps.get_model("audit", "ChainHead").objects.using(alias).get_or_create(number=1, defaults={"hash": "0" * 64})


def backwards(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
