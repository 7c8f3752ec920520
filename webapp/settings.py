"""The settings of a server: each is an option of ``statewalk serve`` and an environment variable ``STATEWALK_*``."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from webapp.engine import Quotas

DEFAULT_PORT = 8000
ANY_HOST = "0.0.0.0"
MOCK_CONFIG = "SFN_MOCK_CONFIG"
"""The variable of Step Functions Local for its mock file."""


Validation = Literal["lenient", "aws"]


class SettingsError(ValueError):
    """A setting cannot be used; the message says which and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is reached, where it keeps its data, whose code it may run, and what executions are held to.

    ``allow_code``: ``None`` asks in the page. ``token``: ``None`` makes one and keeps it in the data folder.
    """

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    token: str | None = None
    new_token: bool = False
    data_dir: Path | None = None
    allowed_hosts: tuple[str, ...] = ()
    folder: Path | None = None
    open_file: Path | None = None
    allow_code: bool | None = None
    no_browser: bool = False
    validation: Validation = "lenient"
    mock_config: Path | None = None
    s3_folder: Path | None = None
    quotas: Quotas = "payload"
    read_only: bool = False

    @property
    def is_loopback(self) -> bool:
        """Tell whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def check(self) -> None:
        """Raise :class:`SettingsError` where the server would be open to others without a token and a name."""
        if self.is_loopback:
            return
        if not self.token:
            raise SettingsError(
                f"the address {self.host} (STATEWALK_HOST, --host) can be reached from other machines: "
                "set STATEWALK_TOKEN (or --token) to a secret first"
            )
        if not self.allowed_hosts:
            raise SettingsError(
                f"the address {self.host} (STATEWALK_HOST, --host) can be reached from other machines: "
                "name the host that browsers will use with STATEWALK_ALLOWED_HOSTS (or --allowed-host NAME)"
            )


def settings_from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that ``STATEWALK_*`` and ``PORT`` give, for a server started without a command line.

    What that server listens on cannot be seen from here: without ``STATEWALK_HOST`` it is any address, as in Procfile.
    """
    data_dir, mock_config = environment.get("STATEWALK_DATA_DIR"), environment.get(MOCK_CONFIG)
    s3_folder = environment.get("STATEWALK_S3_FOLDER")
    return Settings(
        host=environment.get("STATEWALK_HOST") or ANY_HOST,
        port=port_from(environment),
        token=environment.get("STATEWALK_TOKEN") or None,
        data_dir=Path(data_dir) if data_dir else None,
        allowed_hosts=split_names(environment.get("STATEWALK_ALLOWED_HOSTS", "")),
        no_browser=True,
        validation=validation_from(environment),
        mock_config=Path(mock_config) if mock_config else None,
        s3_folder=Path(s3_folder) if s3_folder else None,
        quotas=quotas_from(environment),
    )


def validation_from(environment: Mapping[str, str]) -> Validation:
    """Return ``STATEWALK_VALIDATION``; raise :class:`SettingsError` where it is neither ``lenient`` nor ``aws``."""
    match environment.get("STATEWALK_VALIDATION") or "lenient":
        case "lenient":
            return "lenient"
        case "aws":
            return "aws"
        case other:
            raise SettingsError(f"STATEWALK_VALIDATION is {other!r}: expected lenient or aws")


def quotas_from(environment: Mapping[str, str]) -> Quotas:
    """Return ``STATEWALK_QUOTAS``; raise :class:`SettingsError` where it is not ``payload``, ``aws`` or ``off``."""
    match environment.get("STATEWALK_QUOTAS") or "payload":
        case "payload":
            return "payload"
        case "aws":
            return "aws"
        case "off":
            return "off"
        case other:
            raise SettingsError(f"STATEWALK_QUOTAS is {other!r}: expected payload, aws or off")


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in ``text``, which commas or blanks part."""
    return tuple(text.replace(",", " ").split())


def port_from(environment: Mapping[str, str]) -> int:
    """Return ``STATEWALK_PORT``, else ``PORT``, else 8000; raise :class:`SettingsError` where it is no port."""
    for name in ("STATEWALK_PORT", "PORT"):
        text = environment.get(name)
        if text:
            if not text.isdecimal() or not 0 <= int(text) <= 65535:
                raise SettingsError(f"{name} is {text!r}: expected a port number from 0 to 65535")
            return int(text)
    return DEFAULT_PORT
