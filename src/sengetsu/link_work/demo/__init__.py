"""The demo town's cases, all made up, entered through the same actions that the pages use."""

from .load import load_demo

__all__ = ["load_demo"]
