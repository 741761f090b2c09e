"""What a report counts, and how long a wrong tap can be taken back."""

from datetime import timedelta

UNDO_FOR = timedelta(minutes=15)
AGES = ("preschool", "school", "youth", "adult", "senior")  # together: the people of that date (延べ)
COUNTS = (*AGES, "first_timers")
WORDS = ("content", "accidents")
REPORTED = (*COUNTS, *WORDS)
MOST = 999  # people in one band; more is a slip of the finger
