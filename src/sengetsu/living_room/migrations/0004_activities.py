"""The announced regular activities become activities with a page; their dates come from bookings."""

import django.db.models.deletion
import sengetsu.base.language_fields
import uuid
from typing import Any
from django.db import migrations, models


def name_each(apps: Any, _editor: Any) -> None:
    """What was announced stays announced, at an address of its own."""
    for activity in apps.get_model("living_room", "Activity").objects.all():
        activity.public_id = uuid.uuid4()
        activity.state = "running"
        activity.save(update_fields=["public_id", "state"])


class Migration(migrations.Migration):

    dependencies = [
        ('living_room', '0003_spaces'),
    ]

    operations = [
        migrations.RenameModel("RegularActivity", "Activity"),
        migrations.DeleteModel("Rhythm"),
        migrations.AlterModelOptions(
            name='activity',
            options={'ordering': ['pk'], 'verbose_name': '活動'},
        ),
        migrations.AddField(
            model_name='activity',
            name='allergen_edition',
            field=models.CharField(blank=True, max_length=20, verbose_name='アレルゲンの版'),
        ),
        migrations.AddField(
            model_name='activity',
            name='allergens',
            field=models.JSONField(blank=True, default=dict, verbose_name='アレルゲン'),
        ),
        migrations.AddField(
            model_name='activity',
            name='changed_at',
            field=models.DateTimeField(auto_now=True, verbose_name='変わったとき'),
        ),
        migrations.AddField(
            model_name='activity',
            name='cost',
            field=sengetsu.base.language_fields.WordsField(blank=True, default=sengetsu.base.language_fields.Words, verbose_name='費用'),
        ),
        migrations.AddField(
            model_name='activity',
            name='for_children',
            field=models.BooleanField(default=False, verbose_name='子どもが来られる'),
        ),
        migrations.AddField(
            model_name='activity',
            name='for_whom',
            field=sengetsu.base.language_fields.WordsField(blank=True, default=sengetsu.base.language_fields.Words, verbose_name='だれのために'),
        ),
        migrations.AddField(
            model_name='activity',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='living_room.group'),
        ),
        migrations.AddField(
            model_name='activity',
            name='has_food',
            field=models.BooleanField(default=False, verbose_name='食べるものがある'),
        ),
        migrations.AddField(
            model_name='activity',
            name='has_learning',
            field=models.BooleanField(default=False, verbose_name='学ぶことがある'),
        ),
        migrations.AddField(
            model_name='activity',
            name='helpers',
            field=sengetsu.base.language_fields.WordsField(blank=True, default=sengetsu.base.language_fields.Words, verbose_name='手伝ってほしいこと'),
        ),
        migrations.AddField(
            model_name='activity',
            name='how_to_come',
            field=sengetsu.base.language_fields.WordsField(blank=True, default=sengetsu.base.language_fields.Words, verbose_name='来かた'),
        ),
        migrations.AddField(
            model_name='activity',
            name='is_free',
            field=models.BooleanField(default=False, verbose_name='無料'),
        ),
        migrations.AddField(
            model_name='activity',
            name='kind',
            field=models.CharField(choices=[('food', '食べる'), ('learning', '学ぶ'), ('salon', '集まる'), ('shop', 'お店'), ('meeting', '話し合う'), ('other', 'そのほか')], default='other', max_length=8, verbose_name='どんな活動か'),
        ),
        migrations.AddField(
            model_name='activity',
            name='public_id',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='activity',
            name='state',
            field=models.CharField(choices=[('draft', '下書き'), ('running', 'やっています'), ('paused', 'お休み中'), ('ended', 'おわりました')], default='draft', max_length=8, verbose_name='状態'),
        ),
        migrations.AddField(
            model_name='activity',
            name='wants_helpers',
            field=models.BooleanField(default=False, verbose_name='手伝う人をさがしている'),
        ),
        migrations.RunPython(name_each, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='activity',
            name='public_id',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.CreateModel(
            name='ActivityApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='living_room.activity')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='activity_link', to='living_room.application')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='applications',
            field=models.ManyToManyField(blank=True, related_name='activities', through='living_room.ActivityApplication', to='living_room.application'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'running', 'paused', 'ended'])), name='living_room_activity_state_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['food', 'learning', 'salon', 'shop', 'meeting', 'other'])), name='living_room_activity_kind_known'),
        ),
    ]
