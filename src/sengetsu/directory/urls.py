from django.urls import URLPattern, URLResolver, path

from .confirmations import views as confirmations
from .organizations import views as organizations
from .places import views as places
from .search import views as search
from .services import views as services
from .stories import views as stories
from .taxonomies import views as taxonomies
from .towns import views as towns

urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.directory_home, name="directory_home"),
    path("tell/", stories.story_tell, name="story_tell"),
    path("town/", towns.town_edit, name="town_edit"),
    path("stale/", confirmations.stale_list, name="stale_list"),
    path("services/<uuid:service_id>/ask/", confirmations.confirmation_ask, name="confirmation_ask"),
    path("confirm/<str:token>/", confirmations.confirmation_answer, name="confirmation_answer"),
    path("taxonomy/", taxonomies.taxonomy_list, name="taxonomy_list"),
    path("taxonomy/editions/<int:number>/return/", taxonomies.taxonomy_return, name="taxonomy_return"),
    path("taxonomy/<slug:need_code>/", taxonomies.taxonomy_edit, name="taxonomy_edit"),
    path("services/new/", services.service_new, name="service_new"),
    path("services/<uuid:service_id>/", services.service_detail, name="service_detail"),
    path("services/<uuid:service_id>/card/", services.service_card, name="service_card"),
    path("services/<uuid:service_id>/edit/", services.service_edit, name="service_edit"),
    path("services/<uuid:service_id>/assure/", services.service_assure, name="service_assure"),
    path("organizations/new/", organizations.organization_new, name="organization_new"),
    path("organizations/<uuid:organization_id>/", search.organization_detail, name="organization_detail"),
    path(
        "organizations/<uuid:organization_id>/edit/",
        organizations.organization_edit,
        name="organization_edit",
    ),
    path(
        "organizations/<uuid:organization_id>/own/", organizations.organization_own, name="organization_own"
    ),
    path("organizations/<uuid:organization_id>/places/new/", places.place_new, name="place_new"),
    path("places/<uuid:place_id>/edit/", places.place_edit, name="place_edit"),
]
