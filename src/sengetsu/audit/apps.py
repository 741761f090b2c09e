from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "sengetsu.audit"
    label = "audit"
