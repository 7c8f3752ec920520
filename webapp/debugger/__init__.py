"""The debugger, pure: when to stop, where to stand in the record, and what a paused frame shows.

It never runs an execution and never reaches into the interpreter; it only reads events and snapshots.
"""

from webapp.debugger.breakpoints import (
    Breakpoint,
    BreakpointKind,
    Breakpoints,
    EdgeKind,
    Outcome,
    before,
    breakpoints_of,
)
from webapp.debugger.conditions import problem_of
from webapp.debugger.coverage import (
    GROUPS,
    Count,
    Coverage,
    Point,
    PointKind,
    coverage_of,
    next_of,
    point_of,
    points_of,
)
from webapp.debugger.departure import Departure, changed_states, find_departure
from webapp.debugger.departure_words import describe_departure
from webapp.debugger.flow import INPUT, Flow, FlowStage, flow_of, flow_stages
from webapp.debugger.hits import Hit, HitKind, Hits, LogLine
from webapp.debugger.provenance import origin
from webapp.debugger.retries import Call, calls_of, delays_of, judge_catchers, judge_retriers, used_by
from webapp.debugger.routes import Route, routes_to, transitions_of
from webapp.debugger.run_comparison import (
    Aspect,
    Difference,
    Divergence,
    Likeness,
    Pair,
    RunComparison,
    compare_runs,
    same_ends,
    same_json,
)
from webapp.debugger.scopes import ScopeError, check_syntax, evaluate, holds, owner_of_variable
from webapp.debugger.state_visits import Visit, VisitEnd, VisitKey
from webapp.debugger.stepping import (
    Begin,
    Continue,
    Into,
    NextTimer,
    Out,
    Over,
    RunTo,
    StopKind,
    Stopped,
    StopRule,
    stop_after,
    telling_events,
)
from webapp.debugger.threads import ROOT, Child, child_of, is_ancestor, parent_of
from webapp.debugger.timeline import Position, StoppedAt, find_stop, step_back
from webapp.debugger.trails import Hop, HopKind, Place
from webapp.debugger.why import Change, NoProposal, Proposal, make_default, make_true

__all__ = [
    "GROUPS",
    "INPUT",
    "ROOT",
    "Aspect",
    "Begin",
    "Breakpoint",
    "BreakpointKind",
    "Breakpoints",
    "Call",
    "Change",
    "Child",
    "Continue",
    "Count",
    "Coverage",
    "Departure",
    "Difference",
    "Divergence",
    "EdgeKind",
    "Flow",
    "FlowStage",
    "Hit",
    "HitKind",
    "Hits",
    "Hop",
    "HopKind",
    "Into",
    "Likeness",
    "LogLine",
    "NextTimer",
    "NoProposal",
    "Out",
    "Outcome",
    "Over",
    "Pair",
    "Place",
    "Point",
    "PointKind",
    "Position",
    "Proposal",
    "Route",
    "RunComparison",
    "RunTo",
    "ScopeError",
    "StopKind",
    "StopRule",
    "Stopped",
    "StoppedAt",
    "Visit",
    "VisitEnd",
    "VisitKey",
    "before",
    "breakpoints_of",
    "calls_of",
    "changed_states",
    "check_syntax",
    "child_of",
    "compare_runs",
    "coverage_of",
    "delays_of",
    "describe_departure",
    "evaluate",
    "find_departure",
    "find_stop",
    "flow_of",
    "flow_stages",
    "holds",
    "is_ancestor",
    "judge_catchers",
    "judge_retriers",
    "make_default",
    "make_true",
    "next_of",
    "origin",
    "owner_of_variable",
    "parent_of",
    "point_of",
    "points_of",
    "problem_of",
    "routes_to",
    "same_ends",
    "same_json",
    "step_back",
    "stop_after",
    "telling_events",
    "transitions_of",
    "used_by",
]
