"""The API of AWS Step Functions: what each operation does here. Knows nothing of HTTP.

One module per kind of resource. Requests and answers have the shapes of botocore's own service model, which is loaded
with the first request; errors have AWS's codes and words.
"""

from webapp.aws_api.api import AwsApi
from webapp.aws_api.arns import Caller
from webapp.aws_api.errors import AwsError

__all__ = ["AwsApi", "AwsError", "Caller"]
