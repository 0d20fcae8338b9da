"""Who may change what a chat follows and watches."""

from __future__ import annotations

from telegram import Chat, ChatMember, Message, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

ADMINISTRATORS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def may_change(update: Update) -> bool:
    """Whether whoever wrote or pressed may: anyone in a private chat, in a group its
    administrators, those too who write in the group's own name.
    """
    chat, person = update.effective_chat, update.effective_user
    if chat is None:
        return False
    if chat.type == ChatType.PRIVATE:
        return True
    sender = _sender(update)
    if sender is not None:
        return sender.id == chat.id
    if person is None:
        return False
    try:
        member = await chat.get_member(person.id)
    except (BadRequest, Forbidden):
        return False
    return member.status in ADMINISTRATORS


def _sender(update: Update) -> Chat | None:
    """The chat in whose name a message was written; a button is pressed in one's own."""
    message = update.message
    return message.sender_chat if isinstance(message, Message) else None
