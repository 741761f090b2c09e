from typing import Any

from django.db import migrations, models

ROLES = [
    ("lead", "責任者（返事・書き込みと、台帳の自分のページ）"),
    ("staff", "担当者（返事・書き込み）"),
    ("reader", "見るだけ"),
]


def as_before(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Until now every account of an agency might do everything for it: nothing is taken away."""
    for name in ("RoleGrant", "Invitation"):
        apps.get_model("accounts", name).objects.filter(role="partner").update(agency_role="lead")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="agency_role",
            field=models.CharField(
                choices=ROLES, default="staff", max_length=10, verbose_name="機関での役"
            ),
        )
        for name in ("invitation", "rolegrant")
    ] + [migrations.RunPython(as_before, migrations.RunPython.noop)]
