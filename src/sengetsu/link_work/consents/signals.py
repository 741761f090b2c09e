from django.dispatch import Signal

# Sent inside the transaction of a withdrawal or a narrowing, with `consent` and `by`: rooms above close what
# it opened.
consent_withdrawn = Signal()
consent_narrowed = Signal()
