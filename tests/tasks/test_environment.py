"""What a handler's process sees of the environment."""

from pathlib import Path

import pytest

from webapp.tasks.environment import handler_environment


def test_only_the_allow_list_of_the_servers_environment_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/bin")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    variables = handler_environment(Path("/task"), "a.b", "f", "nodejs20.x", 512, {"PATH": "/own", "A": "1"})
    assert variables["PATH"] == "/own"
    assert variables["A"] == "1"
    assert "AWS_SECRET_ACCESS_KEY" not in variables


def test_the_functions_region_is_the_default_region_too() -> None:
    variables = handler_environment(Path("/task"), "a.b", "f", "nodejs20.x", 512, {"AWS_REGION": "eu-west-1"})
    assert (variables["AWS_REGION"], variables["AWS_DEFAULT_REGION"]) == ("eu-west-1", "eu-west-1")


def test_settings_of_this_program_are_never_given() -> None:
    assert "STATEWALK_TOKEN" not in handler_environment(Path("/task"), "a.b", "f", "", 1, {"STATEWALK_TOKEN": "x"})
