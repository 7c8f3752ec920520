"""Lead states that come to a place on to what follows there, and what they led to and is not there any more."""

from collections.abc import Collection, Sequence

from webapp.editing.definition import Definition, StatePlace
from webapp.editing.flow import Group, Link, links_of
from webapp.editing.steps import Steps
from webapp.editing.transitions import drop_entries, lead


def lead_on(
    steps: Steps,
    definition: Definition,
    states: Sequence[StatePlace],
    group: Group,
    target: str | None,
    *,
    known: Collection[str],
    ending: str,
) -> bool:
    """Draft that ``states``, which are ``group``, lead on to ``target``, or end where that is ``None``.

    What led to where the group led on follows; so does what led to states that are not ``known`` at the place, and that
    is said. Of such a catcher without a target nothing is left; such a rule or Default, which cannot end, leads to the
    state ``ending``. Return whether that must be made.
    """
    needs_ending = False
    for state in states:
        ended: list[int] = []
        for link in links_of(state):
            if link.target in group.names or (wanted := _wanted(link, group, target, known)) == link.target:
                continue
            missing = link.target is not None and link.target not in known
            if missing and link.target != group.onward:
                _tell(steps, link, wanted)
            if wanted is not None or link.ref.kind in ("next", "end"):
                lead(definition, link.ref, wanted)
            elif missing and link.ref.kind == "catch" and link.ref.index is not None:
                ended.append(link.ref.index)
            elif missing:
                lead(definition, link.ref, ending)
                needs_ending = True
        if ended:
            drop_entries(definition, state, "Catch", ended)
    return needs_ending


def _wanted(link: Link, group: Group, target: str | None, known: Collection[str]) -> str | None:
    if link.target == group.onward or (link.target is not None and link.target not in known):
        return target
    return link.target


def _tell(steps: Steps, link: Link, wanted: str | None) -> None:
    what = {"choice": "A rule", "default": "The Default", "catch": "A catcher"}.get(link.ref.kind, "The Next")
    ended = "is removed" if link.ref.kind == "catch" else "ends now"
    now = ended if wanted is None else f'leads to "{wanted}" now'
    steps.note(f'{what} of "{link.source}" led to "{link.target}", which is not there: it {now}.')
