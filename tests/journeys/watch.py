"""What may never happen on any page, whatever the journey is about."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


class Watch:
    """Collects complaints: requests that leave the machine, script errors, breaches of the policy."""

    def __init__(self, site: str) -> None:
        self.host = urlsplit(site).hostname
        self.complaints: list[str] = []
        self.documents: set[str] = set()

    def over(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if request.is_navigation_request():
            self.documents.add(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != self.host:
            self.complaints.append(f"a request left the machine: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # A journey may go where nothing is to be seen: a page (not a part of it) that answers 4xx. And a page
        # of plain text cannot name its icon, so the browser asks for the usual one.
        refused = "the server responded with a status of 4" in message.text
        about = message.location["url"]
        if not (refused and (about in self.documents or about.endswith("/favicon.ico"))):
            self.complaints.append(f"{about}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"{error.page.url if error.page else ''}: {error.error}")
