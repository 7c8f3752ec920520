"""The y of every layer and the line of every edge: upright through the layers, across in the channels between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.graph.boxes import Box, Point
from webapp.graph.geometry import (
    LABEL_RANK_GAP,
    RANK_GAP,
    TRACK_GAP,
    TRACK_MARGIN_BOTTOM,
    TRACK_MARGIN_LABEL,
    TRACK_MARGIN_TOP,
    TRACKS_HEIGHT,
)
from webapp.graph.lanes import first_end, lane_places
from webapp.graph.layered import Chain, ItemKind, Layered
from webapp.graph.ports import Ports
from webapp.graph.tracks import Run, assign_tracks

_STRAIGHT = 0.5


@dataclass(slots=True)
class Routed:
    """Where the layers stand and how the lines run, in the machine's own coordinates."""

    tops: list[float]
    bottoms: list[float]
    height: float
    width: float = 0.0
    points: dict[int, list[Point]] = field(default_factory=dict)
    label_boxes: dict[int, Box] = field(default_factory=dict)


@dataclass(slots=True)
class _Channel:
    """The space below a layer; channel -1 does not exist, since loops turn in layers of their own."""

    runs: list[Run] = field(default_factory=list)
    track_count: int = 0
    first_track: float = 0.0
    track_gap: float = TRACK_GAP


def route_lines(layered: Layered, x: Sequence[float]) -> Routed:
    """Return the lines of all edges and the y of all layers, given the x of all items."""
    ports = Ports(layered, x)
    channels = [_Channel() for _ in layered.layers]
    width = max((middle + half for middle, half in zip(x, layered.right, strict=True)), default=0.0)
    lanes, width = lane_places(layered, width)
    ends: dict[int, tuple[int, Run]] = {}
    runs = {
        chain.edge: _lane_runs(layered, chain, x, ports, lanes[chain.items[-1]], channels, ends)
        if chain.is_lane
        else _runs_of(layered, chain, x, ports, channels)
        for chain in layered.chains
    }
    for channel in channels:
        channel.track_count = assign_tracks(channel.runs)
    routed = _stack_layers(layered, channels)
    routed.width = width
    for chain in layered.chains:
        routed.points[chain.edge] = _points(layered, chain, x, ports, channels, runs[chain.edge], routed)
        _add_label_box(layered, chain, x, routed)
    return routed


def _runs_of(
    layered: Layered, chain: Chain, x: Sequence[float], ports: Ports, channels: Sequence[_Channel]
) -> list[tuple[int, Run]]:
    """Return the chain's horizontal runs with the number of their channel, in the order of the line."""
    items = chain.items
    leaves, reaches = ports.leaving[chain.edge], ports.reaching[chain.edge]
    runs: list[tuple[int, Run]] = []
    if chain.is_loop:
        column = [x[item] for item in items[2:-2]]
        channel = layered.layer_of[items[0]]
        runs.append((channel, Run((leaves, column[0]), ())))
        here = column[0]
        for step, upper in enumerate(column[1:]):
            if abs(here - upper) > _STRAIGHT:
                runs.append((channel - step - 1, Run((upper,), (here,))))
                here = upper
        runs.append((layered.layer_of[items[-1]] - 1, Run((), (here, reaches))))
    else:
        here, channel = leaves, layered.layer_of[items[0]]
        for step, lower in enumerate([*(x[item] for item in items[1:-1]), reaches]):
            if abs(lower - here) > _STRAIGHT:
                runs.append((channel + step, Run((here,), (lower,))))
                here = lower
    for channel, run in runs:
        channels[channel].runs.append(run)
    return runs


