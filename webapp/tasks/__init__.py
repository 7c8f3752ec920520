"""What answers a Task: handlers in processes of their own, and mocks. Decides nothing about executions.

Handlers run the user's code: whoever makes one has asked for consent before.
"""

from webapp.tasks.api_models import free_fields, output_shape
from webapp.tasks.handler import Handler, Invocation, Limits, TaskError
from webapp.tasks.lambda_result import NO_REQUEST, sdk_metadata, wrap_lambda_result
from webapp.tasks.mock_config import MockConfig, is_mock_config, read_mock_config
from webapp.tasks.mock_file import MockConfigFile, mock_book_for
from webapp.tasks.mock_responses import (
    EXHAUSTED,
    MOST_SECONDS,
    InvocationNumber,
    MockAnswer,
    MockProblem,
    MockReturn,
    MockTemplate,
    MockThrow,
    is_response,
    read_answer,
)
from webapp.tasks.mocks import MockBook, check_states, read_mock_file
from webapp.tasks.node import node_binary, node_handler
from webapp.tasks.python import python_handler
from webapp.tasks.runtimes import handler_file, handler_for
from webapp.tasks.source import code_folder

__all__ = [
    "EXHAUSTED",
    "MOST_SECONDS",
    "NO_REQUEST",
    "Handler",
    "Invocation",
    "InvocationNumber",
    "Limits",
    "MockAnswer",
    "MockBook",
    "MockConfig",
    "MockConfigFile",
    "MockProblem",
    "MockReturn",
    "MockTemplate",
    "MockThrow",
    "TaskError",
    "check_states",
    "code_folder",
    "free_fields",
    "handler_file",
    "handler_for",
    "is_mock_config",
    "is_response",
    "mock_book_for",
    "node_binary",
    "node_handler",
    "output_shape",
    "python_handler",
    "read_answer",
    "read_mock_config",
    "read_mock_file",
    "sdk_metadata",
    "wrap_lambda_result",
]
