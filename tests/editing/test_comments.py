"""Comments, as they stand in texts."""

from webapp.asl.text import read_text
from webapp.editing.comments import comments_of


def test_comments_of_json_stand_outside_of_strings() -> None:
    text = '// one\n{"a//b": "// no", /* two\nlines */ "c": [1, // three\n 2]} // four'
    assert comments_of(read_text(text, "json")) == ["// one", "/* two\nlines */", "// three", "// four"]


def test_comments_of_yaml_stand_outside_of_scalars() -> None:
    text = "# one\na: b#c   # two\nd: '# no'\ne: |\n  # no\n# three\nf: [1, # four\n 2]\n"
    assert comments_of(read_text(text, "yaml")) == ["# one", "# two", "# three", "# four"]


def test_an_empty_text_has_its_comments() -> None:
    assert comments_of(read_text("# one\n", "yaml")) == ["# one"]
