"""Our own REST API, used as a browser uses it: through the edge, with its cookies and headers."""

import re

import requests

LINK = re.compile(r"https?://\S+/verify-email\?token=[\w.~-]+")


class Refused(Exception):
    """The portal answered with an error."""

    def __init__(self, call: str, answer: requests.Response):
        self.status = answer.status_code
        super().__init__(f"{call} answered {answer.status_code}: {answer.text[:1000]}")


class Portal:
    """A signed-in browser, or one that is about to be."""

    def __init__(self, url: str, aws: str):
        self.url = url
        self.aws = aws
        self.session = requests.Session()
        self.session.headers.update({"Origin": url, "Sec-Fetch-Site": "same-origin", "Accept": "application/json"})
        self.session.headers["X-PowerDown-Client"] = "seed"

    def call(self, method: str, path: str, body: dict | None = None, headers: dict | None = None):
        # Browsers send Secure cookies to http://localhost, Python does not: they go by hand.
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)
        headers = {"Cookie": cookies, **(headers or {})}
        answer = self.session.request(method, f"{self.url}/api/v1{path}", json=body, headers=headers, timeout=30)
        if not answer.ok:
            raise Refused(f"{method} {path}", answer)
        return answer.json() if answer.content else None

    def get(self, path: str):
        return self.call("GET", path)

    def post(self, path: str, body: dict | None = None):
        return self.call("POST", path, body)

    def items(self, path: str) -> list[dict]:
        """All items of a list, page by page."""
        items, cursor = [], None
        while True:
            separator = "&" if "?" in path else "?"
            page = self.get(path if cursor is None else f"{path}{separator}cursor={requests.utils.quote(cursor)}")
            items += page["items"]
            cursor = page.get("next_cursor")
            if cursor is None:
                return items

    def sign_in(self, email: str, password: str) -> None:
        self.post("/sessions", {"email": email, "password": password})

    def inbox(self, email: str) -> list[str]:
        """The texts of the mails to an address, oldest first, from MiniStack's inbox."""
        accounts = requests.get(f"{self.aws}/_ministack/ses/messages", timeout=10).json()["messages"]
        return [mail["BodyText"] or "" for mails in accounts.values() for mail in mails if email in str(mail["To"])]

    def newest_link(self, email: str, seen: int) -> str | None:
        """The verification link of the newest mail after the first `seen`."""
        links = [match[0] for text in self.inbox(email)[seen:] if (match := LINK.search(text))]
        return links[-1] if links else None
