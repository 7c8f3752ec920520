"""The environment of a handler's process: a short allow-list, Lambda's own variables, and the function's.

Nothing else of the server's environment gets in, so its token and its user's secrets stay out.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS")
OURS: Final = "STATEWALK_"
REGION: Final = "us-east-1"
LOG_STREAM: Final = "statewalk"


def handler_environment(
    folder: Path, handler: str, function: str, runtime: str, memory_mb: int, given: Mapping[str, str]
) -> dict[str, str]:
    """Return the variables for a process of ``function``; ``given`` are those of the function's own settings."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    region = given.get("AWS_REGION", REGION)
    lambdas = {
        "AWS_DEFAULT_REGION": region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{runtime}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory_mb),
        "AWS_LAMBDA_FUNCTION_NAME": function,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function}",
        "AWS_LAMBDA_LOG_STREAM_NAME": LOG_STREAM,
        "AWS_REGION": region,
        "LAMBDA_TASK_ROOT": str(folder),
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "_HANDLER": handler,
    }
    own = {name: value for name, value in given.items() if not name.startswith(OURS)}
    return passed_on | lambdas | own
