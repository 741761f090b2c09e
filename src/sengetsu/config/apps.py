from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "sengetsu.config"
    label = "config"
