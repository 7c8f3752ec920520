"""What is known stands in place of its placeholder; what is not stays as it was written."""

from webapp.asl import TaskState
from webapp.formats import read_host, resolved_machine

HOST = """\
service: shop
provider: {stage: test}
stepFunctions:
  stateMachines:
    pay:
      definition:
        StartAt: Pay
        States:
          Pay:
            Type: Task
            Resource: arn:aws:lambda:eu-west-1:#{AWS::AccountId}:function:${self:service}-${sls:stage}-pay
            End: true
"""


def test_known_placeholders_are_filled_in_and_unknown_ones_stay_visible() -> None:
    host = read_host(HOST, "serverless.yml")
    machine = resolved_machine(host, host.machines[0])
    assert machine is not None
    state = machine.states["Pay"]
    assert isinstance(state, TaskState)
    assert state.resource == "arn:aws:lambda:eu-west-1:#{AWS::AccountId}:function:shop-test-pay"
