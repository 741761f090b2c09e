from django.dispatch import Signal

# Sent inside the transaction in which somebody leaves a case, with `case`, `person` and `by`: consents given
# in that case open nothing any more, so rooms above close what they opened.
person_left = Signal()
