"""Pictures of the place: put there by staff with words for all, and shown to anybody once published."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sengetsu.accounts.models import User
from sengetsu.audit.models import Entry
from sengetsu.base.language_fields import words
from sengetsu.base.pictures import NOT_A_PICTURE
from sengetsu.living_room.demo import load_demo
from sengetsu.living_room.spaces import picture_actions
from sengetsu.living_room.spaces.models import Space, Venue
from sengetsu.living_room.spaces.picture_models import Picture, PictureFile
from tests.base.test_pictures import GPS, telling_photo
from tests.people import SignIn

pytestmark = pytest.mark.django_db
NEW = "/place/pictures/new/"
ALT = {"alt": "畳の部屋", "alt_easy": "{畳|たたみ}の {部屋|へや}", "alt_en": "A room with tatami mats"}


def upload(content: bytes | None = None, name: str = "部屋.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, telling_photo("JPEG", (800, 600)) if content is None else content)


def put(client: Client, **changed: Any) -> Picture:
    assert client.post(NEW, {"picture": upload(), **ALT, "is_published": "on", **changed}).status_code == 302
    return Picture.objects.latest("pk")


def address(picture: Picture, size: str = "small") -> str:
    return f"/pictures/{picture.public_id}/{size}.jpg"


def test_a_published_picture_is_shown_to_anybody_without_where_it_was_taken(
    aoki: User, sign_in: SignIn, client: Client
) -> None:
    load_demo()
    picture = put(sign_in(aoki))
    for size, width in (("small", 640), ("large", 800)):
        answer = client.get(address(picture, size))
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "public" in answer["Cache-Control"]
        with Image.open(BytesIO(answer.content)) as shown:
            assert (shown.width, dict(shown.getexif().get_ifd(GPS))) == (width, {})
        assert b"TELEPHONE-17" not in answer.content
    assert Entry.objects.latest("sequence").thing == "picture"
    assert not any(b"TELEPHONE-17" in bytes(file.content) for file in PictureFile.objects.all())


def test_a_browser_that_has_a_picture_is_not_sent_it_again(
    aoki: User, sign_in: SignIn, client: Client
) -> None:
    load_demo()
    path = address(put(sign_in(aoki)))
    answer = client.get(path)
    again = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_that_is_not_published_exists_for_staff_only(
    aoki: User, organizer_soda: User, sign_in: SignIn, client: Client
) -> None:
    load_demo()
    staff = sign_in(aoki)
    path = address(put(staff, is_published=""))
    assert (client.get(path).status_code, sign_in(organizer_soda).get(path).status_code) == (404, 404)
    assert "no-store" in staff.get(path)["Cache-Control"]


def test_a_picture_of_a_room_out_of_use_is_not_shown(aoki: User, sign_in: SignIn, client: Client) -> None:
    load_demo()
    staff = sign_in(aoki)
    kitchen = Space.objects.get(kind="kitchen")
    path = address(put(staff, space=str(kitchen.pk)))
    assert client.get(path).status_code == 200
    staff.post(f"/place/spaces/{kitchen.pk}/retire/")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("missing", ["alt", "alt_easy", "alt_en"])
def test_a_picture_needs_words_in_all_three_languages(aoki: User, sign_in: SignIn, missing: str) -> None:
    load_demo()
    answer = sign_in(aoki).post(NEW, {"picture": upload(), **ALT, missing: " "})
    assert answer.context["form"].errors.keys() == {missing}
    assert "もう一度選んでください" in answer.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\xff\xd8\xff\xe0 no more", b"x" * 1000],
)
def test_what_is_no_picture_is_refused_beside_the_field_and_the_words_stay(
    aoki: User, sign_in: SignIn, content: bytes
) -> None:
    load_demo()
    answer = sign_in(aoki).post(NEW, {"picture": upload(content), **ALT})
    assert answer.context["form"].errors == {"picture": [NOT_A_PICTURE]}
    assert answer.context["form"]["alt"].value() == ALT["alt"]


def test_without_a_file_or_with_an_empty_one_it_says_so(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    assert client.post(NEW, ALT).context["form"].errors == {"picture": ["写真を選んでください。"]}
    answer = client.post(NEW, {**ALT, "picture": upload(b"")})
    assert answer.context["form"].errors.keys() == {"picture"}


def test_a_double_click_adds_one_picture_and_another_photo_is_another(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    key = client.get(NEW).context["form"]["once_key"].value()
    put(client, once_key=key)
    put(client, once_key=key)
    assert Picture.objects.count() == 1
    put(client, once_key=key, picture=upload(telling_photo("PNG")))
    assert Picture.objects.count() == 2


def test_pictures_are_ordered_described_anew_and_taken_away(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    client = sign_in(aoki)
    first, second = put(client), put(client, alt="台所")
    client.post(f"/place/pictures/{second.public_id}/move/", {"up": "1"})
    assert [str(picture) for picture in Picture.objects.all()] == ["台所", "畳の部屋"]
    page = f"/place/pictures/{first.public_id}/"
    seen = client.get(page).context["form"]["seen"].value()
    client.post(page, {**ALT, "alt": "広い部屋", "seen": seen})
    first.refresh_from_db()
    assert (str(first), first.is_published) == ("広い部屋", False)
    client.post(f"{page}remove/")
    assert Picture.objects.get() == second
    assert PictureFile.objects.filter(picture_id=first.pk).count() == 0


def test_a_venue_has_a_limited_number_of_pictures(
    aoki: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_demo()
    client = sign_in(aoki)
    put(client)
    monkeypatch.setattr(picture_actions, "MOST_PICTURES", 1)
    answer = client.post(NEW, {"picture": upload(), **ALT})
    assert "写真は60枚まで" in answer.content.decode()
    assert Picture.objects.count() == 1


def test_a_picture_of_another_venues_room_is_refused(aoki: User, sign_in: SignIn) -> None:
    load_demo()
    elsewhere = Venue.objects.create(name="月見", reading="つきみ", address="一丁目1")
    attic = Space.objects.create(venue=elsewhere, kind="room", name=words("屋根裏"))
    answer = sign_in(aoki).post(NEW, {"picture": upload(), **ALT, "space": str(attic.pk)})
    assert answer.context["form"].errors.keys() == {"space"}


def test_the_list_asks_no_more_for_many_pictures_and_reads_no_bytes(
    aoki: User, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    venue = load_demo()
    client = sign_in(aoki)
    put(client)
    for number in range(30):
        picture = Picture.objects.create(venue=venue, alt=words(f"{number}"))
        for size in ("small", "large"):
            PictureFile.objects.create(
                picture=picture, size=size, content=b"x", digest="0", width=1, height=1
            )
    with django_assert_max_num_queries(14) as asked:
        client.get("/place/pictures/")
    assert not any('"content"' in query["sql"] for query in asked.captured_queries)
