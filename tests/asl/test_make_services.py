import pytest

from webapp.asl.make_services import service_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DynamoDB", "dynamodb"),
        ("SFN", "sfn"),
        ("Secrets Manager", "secretsmanager"),
        ("CloudWatch Logs", "cloudwatchlogs"),
        ("Lex Runtime Service", "lexruntime"),
        ("Directory Service", "directory"),
        ("Database Migration Service", "databasemigration"),
        ("ServiceDiscovery", "servicediscovery"),
        ("Elastic Load Balancing v2", "elasticloadbalancingv2"),
    ],
)
def test_a_service_is_called_as_the_sdk_for_java_calls_it(title: str, name: str) -> None:
    assert service_name(title) == name
