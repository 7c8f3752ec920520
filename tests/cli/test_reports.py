import json
from typing import Any

from webapp.asl import Problem
from webapp.cli.reports import as_github, as_sarif
from webapp.documents import FileFindings, Finding


def file_with(*problems: Problem) -> FileFindings:
    findings = tuple(Finding(each, 0, (1, each.start + 1), (1, each.end + 1)) for each in problems)
    return FileFindings("a b/ä.asl.json", (), findings)


WRONG = Problem("WRONG", "100 % wrong:\na, b", "error", "/States/A", 3, 5, "Task State", "right")
ODD = Problem("ODD", "odd", "info", "", 0, 0)


def test_github_gets_workflow_commands() -> None:
    assert as_github([file_with(WRONG, ODD)]).splitlines() == [
        "::error file=a b/ä.asl.json,line=1,endLine=1,col=4,endColumn=5,title=WRONG::100 %25 wrong:%0Aa, b (right)",
        "::notice file=a b/ä.asl.json,line=1,endLine=1,col=1,endColumn=1,title=ODD::odd",
    ]
    assert as_github([FileFindings("a,b:c.json", (), file_with(ODD).findings)]).startswith(
        "::notice file=a%2Cb%3Ac.json,"
    )


def test_sarif_names_rule_level_and_region_of_each_result() -> None:
    log: dict[str, Any] = json.loads(as_sarif([file_with(WRONG, ODD), file_with()]))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["ODD", "WRONG"]
    assert run["columnKind"] == "unicodeCodePoints"
    wrong, odd = run["results"]
    assert wrong["ruleId"] == run["tool"]["driver"]["rules"][wrong["ruleIndex"]]["id"]
    assert (wrong["level"], odd["level"]) == ("error", "note")
    place = wrong["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%A4.asl.json"},
        "region": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 6},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "/States/A"}]
    assert wrong["message"] == {"text": "100 % wrong:\na, b (right)"}


def test_a_clean_run_is_an_empty_sarif_run() -> None:
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []
