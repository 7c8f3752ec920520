"""``python -m webapp.cli``: the ``statewalk`` command without an installed script."""

from webapp.cli import main

main(prog_name="statewalk")
