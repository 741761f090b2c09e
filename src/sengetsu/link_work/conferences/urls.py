from django.urls import path

from . import guest_views, item_views, partner_views, views

HERE = "conferences/<uuid:conference_id>"
ITEM = f"{HERE}/items/<uuid:item_id>"
GUEST = f"{HERE}/guests/<uuid:guest_id>"
PAPER = f"{HERE}/papers/<uuid:paper_id>"
PARTNER = "partner/conferences/<uuid:conference_id>"

urlpatterns = [
    path("conferences/", views.conference_list, name="conference_list"),
    path("conferences/new/", views.conference_new, name="conference_new"),
    path("conferences/calendar.ics", views.conference_calendar, name="conference_calendar"),
    path(
        "conferences/resolutions/<uuid:resolution_id>/done/",
        item_views.resolution_done,
        name="resolution_done",
    ),
    path(f"{HERE}/", views.conference_page, name="conference_page"),
    path(f"{HERE}/edit/", views.conference_edit, name="conference_edit"),
    path(f"{HERE}/invite/", views.conference_invite, name="conference_invite"),
    path(f"{HERE}/oath/", views.conference_oath, name="conference_oath"),
    path(f"{HERE}/leave/", views.conference_leave, name="conference_leave"),
    path(f"{HERE}/members/<uuid:member_id>/remove/", views.member_remove, name="member_remove"),
    path(f"{HERE}/guests/new/", guest_views.guest_new, name="guest_new"),
    path(f"{GUEST}/letter/", guest_views.guest_letter, name="guest_letter"),
    path(f"{GUEST}/answer/", guest_views.guest_answer, name="guest_answer"),
    path(f"{GUEST}/withdraw/", guest_views.guest_withdraw, name="guest_withdraw"),
    path(f"{GUEST}/papers/<uuid:paper_id>/paper.pdf", guest_views.guest_paper, name="guest_paper"),
    path(f"{HERE}/end/", views.conference_end, name="conference_end"),
    path(f"{HERE}/items/new/", views.item_new, name="item_new"),
    path(f"{ITEM}/remove/", item_views.item_remove, name="item_remove"),
    path(f"{ITEM}/remarks/new/", item_views.remark_new, name="remark_new"),
    path(f"{ITEM}/minutes/", item_views.minutes_write, name="minutes_write"),
    path(f"{ITEM}/resolutions/new/", item_views.resolution_new, name="resolution_new"),
    path(f"{ITEM}/papers/new/", item_views.paper_new, name="paper_new"),
    path(f"{PAPER}/", item_views.paper_page_view, name="paper_page"),
    path(f"{PAPER}/parts/new/", item_views.part_write, name="part_new"),
    path(f"{PAPER}/parts/<uuid:part_id>/", item_views.part_write, name="part_edit"),
    path(f"{PAPER}/parts/<uuid:part_id>/remove/", item_views.part_remove, name="part_remove"),
    path(f"{PAPER}/withdraw/", item_views.paper_withdraw, name="paper_withdraw"),
    path(f"{PAPER}/paper.pdf", item_views.paper_print, name="paper_print"),
    path(f"{PARTNER}/", partner_views.partner_conference, name="partner_conference"),
    path(f"{PARTNER}/papers/<uuid:paper_id>/", partner_views.partner_paper, name="partner_paper"),
    path(f"{PARTNER}/items/<uuid:item_id>/say/", partner_views.partner_say, name="partner_say"),
]
