import pytest

from webapp.asl.make_service_actions import action_name, service_name, source


@pytest.mark.parametrize(
    ("service_id", "expected"),
    [
        ("S3", "s3"),
        ("CloudWatch Logs", "cloudwatchlogs"),
        ("Database Migration Service", "databasemigration"),
        ("ServiceDiscovery", "servicediscovery"),
        ("Elastic Load Balancing v2", "elasticloadbalancingv2"),
    ],
)
def test_services_are_named_as_in_the_sdk_for_java(service_id: str, expected: str) -> None:
    assert service_name(service_id) == expected


def test_actions_begin_small() -> None:
    assert action_name("CreateDBInstance") == "createDBInstance"


def test_the_table_is_one_paragraph_a_service() -> None:
    text = source({"b": ["x" * 60, "y" * 60], "a": ["z"]})
    space: dict[str, str] = {}
    exec(text, space)
    assert space["SERVICE_ACTIONS"] == f"a z\nb {'x' * 60}\n {'y' * 60}\n"
    assert max(map(len, text.splitlines())) <= 120
