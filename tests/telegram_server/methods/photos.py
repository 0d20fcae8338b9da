"""Photos, checked as Telegram checks them."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from tests.telegram_server.methods.refusals import bad_request

LARGEST = 10_000_000
SIDES, RATIO = 10_000, 20


def measured(data: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels. Raises Refusal where Telegram takes it for none."""
    if len(data) > LARGEST:
        raise bad_request("file is too big")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF")) as image:
            image.load()
            width, height = image.size
    except (UnidentifiedImageError, OSError) as exc:
        raise bad_request("IMAGE_PROCESS_FAILED") from exc
    if width + height > SIDES or max(width, height) > RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