def _lane_runs(
    layered: Layered,
    chain: Chain,
    x: Sequence[float],
    ports: Ports,
    lane: float,
    channels: Sequence[_Channel],
    ends: dict[int, tuple[int, Run]],
) -> list[tuple[int, Run]]:
    """Return the runs across to the lane and across from it; the latter is shared by all lines to the target."""
    source, target, label = chain.items[0], chain.items[-1], first_end(chain)
    leaves, channel = ports.leaving[chain.edge], layered.layer_of[source]
    runs: list[tuple[int, Run]] = []
    if label is not None:
        if abs(leaves - x[label]) > _STRAIGHT:
            runs.append((channel, Run((leaves,), (x[label],))))
            leaves = x[label]
        channel = layered.layer_of[label]
    is_upwards = layered.layer_of[target] <= layered.layer_of[source]
    runs.append((channel, Run((leaves, lane), ()) if is_upwards else Run((leaves,), (lane,))))
    for number, run in runs:
        channels[number].runs.append(run)
    if target not in ends:
        above, reaches = layered.layer_of[target] - 1, ports.reaching[chain.edge]
        ends[target] = above, Run((), (reaches, lane)) if is_upwards else Run((lane,), (reaches,))
        channels[above].runs.append(ends[target][1])
    return [*runs, ends[target]]


def _stack_layers(layered: Layered, channels: Sequence[_Channel]) -> Routed:
    tops: list[float] = []
    y = 0.0
    unspaced = 0.0
    holds_nodes = [any(layered.kinds[item] is ItemKind.NODE for item in layer) for layer in layered.layers]
    heights = [_layer_height(layered, layer) for layer in layered.layers]
    for number, height in enumerate(heights):
        tops.append(y)
        y += height
        if number + 1 == len(heights):
            break
        channel = channels[number]
        space = _space(
            channel,
            from_nodes=holds_nodes[number],
            to_nodes=holds_nodes[number + 1],
            from_labels=height > 0,
            to_labels=heights[number + 1] > 0,
        )
        if heights[number + 1] == 0.0 and not holds_nodes[number + 1]:
            unspaced = space
        elif unspaced or (heights[number] == 0.0 and not holds_nodes[number]):
            space = max(space, RANK_GAP - unspaced)
            unspaced = 0.0
        elif holds_nodes[number] and holds_nodes[number + 1]:
            space = max(space, RANK_GAP)
        else:
            space = max(space, LABEL_RANK_GAP + (8 if holds_nodes[number + 1] else 0))
        y += space
    return Routed(tops, [top + height for top, height in zip(tops, heights, strict=True)], y)


def _layer_height(layered: Layered, layer: Sequence[int]) -> float:
    height = 0.0
    for item in layer:
        height = max(height, layered.heights[item])
        if item < len(layered.nodes):
            height = max(height, layered.nodes[item].loop_height)
    return height


def _space(channel: _Channel, *, from_nodes: bool, to_nodes: bool, from_labels: bool, to_labels: bool) -> float:
    """Return how high the channel must be for its tracks and remember where the first track lies."""
    if not channel.track_count:
        return 0.0
    above = TRACK_MARGIN_TOP if from_nodes else TRACK_MARGIN_LABEL if from_labels else TRACK_GAP / 2
    below = TRACK_MARGIN_BOTTOM if to_nodes else TRACK_MARGIN_LABEL if to_labels else TRACK_GAP / 2
    channel.first_track = above
    channel.track_gap = min(TRACK_GAP, TRACKS_HEIGHT / channel.track_count)
    return above + (channel.track_count - 1) * channel.track_gap + below


def _points(
    layered: Layered,
    chain: Chain,
    x: Sequence[float],
    ports: Ports,
    channels: Sequence[_Channel],
    runs: Sequence[tuple[int, Run]],
    routed: Routed,
) -> list[Point]:
    source, target = chain.items[0], chain.items[-1]
    layer = layered.layer_of[source]
    points = [(ports.leaving[chain.edge], routed.tops[layer] + layered.heights[source])]
    for number, run in runs:
        y = routed.bottoms[number] + channels[number].first_track + run.track * channels[number].track_gap
        here = points[-1][0]
        ends = (*run.ups, *run.downs)
        there = ends[1] if abs(ends[0] - here) < abs(ends[1] - here) else ends[0]
        points += [(here, y), (there, y)]
    points.append((points[-1][0], routed.tops[layered.layer_of[target]]))
    return points


def _add_label_box(layered: Layered, chain: Chain, x: Sequence[float], routed: Routed) -> None:
    edge = layered.edges[chain.edge]
    for item in chain.items[1:-1]:
        if edge.label_width and layered.kinds[item] is ItemKind.LABEL:
            top = routed.tops[layered.layer_of[item]]
            routed.label_boxes[chain.edge] = (x[item] - edge.label_width / 2, top, edge.label_width, edge.label_height)
