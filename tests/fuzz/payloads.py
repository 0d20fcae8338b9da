"""Updates of every kind of the Bot API, as Telegram sends them, and what may be done to them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

Json = dict[str, Any]

LARGEST = 200_000
"""Characters to which something is enlarged."""
NUMBER = -77
"""Stands where the number of an update is to be put in by whoever sends it."""
WORD = "Fuzzwortle"
"""Stands in every text: no log may hold it."""
PEOPLE = (5001, 5002)
GROUP, CHANNEL = -1005000000003, -1005000000004

_ANN = {"id": 5001, "is_bot": False, "first_name": WORD, "username": WORD, "language_code": "en"}
_BOB = {"id": 5002, "is_bot": False, "first_name": WORD, "is_premium": True}
_PRIVATE = {"id": 5001, "type": "private", "first_name": WORD, "username": WORD}
_GROUP = {"id": GROUP, "type": "supergroup", "title": WORD, "is_forum": True}
_CHANNEL = {"id": CHANNEL, "type": "channel", "title": WORD, "username": WORD}
_DATE = 1_700_000_000
_FILE = {"file_id": f"{WORD}1", "file_unique_id": f"{WORD}2", "file_size": 2048}
_PHOTO = [{**_FILE, "width": 90, "height": 60}, {**_FILE, "width": 900, "height": 600}]
_TEXT = f"What did {WORD} say about the bridge?"
_LINK = f"http://127.0.0.1:9/{WORD}"


def _message(**content: Any) -> Json:
    return {"message_id": 4, "date": _DATE, "chat": _PRIVATE, "from": _ANN, **content}


def _in_group(**content: Any) -> Json:
    return {**_message(**content), "chat": _GROUP, "message_thread_id": 3, "is_topic_message": True}


def _entity(kind: str, offset: int, length: int, **more: Any) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


_REPLIED = _message(text=f"Mayor {WORD} closed the bridge.")
_BOLD = [_entity("bold", 0, 4), _entity("text_mention", 9, 6, user=_BOB)]
_COMMAND = [_entity("bot_command", 0, 6)]
_ORIGINS = (
    {"type": "user", "date": _DATE, "sender_user": _BOB},
    {"type": "hidden_user", "date": _DATE, "sender_user_name": WORD},
    {"type": "chat", "date": _DATE, "sender_chat": _GROUP, "author_signature": WORD},
    {"type": "channel", "date": _DATE, "chat": _CHANNEL, "message_id": 9},
)
_CONTENTS: tuple[Json, ...] = (
    {"text": _TEXT, "entities": _BOLD},
    {"text": _TEXT, "reply_to_message": _REPLIED, "quote": {"text": WORD, "position": 6}},
    {"text": f"/check {WORD} was there", "entities": _COMMAND},
    {"text": f"/quotes {WORD}", "entities": [_entity("bot_command", 0, 7)]},
    {"text": f"/start a_{WORD}", "entities": _COMMAND},
    {"text": _LINK, "entities": [_entity("url", 0, len(_LINK))], "link_preview_options": {
        "url": _LINK, "is_disabled": False, "show_above_text": True}},
    *({"text": f"{WORD} said so. " * 30, "forward_origin": origin} for origin in _ORIGINS),
    {"photo": _PHOTO, "caption": _TEXT, "caption_entities": _BOLD, "has_media_spoiler": True},
    {"document": {**_FILE, "file_name": f"{WORD}.pdf", "mime_type": "application/pdf",
                  "thumbnail": _PHOTO[0]}, "caption": WORD},
    {"document": {**_FILE, "file_name": f"{WORD}.opml", "mime_type": "text/xml"}},
    {"sticker": {**_FILE, "type": "regular", "width": 512, "height": 512, "is_animated": False,
                 "is_video": True, "emoji": "🙂", "set_name": WORD}},
    {"animation": {**_FILE, "width": 9, "height": 9, "duration": 3, "file_name": WORD}},
    {"video": {**_FILE, "width": 9, "height": 9, "duration": 3, "cover": _PHOTO}},
    {"audio": {**_FILE, "duration": 9, "performer": WORD, "title": WORD}},
    {"voice": {**_FILE, "duration": 9, "mime_type": "audio/ogg"}, "caption": _TEXT},
    {"video_note": {**_FILE, "length": 240, "duration": 9}},
    {"contact": {"phone_number": "+000", "first_name": WORD, "user_id": 5002, "vcard": WORD}},
    {"location": {"latitude": 1.5, "longitude": -2.25, "live_period": 60}},
    {"venue": {"location": {"latitude": 1.5, "longitude": 2.5}, "title": WORD, "address": WORD}},
    {"dice": {"emoji": "🎲", "value": 4}},
    {"game": {"title": WORD, "description": WORD, "photo": _PHOTO}},
    {"story": {"chat": _CHANNEL, "id": 12}},
    {"invoice": {"title": WORD, "description": WORD, "start_parameter": "a", "currency": "EUR",
                 "total_amount": 100}},
    {"via_bot": {**_BOB, "is_bot": True}, "text": _TEXT},
    {"web_app_data": {"data": WORD, "button_text": WORD}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 5002, "first_name": WORD}]}},
    {"reply_markup": {"inline_keyboard": [[{"text": WORD, "callback_data": "c:1"}]]},
     "text": WORD, "edit_date": _DATE, "author_signature": WORD, "effect_id": "5"},
)  # fmt: skip
_SERVICE: tuple[Json, ...] = (
    {"new_chat_members": [_BOB, {**_BOB, "id": 7000000001, "is_bot": True}]},
    {"left_chat_member": _BOB},
    {"new_chat_title": WORD},
    {"new_chat_photo": _PHOTO},
    {"delete_chat_photo": True},
    {"group_chat_created": True},
    {"migrate_to_chat_id": -1005000000099},
    {"migrate_from_chat_id": -5000099},
    {"pinned_message": _REPLIED},
    {"forum_topic_created": {"name": WORD, "icon_color": 7322096}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"video_chat_scheduled": {"start_date": _DATE}},
    {"video_chat_participants_invited": {"users": [_BOB]}},
    {"boost_added": {"boost_count": 2}},
    {"giveaway": {"chats": [_CHANNEL], "winners_selection_date": _DATE, "winner_count": 3}},
    {"poll": {"id": "7", "question": WORD, "members_only": False, "allows_revoting": False,
              "options": [{"persistent_id": "1", "text": WORD, "voter_count": 1}],
              "total_voter_count": 1, "is_closed": False, "is_anonymous": True,
              "type": "regular", "allows_multiple_answers": False}},
)  # fmt: skip
_POLL: Json = _SERVICE[-1]["poll"]
_LEFT = {"user": _BOB, "status": "left"}
_MEMBERS: tuple[Json, ...] = (
    {"user": _BOB, "status": "member"},
    {"user": _BOB, "status": "kicked", "until_date": 0},
    {"user": _BOB, "status": "creator", "is_anonymous": False, "custom_title": WORD},
)
_CHANGE = {"chat": _GROUP, "from": _ANN, "date": _DATE, "old_chat_member": _LEFT}
_BOOST = {"boost_id": "b", "add_date": _DATE, "expiration_date": _DATE + 9, "source": {
    "source": "premium", "user": _BOB}}  # fmt: skip
_ORDER = {"name": WORD, "phone_number": "+000", "email": WORD}
_ADDRESS = {"country_code": "XX", "state": WORD, "city": WORD, "street_line1": WORD,
            "street_line2": "", "post_code": "1"}  # fmt: skip
_REACTION = {"chat": _GROUP, "message_id": 4, "date": _DATE}
_EMOJI, _CUSTOM = {"type": "emoji", "emoji": "👍"}, {"type": "custom_emoji", "custom_emoji_id": "1"}
_BUSINESS = {"id": "b1", "user": _ANN, "user_chat_id": 5001, "date": _DATE, "is_enabled": True}


def _all() -> Iterator[Json]:
    for content in _CONTENTS:
        yield {"message": _message(**content)}
        yield {"edited_message": _message(**{**content, "edit_date": _DATE})}
    for content in (*_CONTENTS[:6], *_SERVICE):
        yield {"message": _in_group(**content)}
    post = {
        "message_id": 4,
        "date": _DATE,
        "chat": _CHANNEL,
        "sender_chat": _CHANNEL,
        "text": _TEXT,
    }
    yield from ({kind: post} for kind in ("channel_post", "edited_channel_post"))
    business = _message(text=_TEXT, business_connection_id="b1")
    yield from ({kind: business} for kind in ("business_message", "edited_business_message"))
    yield {"business_connection": _BUSINESS}
    yield {"guest_message": _message(text=_TEXT, guest_query_id="g", guest_bot_caller_user=_BOB)}
    yield {"managed_bot": {"user": _ANN, "bot": {**_BOB, "is_bot": True}}}
    yield {"deleted_business_messages": {"business_connection_id": "b1", "chat": _PRIVATE,
                                         "message_ids": [4, 5]}}  # fmt: skip
    query = {"id": "9", "from": _ANN}
    for data in ("c:1", "b:1:2", "admin:overview:0", "set:lang:de", "feed:f:c:0:0", "t:a", WORD):
        yield {"callback_query": {**query, "message": _REPLIED, "chat_instance": "1", "data": data}}
    gone = {"chat": _PRIVATE, "message_id": 4, "date": 0}
    yield {"callback_query": {**query, "message": gone, "chat_instance": "1", "data": "c:1"}}
    yield {"callback_query": {**query, "inline_message_id": "i", "chat_instance": "1",
                              "game_short_name": WORD}}  # fmt: skip
    yield {"inline_query": {**query, "query": _TEXT, "offset": "", "chat_type": "sender"}}
    yield {"chosen_inline_result": {"result_id": "1", "from": _ANN, "query": _TEXT}}
    yield {"message_reaction": {**_REACTION, "user": _ANN, "old_reaction": [_EMOJI],
                                "new_reaction": [_CUSTOM, {"type": "paid"}]}}  # fmt: skip
    yield {
        "message_reaction_count": {**_REACTION, "reactions": [{"type": _EMOJI, "total_count": 3}]}
    }
    for kind in ("my_chat_member", "chat_member"):
        yield from ({kind: {**_CHANGE, "new_chat_member": member}} for member in _MEMBERS)
    yield {"chat_join_request": {"chat": _GROUP, "from": _BOB, "user_chat_id": 5002, "date": _DATE,
                                 "bio": WORD}}  # fmt: skip
    yield {"chat_boost": {"chat": _CHANNEL, "boost": _BOOST}}
    yield {"removed_chat_boost": {"chat": _CHANNEL, "boost_id": "b", "remove_date": _DATE,
                                  "source": _BOOST["source"]}}  # fmt: skip
    yield {"poll": _POLL}
    yield {
        "poll_answer": {
            "poll_id": "7",
            "user": _ANN,
            "option_ids": [0],
            "option_persistent_ids": ["1"],
        }
    }
    yield {"shipping_query": {**query, "invoice_payload": WORD, "shipping_address": _ADDRESS}}
    yield {"pre_checkout_query": {**query, "currency": "EUR", "total_amount": 100,
                                  "invoice_payload": WORD, "order_info": _ORDER}}  # fmt: skip
    yield {"purchased_paid_media": {"from": _ANN, "paid_media_payload": WORD}}


REAL: tuple[Json, ...] = tuple({"update_id": NUMBER, **content} for content in _all())
"""One of every kind, and of every kind of message."""

_OTHERS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**12, 10**20, 10**400, "", "0", WORD, "\u202e\x00", [], {},
    [[]], [None], {"id": 1}, {"type": WORD}, {WORD: WORD}, "👩‍👧", "/ask", "a" * 5000,
)  # fmt: skip


def mutated(chance: Random) -> Any:
    """One of the real updates after one to four edits, now and then none."""
    update: Any = copy.deepcopy(chance.choice(REAL))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 2, 3, 4))):
        places = [*_places(update)]
        if not places:
            return update
        holder, key = chance.choice(places)
        chance.choice((_drop, _retype, _nest, _repeat, _enlarge))(holder, key, chance)
    return chance.choice(_OTHERS) if chance.random() < 0.005 else update


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value: what holds it, and its key or position there."""
    keys: Any = value if isinstance(value, dict) else range(len(value))
    for key in list(keys)[:50]:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


