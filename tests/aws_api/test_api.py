"""The table of operations, and its documentation."""

import re
from pathlib import Path

from tests.executions.served import served
from webapp.aws_api import AwsApi
from webapp.aws_api.service_model import service_model

PAGE = Path(__file__).parents[2] / "docs" / "aws-api.md"


def test_the_documentation_names_every_operation_that_is_there_and_no_other() -> None:
    with served() as at:
        offered = set(AwsApi(at.store, at.executions, None)._operations)
    words = set(re.findall(r"`([A-Z]\w+)`", PAGE.read_text(encoding="utf-8")))
    section = PAGE.read_text(encoding="utf-8").partition("## What is there")[2].partition("Any other operation")[0]
    assert set(re.findall(r"`(\w+)`", section)) == offered
    assert offered <= words & set(service_model().operation_names)
