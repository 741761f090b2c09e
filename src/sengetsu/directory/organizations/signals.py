from django.dispatch import Signal

# Sent inside the transaction of a save that leaves an agency closed, with `organization` and `by`: rooms
# above close the pages on which it might still answer.
organization_closed = Signal()
