"""A mail server for tests: takes everything, refuses what it is told to refuse, and keeps what came."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from sengetsu.config.environment import MailServer


class Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mails: list[tuple[str, EmailMessage]] = []  # to, message; also those whose answer was lost
        self.answers: dict[str, bytes] = {}  # address -> what is said to its RCPT
        self.before_answer: Callable[[str], bool] = lambda _: True  # False: hang up instead of saying 250
        self._lock = threading.Lock()

    @property
    def as_setting(self) -> MailServer:
        return MailServer(host="127.0.0.1", port=self.server_address[1])

    def keep(self, to: str, lines: list[bytes]) -> None:
        # A line that begins with a dot came with two (RFC 5321, 4.5.2).
        whole = b"".join(line.removeprefix(b".") if line.startswith(b"..") else line for line in lines)
        mail = cast(EmailMessage, message_from_bytes(whole, policy=policy.default))
        with self._lock:
            self.mails.append((to, mail))


class Talk(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self._say(b"220 sink")
        to = ""
        while line := self.rfile.readline():
            word = line[:4].upper().rstrip()
            if word == b"RCPT":
                to = line.partition(b"<")[2].partition(b">")[0].decode()
                self._say(self.server.answers.get(to, b"250 ok"))
            elif word == b"DATA":
                if not self._take(to):
                    return
            elif word == b"QUIT":
                self._say(b"221 bye")
                return
            else:
                self._say(b"250 ok")

    def _take(self, to: str) -> bool:
        self._say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line)
        self.server.keep(to, lines)
        if not self.server.before_answer(to):
            return False
        self._say(b"250 taken")
        return True

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def sink() -> Iterator[Sink]:
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
