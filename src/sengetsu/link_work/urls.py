"""Gathers the rooms' addresses."""

from django.urls import include, path

ROOMS: tuple[str, ...] = ()

urlpatterns = [path("", include(f"sengetsu.link_work.{room}.urls")) for room in ROOMS]
