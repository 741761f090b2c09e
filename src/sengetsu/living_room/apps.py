from django.apps import AppConfig


class LivingRoomConfig(AppConfig):
    name = "sengetsu.living_room"
    label = "living_room"
