"""The household of the plans' tests, brought before conferences."""

from tests.link_work.plans.conftest import draft, household, in_force

__all__ = ["draft", "household", "in_force"]
