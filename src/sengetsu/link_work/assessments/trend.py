"""Geometry of a measure over time. Only numbers; the template draws them, with a table beside."""

from dataclasses import dataclass
from datetime import date

from .queries import Point, Trend

LEFT, RIGHT, TOP, BOTTOM = 46, 600, 20, 170


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    point: Point


@dataclass(frozen=True)
class Drawn:
    trend: Trend
    line: str
    dots: list[Dot]
    declined: list[Dot]  # on the ground line: asked, and not told
    grid: list[tuple[float, int]]


def drawn(trend: Trend) -> Drawn:
    days = [point.on for point in trend.points]
    first, span = min(days), max((max(days) - min(days)).days, 1)

    def x(day: date) -> float:
        return round(LEFT + 20 + (day - first).days / span * (RIGHT - LEFT - 40), 1)

    def y(value: int) -> float:
        share = (value - trend.lowest) / max(trend.highest - trend.lowest, 1)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    dots = [Dot(x(one.on), y(one.value), one) for one in trend.points if one.value is not None]
    declined = [Dot(x(one.on), BOTTOM + 14, one) for one in trend.points if one.value is None]
    line = "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else ""
    middle = (trend.lowest + trend.highest) // 2
    grid = [(y(value), value) for value in sorted({trend.lowest, middle, trend.highest})]
    return Drawn(trend, line, dots, declined, grid)
