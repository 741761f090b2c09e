"""Who is told of what. A notice says that something waits, never what it is or who it is about."""

from django.urls import reverse

from sengetsu.accounts.models import User
from sengetsu.living_room.notices.actions import notify

from .models import Startup, Wish, WishWord
from .queries import link_workers

PERSON: dict[str, tuple[str, str]] = {
    "in-charge": ("願いの担当になりました", "あなたが担当する願いがあります。"),
    "withdrawn": ("願いが取り下げられました", "担当している願いが取り下げられました。"),
    "word": ("願いに返事が来ています", "担当している願いに、書いた人から返事が来ています。"),
}


def tell_of_new_wish(wish: Wish, *, by: User | None) -> None:
    """All link workers but the one who wrote it down."""
    for worker in link_workers():
        if worker != by:
            notify(
                by=by,
                key=f"wish-new:{wish.pk}:user:{worker.pk}",
                subject="新しい願いが届きました",
                text="「やってみたい」がひとつ届いています。1週間のうちに返事をしましょう。",
                path=reverse("wish_show", args=[wish.public_id]),
                to=worker,
            )


def tell_of_answer(word: WishWord, *, by: User) -> None:
    """The wisher, if there is an address; the page asks for it again, as the notice holds no key to it."""
    wish = word.wish
    if wish.email:
        notify(
            by=by,
            key=f"wish-answer:{wish.pk}:{word.pk}",
            subject="お返事があります",
            text="「やってみたい」へのお返事があります。下のページか、受け取ったときのリンクで読めます。",
            path=reverse("wish_find", args=[wish.public_id]),
            address=wish.email,
        )


def tell_person(wish: Wish, *, by: User | None, what: str) -> None:
    """Who is in charge of the wish. `what`: a key of `PERSON`; a number behind `:` where it may repeat."""
    if wish.person is None:
        return
    subject, text = PERSON[what.partition(":")[0]]
    notify(
        by=by,
        key=f"wish-{what}:{wish.pk}:user:{wish.person.pk}",
        subject=subject,
        text=text,
        path=reverse("wish_show", args=[wish.public_id]),
        to=wish.person,
    )


def tell_companion(startup: Startup, *, by: User) -> None:
    """Who accompanies, when somebody else named them."""
    if startup.companion and startup.companion != by:
        notify(
            by=by,
            key=f"startup-companion:{startup.pk}:user:{startup.companion.pk}:{startup.next_on}",
            subject="立ち上げに伴走する人になりました",
            text="あなたが伴走する立ち上げがあります。次の日を見てください。",
            path=reverse("startup_show", args=[startup.public_id]),
            to=startup.companion,
        )
