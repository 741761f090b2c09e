from .models import Town


def town() -> Town:
    """The town, or one without a name where nothing was entered yet. One query."""
    return Town.objects.filter(pk=1).first() or Town(pk=1)
