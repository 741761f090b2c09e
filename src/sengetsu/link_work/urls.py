"""Gathers the rooms' addresses."""

from django.urls import include, path

ROOMS = (
    "drafts", "cases", "attachments", "ties", "intake", "visits", "needs", "assessments", "consents",
    "referrals", "plans", "conferences", "desk",
)  # fmt: skip

urlpatterns = [path("", include(f"sengetsu.link_work.{room}.urls")) for room in ROOMS]
