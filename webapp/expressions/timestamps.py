"""RFC 3339 timestamps as AWS reads them: capital ``T``, and ``Z`` or a numeric offset."""

import re
from datetime import date
from functools import lru_cache

_FORM = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII)
_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=1024)
def parse_timestamp(text: str) -> int | None:
    """Return the nanoseconds from 1970-01-01T00:00Z to the instant that ``text`` names, or ``None``."""
    match = _FORM.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    offset_hours, offset_minutes = int(match[9] or 0), int(match[10] or 0)
    if hour > 23 or minute > 59 or second > 59 or offset_hours > 18 or offset_minutes > 59:
        return None
    try:
        days = date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
    offset = (offset_hours * 60 + offset_minutes) * 60 * (-1 if match[8] == "-" else 1)
    seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
    return seconds * 1_000_000_000 + int((match[7] or "").ljust(9, "0"))
