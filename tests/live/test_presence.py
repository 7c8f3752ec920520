"""Who is there."""

from webapp.live.presence import Presence
from webapp.messages.together import Here, Person, PersonLeft, Place


def here(client: str, document: str = "d", name: str = "", state: str | None = None) -> Here:
    """Somebody."""
    return Here(document=document, client=client, name=name, place=Place(state=state))


def test_each_has_the_smallest_number_that_is_free() -> None:
    presence = Presence()
    assert [person.number for person in presence.arrive("1", here("a"))] == [1]
    assert [person.number for person in presence.arrive("2", here("b"))] == [2, 1]
    presence.leave("1")
    assert [person.number for person in presence.arrive("3", here("c"))] == [1, 2]


def test_who_moves_keeps_the_number() -> None:
    presence = Presence()
    presence.arrive("1", here("a"))
    presence.arrive("2", here("b"))
    assert presence.arrive("2", here("b", name=" Bo ", state="A"))[0] == Person(
        client="b", number=2, name="Bo", place=Place(state="A")
    )


def test_a_page_that_comes_back_is_not_there_twice() -> None:
    presence = Presence()
    presence.arrive("1", here("a"))
    assert [person.client for person in presence.arrive("2", here("a"))] == ["a"]
    assert presence.leave("1") is None, "the old socket ends later, and nobody leaves"
    assert presence.leave("2") == PersonLeft(document="d", client="a")


def test_another_document_is_another_place() -> None:
    presence = Presence()
    presence.arrive("1", here("a"))
    assert len(presence.arrive("2", here("b", document="e"))) == 1
    assert presence.leave("2", unless="e") is None
    assert presence.leave("2", unless="d") == PersonLeft(document="e", client="b")
