from django.apps import AppConfig


class PostboxConfig(AppConfig):
    name = "sengetsu.postbox"
    label = "postbox"
