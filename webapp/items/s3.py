"""S3 by boto3, with boto3's own settings: ``AWS_ENDPOINT_URL_S3``, ``AWS_REGION``, credentials, profiles.

boto3 is imported when the first object is asked for. Where it would have no idea whom to ask, nobody is asked: a
machine that is no part of AWS would wait for the answer of a metadata service that it does not have.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from webapp.items.buckets import ItemsFailed, Listed

ENDPOINTS: Final = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
CREDENTIALS: Final = (
    *("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"),
    *("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"),
)
NOT_SET_UP: Final = (
    "There is no S3 to ask: set STATEWALK_S3_FOLDER (or --s3-folder) to a folder with a sub-folder for each bucket, "
    "AWS_ENDPOINT_URL_S3 to a local S3, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or AWS_PROFILE) for AWS's own."
)
DEFAULT_REGION: Final = "us-east-1"
CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 60


class S3Buckets:
    """The buckets that boto3 finds."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Connect to nothing yet."""
        self._environment = environment
        self._made: Any = None

    def get(self, bucket: str, key: str, version: str | None = None) -> bytes:
        """Return an object's content."""
        named = {} if version is None else {"VersionId": version}
        with _Failures(f"S3://{bucket}/{key}"):
            content: bytes = self._client().get_object(Bucket=bucket, Key=key, **named)["Body"].read()
            return content

    def list(self, bucket: str, prefix: str) -> Iterator[Listed]:
        """Yield the objects, as many requests as it takes."""
        with _Failures(f"S3://{bucket}"):
            pages = self._client().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
            for page in pages:
                yield from map(_listed, page.get("Contents", ()))

    def put(self, bucket: str, key: str, body: bytes, content_type: str) -> None:
        """Write an object."""
        with _Failures(f"S3://{bucket}/{key}"):
            self._client().put_object(Bucket=bucket, Key=key, Body=body, ContentType=content_type)

    def _client(self) -> Any:
        if self._made is None:
            self._made = self._make_client()
        return self._made

    def _make_client(self) -> Any:
        environment = self._environment
        if not is_set_up(environment):
            raise ItemsFailed(NOT_SET_UP)
        import boto3
        from botocore.config import Config

        endpoint = next((environment[name] for name in ENDPOINTS if environment.get(name)), None)
        named: dict[str, Any] = {}
        if endpoint is not None:
            named["endpoint_url"] = endpoint
            if not has_credentials(environment):  # a local S3 takes any
                named |= {"aws_access_key_id": "statewalk", "aws_secret_access_key": "statewalk"}
        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"max_attempts": 2},
            s3={"addressing_style": "path"} if endpoint is not None else {},
        )
        session = boto3.session.Session()
        return session.client("s3", region_name=session.region_name or DEFAULT_REGION, config=config, **named)


def is_set_up(environment: Mapping[str, str]) -> bool:
    """Return whether boto3 has been told of an S3, or of somebody who may ask AWS's own."""
    return any(environment.get(name) for name in ENDPOINTS) or has_credentials(environment)


def has_credentials(environment: Mapping[str, str]) -> bool:
    """Return whether there are credentials, in the environment or in the files where boto3 looks for them."""
    if any(environment.get(name) for name in CREDENTIALS):
        return True
    home = Path(environment.get("HOME") or Path.home())
    shared = environment.get("AWS_SHARED_CREDENTIALS_FILE") or home / ".aws" / "credentials"
    return Path(shared).is_file() or Path(environment.get("AWS_CONFIG_FILE") or home / ".aws" / "config").is_file()


class _Failures:
    """Turns what boto3 raises into :class:`ItemsFailed`, in AWS's words."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Raise ``ItemsFailed`` in place of what boto3 raised."""
        if error is None or isinstance(error, ItemsFailed):
            return
        from botocore.exceptions import BotoCoreError, ClientError

        if isinstance(error, ClientError):
            raise ItemsFailed(_told(error.response)) from None
        if isinstance(error, BotoCoreError):
            raise ItemsFailed(f"{self._what} cannot be reached: {error}") from None


def _told(response: Mapping[str, Any]) -> str:
    error, about = response.get("Error", {}), response.get("ResponseMetadata", {})
    return (
        f"{error.get('Message') or error.get('Code')} (Service: Amazon S3; Status Code: {about.get('HTTPStatusCode')}; "
        f"Error Code: {error.get('Code')}; Request ID: {about.get('RequestId')}; Proxy: null)"
    )


def _listed(entry: Mapping[str, Any]) -> Listed:
    modified = int(entry["LastModified"].timestamp())
    return Listed(entry["Key"], entry["Size"], entry["ETag"], modified, entry.get("StorageClass", "STANDARD"))
