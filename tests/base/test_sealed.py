"""Sealed fields: the database holds ciphertext only, and whatever cannot be sealed is refused."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower, Upper

from sengetsu.base.sealed import SealBroken, SealedTextField, Token, key_number, reseal, seal, unseal

pytestmark = pytest.mark.django_db
STORY = "息子は十年、部屋から出ていません"


class Note(models.Model):  # noqa: DJ008
    """A row of its own registry: it is in no migration and no other test sees it."""

    story = SealedTextField(blank=True, default="")
    place = SealedTextField(null=True)
    open_words = models.TextField(default="")

    class Meta:
        apps = Apps()
        app_label = "base"


@pytest.fixture(autouse=True)
def table(db: None) -> None:
    number = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE base_note "
            f"(id {number} PRIMARY KEY, story text NOT NULL, place text, open_words text)"
        )


@pytest.fixture
def other_keys(settings: Any, tmp_path: Path) -> Path:
    """A directory with a key that sealed nothing yet."""
    (tmp_path / "seal.keys").write_text(Fernet.generate_key().decode())
    settings.KEYS = tmp_path
    return tmp_path


def in_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM base_note")
        return repr(cursor.fetchall())


def test_a_text_comes_back_and_the_database_does_not_know_it() -> None:
    note = Note.objects.create(story=STORY)
    assert Note.objects.get().story == STORY
    assert list(Note.objects.values_list("story", flat=True)) == [STORY]
    assert Note.objects.values("story").get() == {"story": STORY}
    assert Note.objects.annotate(same=F("story")).get().same == STORY
    note.refresh_from_db()
    assert note.story == STORY
    assert "息子" not in in_the_database()


def test_two_equal_texts_look_different() -> None:
    Note.objects.create(story=STORY)
    Note.objects.create(story=STORY)
    rows = in_the_database().split("gAAAA")
    assert rows[1][:60] != rows[2][:60]


def test_many_rows_are_sealed_at_once_and_sealed_once() -> None:
    Note.objects.bulk_create([Note(story=f"{STORY}{number}", place=None) for number in range(5)])
    notes = list(Note.objects.order_by("pk"))
    for note in notes:
        note.story += "。"
    Note.objects.bulk_update(notes, ["story"])
    assert [note.story for note in Note.objects.order_by("pk")] == [f"{STORY}{n}。" for n in range(5)]
    assert "息子" not in in_the_database()


def test_an_update_of_many_rows_seals() -> None:
    Note.objects.create(story="古い")
    Note.objects.update(story=STORY)
    Note.objects.update_or_create(pk=Note.objects.get().pk, defaults={"place": "西高尾"})
    found = Note.objects.get()
    assert (found.story, found.place) == (STORY, "西高尾")
    assert "西高尾" not in in_the_database()


@pytest.mark.parametrize(
    "expression",
    [Value(STORY), F("open_words"), F("place"), Concat(F("story"), Value("x")), Upper("open_words")],
    ids=["Value", "open column", "other sealed column", "Concat", "Upper"],
)
def test_an_expression_that_would_store_what_nobody_sealed_is_refused(expression: Any) -> None:
    Note.objects.create(story="a", open_words=STORY)
    with pytest.raises(SealBroken):
        Note.objects.update(story=expression)


def test_a_new_row_cannot_bring_an_unsealed_expression() -> None:
    with pytest.raises(SealBroken):
        Note.objects.create(story=Lower(Value(STORY)))


@pytest.mark.parametrize(
    "question",
    [
        {"story": STORY},
        {"story__in": [STORY]},
        {"story__contains": "息子"},
        {"story__icontains": "息子"},
        {"story__startswith": "息"},
        {"story__gt": "a"},
        {"story__regex": "."},
        {"story": F("open_words")},
    ],
)
def test_a_comparison_that_would_silently_miss_is_refused(question: dict[str, Any]) -> None:
    with pytest.raises(SealBroken):
        Note.objects.filter(**question).exists()
    with pytest.raises(SealBroken):
        Note.objects.exclude(**question).exists()


def test_emptiness_can_be_asked() -> None:
    Note.objects.create(story="", place=None)
    Note.objects.create(story=STORY, place="西高尾")
    assert Note.objects.filter(story="").count() == 1
    assert Note.objects.exclude(story="").get().story == STORY
    assert Note.objects.filter(place__isnull=True).count() == 1
    assert Note.objects.filter(Q(place=None) | Q(story="")).count() == 1


def test_a_text_that_looks_like_ciphertext_is_sealed_too() -> None:
    typed = str(seal("別の人の話", label="base_note.story"))
    Note.objects.create(story=typed)
    assert Note.objects.get().story == typed


def test_only_a_token_is_stored_as_it_is() -> None:
    note = Note.objects.create(story=STORY)
    Note.objects.filter(pk=note.pk).update(story=seal("新しい話", label="base_note.story"))
    assert Note.objects.get().story == "新しい話"


def test_a_value_moved_to_another_column_is_refused() -> None:
    Note.objects.create(story=STORY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_note SET place = story")
    with pytest.raises(SealBroken, match=r"base_note\.story found in base_note\.place"):
        Note.objects.get()


def test_a_plain_text_in_the_column_is_a_loud_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO base_note (id, story, open_words) VALUES (1, 'plain', '')")
    with pytest.raises(SealBroken):
        Note.objects.get()


@pytest.mark.usefixtures("table")
def test_a_wrong_key_is_a_loud_error(request: pytest.FixtureRequest) -> None:
    Note.objects.create(story=STORY)
    request.getfixturevalue("other_keys")
    with pytest.raises(SealBroken):
        Note.objects.get()
    with pytest.raises(SealBroken):
        list(Note.objects.values("story"))


def test_a_missing_key_file_says_what_to_do(other_keys: Path) -> None:
    (other_keys / "seal.keys").unlink()
    with pytest.raises(SealBroken, match="sengetsu keys create"):
        Note.objects.create(story=STORY)


@pytest.mark.parametrize("content", ["", "\n", "no key", "短い"])
def test_a_broken_key_file_is_a_loud_error(other_keys: Path, content: str) -> None:
    (other_keys / "seal.keys").write_text(content)
    with pytest.raises(SealBroken):
        seal(STORY, label="x")


def test_a_new_key_in_front_is_used_without_a_restart(other_keys: Path) -> None:
    before = seal(STORY, label="x")
    old = (other_keys / "seal.keys").read_text()
    (other_keys / "seal.keys").write_text(f"{Fernet.generate_key().decode()}\n{old}")
    assert unseal(before, label="x") == STORY
    assert key_number(before) == 1
    assert key_number(seal(STORY, label="x")) == 0
    again = reseal(before)
    assert isinstance(again, Token)
    assert (key_number(again), unseal(again, label="x")) == (0, STORY)


def test_the_field_is_written_into_migrations_under_its_own_name() -> None:
    _, path, _, options = Note._meta.get_field("story").deconstruct()
    assert path == "sengetsu.base.sealed.SealedTextField"
    assert options == {"blank": True, "default": ""}


def test_a_sealed_column_can_be_neither_ordered_by_nor_unique() -> None:
    class Ordered(models.Model):  # noqa: DJ008
        story = SealedTextField()

        class Meta:
            apps = Apps()
            app_label = "base"
            ordering = ["-story"]

    class Unique(models.Model):  # noqa: DJ008
        story = SealedTextField(unique=True)

        class Meta:
            apps = Apps()
            app_label = "base"

    for model in (Ordered, Unique):
        assert "sengetsu.E003" in {message.id for message in model._meta.get_field("story").check()}
    assert not Note._meta.get_field("story").check()
