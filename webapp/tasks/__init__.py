"""What answers a Task: handlers in processes of their own, and mocks. Decides nothing about executions.

Handlers run the user's code: whoever makes one has asked for consent before.
"""

from webapp.tasks.handler import Handler, Invocation, Limits, TaskError
from webapp.tasks.lambda_result import wrap_lambda_result
from webapp.tasks.mocks import MockAnswer, MockBook, MockProblem, MockReturn, MockThrow
from webapp.tasks.node import node_binary, node_handler
from webapp.tasks.python import python_handler
from webapp.tasks.runtimes import handler_file, handler_for
from webapp.tasks.source import code_folder

__all__ = [
    "Handler",
    "Invocation",
    "Limits",
    "MockAnswer",
    "MockBook",
    "MockProblem",
    "MockReturn",
    "MockThrow",
    "TaskError",
    "code_folder",
    "handler_file",
    "handler_for",
    "node_binary",
    "node_handler",
    "python_handler",
    "wrap_lambda_result",
]
