"""Run by a test as a process: makes a house on SQLite with aoki, her case and her session, and prints what a
browser of hers would know."""

import json

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("keys_create", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from tests import factories

    from .visits import case_of

    aoki = factories.aoki(factories.team())
    client = Client(SERVER_NAME="127.0.0.1")
    factories.open_session(client, aoki)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    print("\n" + json.dumps({"case": str(case_of(aoki).public_id), "cookies": cookies}))  # noqa: T201


if __name__ == "__main__":
    main()
