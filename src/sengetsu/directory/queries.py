"""What other floors may ask of the directory."""

from django.db.models import Q

from .services.choices import Category
from .services.models import Service, ServiceQuerySet


def pickable(text: str = "", category: str = "") -> ServiceQuerySet:
    """Services a referral may point to, in reading order; full ones too (they keep waiting lists).

    Every word of `text` must be found. An unknown `category` is no filter. One query, organization and
    place included.
    """
    services = Service.objects.open_to_new().with_provider()
    if category in Category.values:
        services = services.filter(category=category)
    for word in text.replace("\x00", " ")[:100].split()[:8]:
        services = services.filter(Q(name__icontains=word) | Q(name_kana__icontains=word))
    return services.order_by("name_kana", "name", "pk")
