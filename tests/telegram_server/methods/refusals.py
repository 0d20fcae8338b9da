"""What the Bot API says when it refuses, in Telegram's own words."""

from __future__ import annotations


class Refusal(Exception):
    """A request is answered with `ok: false`, this code and this description."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def to_json(self) -> dict[str, object]:
        """The body of the reply."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(description: str, **parameters: int) -> Refusal:
    """400: the request is wrong."""
    return Refusal(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> Refusal:
    """403: the bot may not."""
    return Refusal(403, f"Forbidden: {description}")


def conflict(description: str) -> Refusal:
    """409: another poll, or a webhook."""
    return Refusal(409, f"Conflict: {description}")


def too_many_requests(seconds: int) -> Refusal:
    """429: ask again after so many seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
