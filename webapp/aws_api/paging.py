"""Pages of lists: the token of the next page is opaque to clients and holds where it begins."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from webapp.aws_api.errors import AwsError

DEFAULT_RESULTS: Final = 100

T = TypeVar("T")


def page_size(parameters: Mapping[str, Any]) -> int:
    """Return how many results a page may have; 0 means the usual number, as on AWS."""
    asked: int = parameters.get("maxResults") or DEFAULT_RESULTS
    return asked


def token_of(place: Any) -> str:
    """Return the token that leads to ``place``, any JSON value."""
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode()


def place_of(token: str | None) -> Any:
    """Return the place that a token leads to, ``None`` without one; raise ``InvalidToken`` where it is none of ours."""
    if token is None:
        return None
    try:
        return json.loads(base64.urlsafe_b64decode(token))
    except (binascii.Error, ValueError, RecursionError):
        raise invalid_token() from None


def invalid_token() -> AwsError:
    """Return the refusal of a token that we did not make."""
    return AwsError("InvalidToken", "Invalid Token: 'Invalid token'")


def page_of(
    items: Sequence[T], parameters: Mapping[str, Any], key: Callable[[T], str]
) -> tuple[Sequence[T], str | None]:
    """Return a page of ``items``, which are sorted by ``key``, and the token of the next."""
    after = place_of(parameters.get("nextToken"))
    if after is not None and not isinstance(after, str):
        raise invalid_token()
    rest = [item for item in items if after is None or key(item) > after]
    size = page_size(parameters)
    page = rest[:size]
    return page, token_of(key(page[-1])) if len(rest) > size else None
