"""What accounts tells to those who stand above it and whom it cannot import."""

from django.dispatch import Signal

# Sent with `user` and `request` just before the session of an expired POST is flushed: whoever has a form
# there keeps what was typed (promise 4, nothing typed is lost). A receiver's fault is not swallowed.
session_ended = Signal()

# Sent with `user` and `invitation` in the transaction that uses a link, whoever opened it and wherever: what
# else the link leads into is entered there. A receiver may raise `LinkDead`, and then nothing happened.
invitation_used = Signal()
