"""Pictures of an activity: seen by whoever may read it, without a record of where they were taken."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sengetsu.accounts.models import User
from sengetsu.living_room.activities.choices import ActivityState
from sengetsu.living_room.activities.models import Activity
from sengetsu.living_room.activities.picture_actions import MOST_PICTURES
from sengetsu.living_room.activities.picture_models import ActivityPicture
from tests.people import SignIn

from .calendar import activity, group_of

pytestmark = pytest.mark.django_db
WORDS = {"alt": "カレーを囲む子どもたち", "alt_en": "Children around curry", "consent": "on"}


def photo(colour: str = "orange") -> SimpleUploadedFile:
    """With a place in it, as a telephone makes it."""
    made, out = Image.new("RGB", (2000, 1500), colour), BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (36.0, 1.0, 30.0)}  # GPS
    made.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_0001.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def soda(organizer_soda: User, sign_in: SignIn) -> Client:
    return sign_in(organizer_soda)


@pytest.fixture
def cafeteria(organizer_soda: User) -> Activity:
    return activity(group=group_of(organizer_soda))


def add(client: Client, of: Activity, **sent: object) -> str:
    path = reverse("activity_pictures", args=[of.public_id])
    return client.post(path, {"picture": photo(), **WORDS, **sent}).content.decode()


def file_of(picture: ActivityPicture, size: str = "small") -> str:
    return reverse("activity_picture_show", args=[picture.public_id, size])


def test_a_photo_is_shown_with_its_words_and_without_its_place(
    client: Client, soda: Client, cafeteria: Activity
) -> None:
    add(soda, cafeteria)
    picture = ActivityPicture.objects.get()
    shown = client.get(file_of(picture))
    drawn = Image.open(BytesIO(shown.content))
    assert (drawn.format, max(drawn.size), dict(drawn.getexif())) == ("JPEG", 640, {})
    client.cookies["django_language"] = "en"
    assert 'alt="Children around curry"' in client.get(cafeteria.get_absolute_url()).content.decode()


def test_a_photo_of_a_draft_is_for_its_group(
    client: Client, soda: Client, partner_sato: User, sign_in: SignIn, cafeteria: Activity
) -> None:
    add(soda, cafeteria)
    Activity.objects.update(state=ActivityState.DRAFT)
    path = file_of(ActivityPicture.objects.get())
    assert [who.get(path).status_code for who in (client, sign_in(partner_sato), soda)] == [404, 404, 200]
    assert soda.get(path)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "wrong",
    [
        {"consent": ""},
        {"alt": ""},
        {"picture": ""},
        {"picture": SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>")},
    ],
)
def test_without_consent_words_or_a_photo_nothing_is_added(
    soda: Client, cafeteria: Activity, wrong: dict[str, object]
) -> None:
    page = add(soda, cafeteria, **wrong)
    assert "もう一度見てください" in page
    assert "Children around curry" in page, "what was typed is kept"
    assert not ActivityPicture.objects.exists()


def test_there_are_not_more_than_a_page_can_carry(soda: Client, cafeteria: Activity) -> None:
    for _ in range(MOST_PICTURES):
        ActivityPicture.objects.create(activity=cafeteria)
    assert f"写真は{MOST_PICTURES}枚まで" in add(soda, cafeteria)


def test_whoever_changed_their_mind_is_gone_at_once(
    client: Client, soda: Client, cafeteria: Activity
) -> None:
    add(soda, cafeteria)
    picture = ActivityPicture.objects.get()
    soda.post(reverse("activity_picture_remove", args=[cafeteria.public_id, picture.public_id]))
    assert client.get(file_of(picture)).status_code == 404
