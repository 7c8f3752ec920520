import pytest

from webapp.formats import read_host, resolve

HOST = """
service: {name: shop}
provider: {stage: "${opt:stage, 'test'}", region: eu-west-1}
custom:
  table: ${self:service}-${self:provider.stage}
  deep: ${self:custom.${sls:stage}.size}
  test: {size: 7}
  loop: ${self:custom.loop}
  twins: [a, b]
  open: ${env:SECRET}
params: {default: {url: "http://x"}, prod: {url: "http://y"}}
functions: {pay: {handler: h.h}}
stepFunctions: {stateMachines: {m: {definition: {StartAt: A, States: {A: {Type: Pass, Comment: "${env:NOTE}"}}}}}}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${self:service}", "shop"),
        ("${self:custom.table}", "shop-test"),
        ("${self:custom.deep}", "7"),
        ("${self:custom.twins.1}", "b"),
        ("${opt:stage}", "test"),
        ("${opt:stage, 'other'}", "other"),
        ("${opt:stage, self:provider.stage}", "test"),
        ("${opt:missing, env:NONE, 'last'}", "last"),
        ("${opt:missing, 5}", "5"),
        ("${sls:stage}/${aws:region}/#{AWS::Region}", "test/eu-west-1/eu-west-1"),
        ("${param:url}", "http://x"),
        ("${self:functions.pay.name}", "shop-test-pay"),
        ("${AWS::Partition}", "aws"),
        ("#{AWS::AccountId}", "#{AWS::AccountId}"),
        ("${env:HOME}", "${env:HOME}"),
        ("${env:HOME, 'h'}", "h"),
        ("${self:custom.open, 'closed'}", "closed"),
        ("${self:custom.loop}", "${self:custom.loop}"),
        ("${self:custom}", "${self:custom}"),
        ("${file(a.yml):b}", "${file(a.yml):b}"),
        ("no placeholder, ${unclosed", "no placeholder, ${unclosed"),
    ],
)
def test_placeholders_are_replaced_where_they_are_known(text: str, expected: str) -> None:
    assert resolve(text, read_host(HOST)) == expected


@pytest.mark.parametrize("key", ["AWS::AccountId", "#{AWS::AccountId}", "${AWS::AccountId}"])
def test_a_given_value_counts_by_name_and_by_the_whole_text(key: str) -> None:
    host = read_host(HOST, values={key: "123456789012"})
    assert resolve("arn:#{AWS::AccountId}:${AWS::AccountId}", host) == "arn:123456789012:123456789012"


def test_a_given_stage_goes_everywhere() -> None:
    host = read_host(HOST, values={"opt:stage": "prod"})
    assert resolve("${sls:stage} ${self:custom.table} ${param:url}", host) == "prod shop-prod http://y"
    assert host.functions[0].deployed_name == "shop-prod-pay"


def test_without_a_stage_the_framework_says_dev() -> None:
    host = read_host("service: s\nstepFunctions: {}\n")
    assert resolve("${self:service}-${opt:stage}-${self:provider.stage}-${opt:region}", host) == "s-dev-dev-us-east-1"


def test_the_stage_may_refer_to_itself() -> None:
    text = "provider: {stage: '${self:custom.stage}'}\ncustom: {stage: '${self:provider.stage}'}\nstepFunctions: {}\n"
    host = read_host(text)
    assert resolve("${sls:stage}", host)


def test_values_that_double_again_and_again_stay_small() -> None:
    custom = "".join(f"  v{n}: ${{self:custom.v{n + 1}}}${{self:custom.v{n + 1}}}\n" for n in range(60))
    host = read_host(f"custom:\n{custom}  v60: xxxxxxxxxx\nstepFunctions: {{}}\n")
    assert len(resolve("${self:custom.v0}", host)) < 1_000_000


def test_the_placeholders_of_a_definition_are_listed_with_what_they_become() -> None:
    (placeholder,) = read_host(HOST).placeholders
    assert (placeholder.name, placeholder.value, placeholder.origin) == ("env:NOTE", None, "unknown")
    (placeholder,) = read_host(HOST, values={"env:NOTE": "hi"}).placeholders
    assert (placeholder.value, placeholder.origin) == ("hi", "given")


def test_what_a_placeholder_leaves_open_is_listed_too() -> None:
    text = (
        "custom: {a: 'x-${env:B}'}\nstepFunctions: {stateMachines: {m: {definition: {Comment: '${self:custom.a}'}}}}\n"
    )
    assert [(found.name, found.value) for found in read_host(text).placeholders] == [
        ("self:custom.a", "x-${env:B}"),
        ("env:B", None),
    ]


@pytest.mark.parametrize("text", ["${" * 50_000, "${" * 50_000 + "}" * 50_000, "${a, " * 20_000 + "}" * 20_000])
def test_deeply_nested_placeholders_are_left_alone(text: str) -> None:
    assert resolve(text, read_host(HOST)) == text