def _drop(holder: Any, key: Any, chance: Random) -> None:
    del chance
    del holder[key]


def _retype(holder: Any, key: Any, chance: Random) -> None:
    holder[key] = copy.deepcopy(chance.choice(_OTHERS))


def _nest(holder: Any, key: Any, chance: Random) -> None:
    name = chance.choice((str(key), "message", "reply_to_message", "chat"))
    for _ in range(chance.choice((1, 1, 2, 20, 150))):
        holder[key] = [holder[key]] if chance.random() < 0.3 else {name: holder[key]}


def _repeat(holder: Any, key: Any, chance: Random) -> None:
    many = chance.choice((2, 3, 30))
    if len(json.dumps(holder[key])) * many > LARGEST:
        return
    if isinstance(holder, list):
        holder[key:key] = [copy.deepcopy(holder[key]) for _ in range(many)]
    elif isinstance(holder[key], str | list):
        holder[key] = holder[key] * many
    else:
        holder[f"{key}_again"] = copy.deepcopy(holder[key])


def _enlarge(holder: Any, key: Any, chance: Random) -> None:
    value = holder[key]
    if len(json.dumps(value)) * 500 > LARGEST and not isinstance(value, str):
        return
    if isinstance(value, bool) or value is None:
        holder[key] = [value] * 1000
    elif isinstance(value, int | float):
        holder[key] = int(value) % 10**99 * 10 ** chance.choice((1, 3, 9, 20, 100))
    elif isinstance(value, str):
        grown = chance.choice((100, 10_000, 100_000, LARGEST))
        holder[key] = (value or "x") * (grown // (len(value) or 1))
    elif isinstance(value, list):
        holder[key] = value * chance.choice((20, 500))
    else:
        holder[key] = value | {f"{WORD}{n}": n for n in range(500)}
