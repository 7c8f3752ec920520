"""What can be inserted ready-made, as the page lists it."""

from itertools import groupby

from webapp.editing import templates
from webapp.messages import building


def palette() -> building.Palette:
    """Return all templates by group."""
    return building.Palette(
        groups=[
            building.PaletteGroup(
                name=group,
                items=[
                    building.PaletteItem(
                        id=each.id,
                        name=each.name,
                        summary=each.summary,
                        icon=each.icon,
                        kind=each.kind,
                        resource=each.resource,
                    )
                    for each in members
                ],
            )
            for group, members in groupby(templates(), key=lambda each: each.group)
        ]
    )
