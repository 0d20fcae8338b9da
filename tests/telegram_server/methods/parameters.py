"""The parameters of one request to the Bot API, however they came."""

from __future__ import annotations

import json
from typing import Any

from tornado.httputil import HTTPFile, HTTPServerRequest

from tests.telegram_server.methods.refusals import bad_request


class Parameters:
    """Values by name, read as the method wants them."""

    def __init__(self, values: dict[str, Any], files: dict[str, HTTPFile]) -> None:
        self.values = values
        self.files = files

    @classmethod
    def of(cls, request: HTTPServerRequest) -> Parameters:
        """From the query, a form, a multipart form or a JSON body."""
        values: dict[str, Any] = {
            name: held[-1].decode() for name, held in request.arguments.items()
        }
        if request.headers.get("Content-Type", "").startswith("application/json") and request.body:
            values |= json.loads(request.body)
        return cls(values, {name: held[0] for name, held in request.files.items()})

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        return str(self.values.get(name, default))

    def number(self, name: str, default: int = 0) -> int:
        """A whole number. Raises Refusal for anything else."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError) as exc:
            raise bad_request(f"parameter {name} must be an integer") from exc

    def truth(self, name: str) -> bool:
        """A yes or no."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def json(self, name: str) -> Any:
        """An object or a list, None where not given. Raises Refusal where it is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as exc:
            raise bad_request(f"can't parse {name}: it is no JSON") from exc
