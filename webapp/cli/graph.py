"""``statewalk graph``: print the drawn graph."""

import json

import click

from webapp.cli.sources import fail, machine_option, neighbours_of, parse_values, read_source, set_option
from webapp.documents import NothingToDraw, Theme, layout_of, machine_of
from webapp.graph import Arrangement, Direction, build, facts, render_svg, to_json


@click.command(
    epilog="Examples:\n\n\b\n  statewalk graph order.asl.json --format svg > order.svg\n"
    "  statewalk graph serverless.yml --machine orders --format json"
)
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["svg", "json", "node-link"]), default="svg", show_default=True)
@click.option("--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", help="Colours of the SVG.")
@click.option("--direction", type=click.Choice(["down", "right"]), default="down", help="Which way the flow goes.")
@click.option("--collapse", multiple=True, metavar="PATH", help="Draw the Map or Parallel at PATH as one box.")
@machine_option
@set_option
def graph(
    file: str,
    form: str,
    theme: Theme,
    direction: Direction,
    collapse: tuple[str, ...],
    machine: str | None,
    values: tuple[str, ...],
) -> None:
    """Draw the state machine in FILE (- is standard input) and print it.

    Whatever is wrong in it, what can be understood is drawn. json is the drawing, and facts: what is reached, loops,
    dominators, the longest path and the number of paths. node-link is the graph as networkx reads it.
    """
    text, name = read_source(file)
    asked = (text, name, machine, parse_values(values), neighbours_of(file))
    try:
        layout, model = layout_of(*asked, Arrangement(direction, frozenset(collapse))), machine_of(*asked)
    except NothingToDraw as error:
        fail(f"{file}: {error}")
    if form == "json":
        click.echo(json.dumps({**to_json(layout), "facts": facts(model)}, ensure_ascii=False, indent=2))
    elif form == "node-link":
        # Imported here: it takes longer to load than the picture to draw.
        import networkx as nx

        click.echo(json.dumps(nx.node_link_data(build(model), edges="edges"), ensure_ascii=False, indent=2))
    else:
        click.echo(render_svg(layout, theme, machine or name or "state machine"))
