"""``statewalk data``: where the data lies, how much there is, and how to be rid of it."""

import time
from pathlib import Path

import click

from webapp.cli.sources import fail
from webapp.store import (
    DataFolder,
    DataFolderUnusable,
    KindUsage,
    Store,
    StoreTooNew,
    default_path,
    open_data_folder,
    open_store,
)

_DAY_MS = 24 * 3600 * 1000


@click.group(
    invoke_without_command=True,
    epilog="Examples:\n\n\b\n  statewalk data\n  statewalk data prune --older-than 30",
)
@click.option("--data-dir", type=click.Path(path_type=Path), envvar="STATEWALK_DATA_DIR", help="Another data folder.")
@click.pass_context
def data(context: click.Context, data_dir: Path | None) -> None:
    """Show where documents and executions are kept and how large they are."""
    context.obj = data_dir
    if context.invoked_subcommand is not None:
        return
    place = data_dir or default_path()
    if not place.exists():
        click.echo(f"{place}\n  nothing is kept yet")
        return
    folder, store = _open(data_dir)
    usage = store.usage()
    click.echo(f"{folder.path}")
    for kind in ("documents", "executions", "events", "payloads", "shares"):
        row: KindUsage = getattr(usage, kind)
        click.echo(f"  {kind:<12} {row.count:>8}  {_size(row.bytes)}")
    click.echo(f"  {'on disk':<12} {'':>8}  {_size(folder.size_bytes())}")


@data.command(epilog="Examples:\n\n\b\n  statewalk data prune --older-than 7")
@click.option("--older-than", "days", type=click.IntRange(min=0), default=30, show_default=True, help="Days.")
@click.pass_obj
def prune(data_dir: Path | None, days: int) -> None:
    """Delete the executions that ended more than some days ago; documents stay."""
    if not (data_dir or default_path()).exists():
        click.echo("nothing is kept yet")
        return
    _, store = _open(data_dir)
    pruned = store.prune(before_ms=time.time_ns() // 1_000_000 - days * _DAY_MS)
    click.echo(f"deleted {pruned.executions} executions that ended more than {days} days ago, {pruned.events} events")


def _open(data_dir: Path | None) -> tuple[DataFolder, Store]:
    try:
        folder = open_data_folder(data_dir)
        return folder, open_store(folder)
    except (DataFolderUnusable, StoreTooNew) as error:
        fail(str(error))


def _size(size: int) -> str:
    value = float(size)
    for unit in ("B", "kB", "MB"):
        if value < 1000:
            return f"{value:7.1f} {unit}"
        value /= 1000
    return f"{value:7.1f} GB"
