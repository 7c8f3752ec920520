"""What the environment says, and what it may not say."""

import pytest

from webapp.settings import SettingsError, quotas_from, settings_from_environment


@pytest.mark.parametrize(
    ("environment", "quotas"),
    [({}, "payload"), ({"STATEWALK_QUOTAS": "aws"}, "aws"), ({"STATEWALK_QUOTAS": "off"}, "off")],
)
def test_quotas_are_those_on_data_unless_said_otherwise(environment: dict[str, str], quotas: str) -> None:
    assert settings_from_environment(environment).quotas == quotas


def test_quotas_that_do_not_exist_are_refused() -> None:
    with pytest.raises(SettingsError, match="STATEWALK_QUOTAS is 'none': expected payload, aws or off"):
        quotas_from({"STATEWALK_QUOTAS": "none"})
