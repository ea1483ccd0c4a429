"""State machines: moto's interpreter, whose calls go to the emulator with the role that an execution has on AWS.

By itself moto keeps state machines and does not run them; where it does, it calls `localhost:$MOTO_PORT` with fixed credentials,
in one account and past the emulator. Here each call is made with credentials of the execution's role, or of the role that a
task names, so that it is judged and reaches the emulator's services.
"""

import functools
import sys

from botocore.config import Config
from moto.stepfunctions import models, responses
from moto.sts.models import sts_backends
from moto.utilities.utils import get_partition

_SESSION = "states"
_TIMEOUT_SECONDS = 900


def apply(emulator, turn):
    """Has executions run, with calls to `emulator`; `turn` is held by whoever works in moto's stores."""
    responses.get_backend = functools.partial(_backend, emulator, turn)
    models.StateMachine.__getstate__ = _without_executions


def _without_executions(machine):
    """State of a machine for copies and snapshots: executions hold threads, which cannot be copied, and moto copies for each one."""
    return {**vars(machine), "executions": []}


def _backend(emulator, turn, account, region):
    return _interpreter(emulator, turn)[account][region]


@functools.cache
def _interpreter(emulator, turn):
    """The interpreter, loaded when somebody needs it: that takes two seconds."""
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends

    client_for = functools.partial(_client_for, emulator, turn)
    for module in list(sys.modules.values()):
        if hasattr(module, "boto_client_for"):
            module.boto_client_for = client_for
    return stepfunctions_parser_backends


def _client_for(emulator, turn, region, service, state_credentials=None):
    import boto3

    with turn:
        role = _assume(state_credentials.role_arn, region)
    return boto3.client(
        service_name=service,
        region_name=region,
        endpoint_url=emulator,
        aws_access_key_id=role.access_key_id,
        aws_secret_access_key=role.secret_access_key,
        aws_session_token=role.session_token,
        config=Config(
            parameter_validation=False,
            retries={"max_attempts": 0, "total_max_attempts": 1},
            connect_timeout=_TIMEOUT_SECONDS,
            read_timeout=_TIMEOUT_SECONDS,
        ),
    )


def _assume(role_arn, region):
    backend = sts_backends[role_arn.split(":")[4]][get_partition(region)]
    return backend.assume_role(
        region_name=region,
        role_session_name=_SESSION,
        role_arn=role_arn,
        policy=None,
        duration=3600,
        external_id="",
    )
