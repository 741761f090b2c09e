from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sengetsu.accounts"
    label = "accounts"
