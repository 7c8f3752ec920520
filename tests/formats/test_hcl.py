import pytest

from webapp.formats.hcl import read_hcl

TEXT = """
locals { a = 1 }
resource "kind" "ä" {
  text = "q\\"${x.y}\\u00e4$${z}"
  list = [true, null, -2.5, 3]
  map  = { plain = 1, "quoted.$" : "b" }
  call = merge(local.a, { b = 2 })
  code = jsonencode({ c = local.a ? 1 : 2 })
}
locals { b = 2 }
"""


def test_values_stand_under_the_pointers_of_terraforms_json() -> None:
    document = read_hcl(TEXT)
    assert document.root is not None
    assert document.root.value == {
        "locals": {"a": 1, "b": 2},
        "resource": {
            "kind": {
                "ä": {
                    "text": 'q"${x.y}ä${z}',
                    "list": [True, None, -2.5, 3],
                    "map": {"plain": 1, "quoted.$": "b"},
                    "call": "${merge(local.a, { b = 2 })}",
                    "code": {"c": "${local.a ? 1 : 2}"},
                }
            }
        },
    }


def test_offsets_count_code_points() -> None:
    document = read_hcl(TEXT)
    node = document.at("/resource/kind/ä/map/quoted.$")
    assert node is not None
    assert document.text[node.start : node.end] == '"b"'
    assert document.position(node.start) == (6, 36)


@pytest.mark.parametrize("text", ["locals { a = }", "}{", "a = [", "resource {"])
def test_what_is_no_terraform_is_a_problem(text: str) -> None:
    assert [problem.code for problem in read_hcl(text).problems] == ["INVALID_TERRAFORM"]


def test_what_nests_too_deeply_is_not_read() -> None:
    document = read_hcl("a = " + "[" * 400)
    assert not document.readable
    assert [problem.code for problem in document.problems] == ["NESTED_TOO_DEEPLY"]
