"""Ids, tokens and hashes."""

import hashlib
import re

from webapp.store.records import new_id, new_token, sha256


def test_ids_and_tokens_differ_and_fit_into_an_address() -> None:
    made = [make() for make in (new_id, new_token) for _ in range(50)]
    assert len(set(made)) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", each) for each in made)


def test_the_hash_is_that_of_the_text_in_utf_8() -> None:
    assert sha256("ü") == hashlib.sha256("ü".encode()).hexdigest()
