from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "sengetsu.directory"
    label = "directory"
