from django.dispatch import Signal

# Sent inside the transaction of a withdrawal, with `consent` and `by`: rooms above close what it opened.
consent_withdrawn = Signal()
