"""The files of fixtures/, read with what stands beside them."""

from pathlib import Path

from webapp.formats import Host, read_host

FIXTURES = Path(__file__).parent / "fixtures"


def host_of(file: Path) -> Host:
    def read(path: str) -> str | None:
        found = (file.parent / path).resolve()
        return found.read_text() if found.is_relative_to(file.parent.resolve()) and found.is_file() else None

    return read_host(file.read_text(), file.name, read=read)
