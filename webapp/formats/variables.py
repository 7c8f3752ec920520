"""The variables of the Serverless Framework, as far as one file tells them.

Without ``--stage`` the framework's stage is ``provider.stage``, else ``dev``; its region is ``provider.region``, else
``us-east-1``. ``opt:stage`` and ``opt:region`` mean these here too when a definition names no fallback of its own: the
framework leaves them empty, but nobody runs a deployment here. The environment is never read.
"""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.formats.host import Variable
from webapp.formats.placeholders import resolve_text, text_of
from webapp.values import Json

_FRAMEWORK_DEFAULTS: Final = {"stage": "dev", "region": "us-east-1"}
_PSEUDO_PARAMETERS: Final = {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}
_SAME_AS: Final = {"AWS::Region": "region", "aws:region": "region", "sls:stage": "stage"}


class Variables:
    """What the placeholders of one ``serverless.yml`` stand for. ``root`` is the value of the whole file."""

    def __init__(self, root: Mapping[str, Json], values: Mapping[str, str]) -> None:
        self.root = root
        self.given = given(values)
        self._open: set[str] = set()
        self._known: dict[str, Variable | None] = {}

    def lookup(self, source: str) -> Variable | None:
        """Return what is known of one source; one that leads back to itself is not known."""
        found = self.given(source)
        if found is not None or source in self._open:
            return found
        if source not in self._known:
            self._open.add(source)
            found = self._from_file(source)
            if found is not None and isinstance(found.value, str):
                found = Variable(resolve_text(found.value, self.lookup), found.origin)
            self._open.discard(source)
            self._known[source] = found
        return self._known[source]

    def stage(self) -> str:
        """Return the stage that would be deployed."""
        return self._setting("stage")

    def text(self, value: Json) -> str:
        """Return a scalar of the file as text, its placeholders resolved where known."""
        return resolve_text(text_of(value) or "", self.lookup)

    def _from_file(self, source: str) -> Variable | None:
        kind, _, address = source.partition(":")
        match kind:
            case "self":
                return self._self(address)
            case "param":
                return self._param(address)
        if source in _SAME_AS:
            return Variable(self._setting(_SAME_AS[source]), "default")
        default = _PSEUDO_PARAMETERS.get(source)
        return None if default is None else Variable(default, "default")

    def _self(self, address: str) -> Variable | None:
        tokens = [token for token in address.replace("[", ".").replace("]", "").split(".") if token]
        value = _at(self.root, tokens)
        if tokens == ["service"] and isinstance(value, dict):
            value = value.get("name")
        if value is not None:
            return Variable(value, "file")
        match tokens:
            case ["provider", name] if name in _FRAMEWORK_DEFAULTS:
                return Variable(self._setting(name), "default")
            case ["functions", key, "name"] if _at(self.root, ["functions", key]) is not None:
                return Variable(self.deployed_name(key), "default")
        return None

    def deployed_name(self, key: str) -> str:
        """Return what the function ``key`` is called once deployed."""
        own = _at(self.root, ["functions", key, "name"])
        if own is not None:
            return self.text(own)
        return f"{self.text('${self:service}')}-{self.stage()}-{key}"

    def _param(self, name: str) -> Variable | None:
        for stage in (self.stage(), "default"):
            value = _at(self.root, ["params", stage, name])
            if value is not None:
                return Variable(value, "file")
        return None

    def _setting(self, name: str) -> str:
        """Return the stage or the region: as given, from the file, or the framework's default."""
        for source in (f"opt:{name}", *(same for same, setting in _SAME_AS.items() if setting == name)):
            variable = self.given(source)
            if variable is not None:
                return str(variable.value)
        own = None if f"provider {name}" in self._open else self._provider(name)
        return _FRAMEWORK_DEFAULTS[name] if own is None else own

    def _provider(self, name: str) -> str | None:
        self._open.add(f"provider {name}")
        own = text_of(_at(self.root, ["provider", name]))
        resolved = None if own is None else resolve_text(own, self.lookup)
        self._open.discard(f"provider {name}")
        return resolved


def given(values: Mapping[str, str]) -> Callable[[str], Variable | None]:
    """Return the lookup of the values that the user gave: by name, or by the whole text of the placeholder."""
    by_name = {_name(key): value for key, value in values.items()}

    def lookup(source: str) -> Variable | None:
        value = by_name.get(source)
        return None if value is None else Variable(value, "given")

    return lookup


def _name(key: str) -> str:
    return key[2:-1].strip() if key.startswith(("${", "#{")) and key.endswith("}") else key.strip()


def _at(value: Json | Mapping[str, Json], tokens: list[str]) -> Json:
    found: Json = dict(value) if isinstance(value, Mapping) else value
    for token in tokens:
        if isinstance(found, dict):
            found = found.get(token)
        elif isinstance(found, list) and token.isdecimal() and int(token) < len(found):
            found = found[int(token)]
        else:
            return None
    return found
