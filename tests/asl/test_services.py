from webapp.asl.services import botocore_name, service_actions, service_names, service_title


def test_every_service_of_the_sdk_is_there() -> None:
    assert len(list(service_names())) > 400
    assert {"s3", "sfn", "dynamodb", "cloudwatchlogs"} <= set(service_names())


def test_an_action_has_its_parameters() -> None:
    actions = service_actions("sfn")
    assert actions is not None
    assert sorted(actions["sendTaskSuccess"].split(",")) == ["Output*s", "TaskToken*s"]


def test_a_service_has_a_title_for_people() -> None:
    assert service_title("cloudwatchlogs") == "CloudWatch Logs"


def test_a_service_has_the_name_that_botocore_gives_it() -> None:
    assert botocore_name("cloudwatchlogs") == "logs"
    assert botocore_name("s3") == "s3"


def test_an_unknown_service_has_nothing() -> None:
    assert service_actions("nothing") is None
    assert botocore_name("nothing") is None
    assert service_title("nothing") == ""
