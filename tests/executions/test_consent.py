"""Whether code may run."""

import pytest

from webapp.executions.consent import Consents


class Kept(dict[str, str]):
    """Settings in memory."""

    def set(self, key: str, value: str) -> None:
        self[key] = value


def test_nobody_was_asked_and_then_the_answer_is_remembered() -> None:
    kept = Kept()
    consents = Consents(kept, None)
    assert (consents.get("/a"), consents.allows("/a")) == (None, False)
    consents.set("/a", True)
    consents.set("/b", False)
    again = Consents(kept, None)
    assert [again.get(folder) for folder in ("/a", "/b", "/c")] == [True, False, None]


@pytest.mark.parametrize("allow", [True, False])
def test_what_was_decided_at_the_start_overrules_every_answer(allow: bool) -> None:
    kept = Kept()
    Consents(kept, None).set("/a", not allow)
    consents = Consents(kept, allow)
    assert consents.allows("/a") is allow
    assert consents.allows("/never-asked") is allow
    assert not consents.can_be_given


def test_it_says_why_code_does_not_run() -> None:
    kept = Kept()
    consents = Consents(kept, None)
    assert "has not been allowed to run yet" in consents.why_not("/a")
    consents.set("/a", False)
    assert "may not run" in consents.why_not("/a")
    assert "this server runs no code" in Consents(kept, False).why_not("/a")
