from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "sengetsu.base"
    label = "base"
