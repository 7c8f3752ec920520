"""What all messages are made of."""

import msgspec


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message; every member is always sent."""


class Request(Message, frozen=True, kw_only=True):
    """What the page sends: members with a default may be left out, unknown ones are ignored."""
