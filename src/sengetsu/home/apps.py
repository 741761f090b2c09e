from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sengetsu.home"
    label = "home"
