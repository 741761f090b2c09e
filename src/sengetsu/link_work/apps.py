from django.apps import AppConfig


class LinkWorkConfig(AppConfig):
    name = "sengetsu.link_work"
    label = "link_work"
