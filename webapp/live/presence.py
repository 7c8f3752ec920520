"""Who looks at which document, and where in it: for as long as a page's socket is open, and on this server only."""

import threading
from dataclasses import dataclass

from webapp.messages import together as m


@dataclass(frozen=True, slots=True)
class _Seen:
    document: str
    person: m.Person


class Presence:
    """The people by their sockets. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._seen: dict[str, _Seen] = {}

    def arrive(self, socket: str, here: m.Here) -> list[m.Person]:
        """Note where somebody is; return all who are there, that one first.

        A page that comes back takes its own place again, though its old socket may not have ended yet.
        """
        with self._guard:
            there = [(key, each.person) for key, each in self._seen.items() if each.document == here.document]
            mine = next((person for key, person in there if key == socket or person.client == here.client), None)
            others = [person for key, person in there if key != socket and person.client != here.client]
            number = mine.number if mine is not None else _free_number(others)
            person = m.Person(client=here.client, number=number, name=here.name.strip(), place=here.place)
            for key, each in there:
                if each.client == here.client:
                    del self._seen[key]
            self._seen[socket] = _Seen(here.document, person)
            return [person, *others]

    def leave(self, socket: str, unless: str = "") -> m.PersonLeft | None:
        """Forget who is at the other end of a socket, unless that is in the document ``unless``; return whom."""
        with self._guard:
            seen = self._seen.get(socket)
            if seen is None or seen.document == unless:
                return None
            del self._seen[socket]
        return m.PersonLeft(document=seen.document, client=seen.person.client)


def _free_number(others: list[m.Person]) -> int:
    taken = {person.number for person in others}
    return next(number for number in range(1, len(taken) + 2) if number not in taken)
