"""MiniStack as our own AWS account, with what PowerDown needs on one machine.

Same settings as `ministack` (all by environment, see xtask/src/stack/): this launcher only adds

1. *No Nagle on the Runtime API.* Functions speak to MiniStack over loopback HTTP; Nagle and delayed acknowledgements
   together cost about 45 ms an invocation.
2. *Live function logs.* What a function prints goes line by line to `POWERDOWN_FUNCTION_LOGS/<function>.log`, while it
   is printed, beside MiniStack's own CloudWatch Logs (which get it after the invocation).
3. *SQS batches are authorised as on AWS*, where there is no action of that name: SendMessageBatch is sqs:SendMessage.
4. *The door for customers' events* (see `customer_door.py`).
"""

import os
import pathlib
import socketserver
import sys

from ministack import app as ministack_app
from ministack.core import iam_actions, lambda_runtime

from customer_door import with_customer_door


def without_nagle() -> None:
    """Answer the functions' Runtime API calls at once."""
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True


def with_function_logs(directory: pathlib.Path) -> None:
    """Copy each line a function prints to its own file in `directory`, at the moment it is printed."""
    directory.mkdir(parents=True, exist_ok=True)
    pump = lambda_runtime.ProvidedWorker._pump_output

    def pump_and_copy(self, stream, log_queue):
        with (directory / f"{self.func_name}.log").open("ab", buffering=0) as copy:
            pump(self, _Tee(stream, copy), log_queue)

    lambda_runtime.ProvidedWorker._pump_output = pump_and_copy


def with_batches_authorised_as_on_aws() -> None:
    """Ask for sqs:SendMessage where MiniStack would ask for sqs:SendMessageBatch, and so forth."""
    extract = iam_actions.extract_iam_action

    def extract_iam_action(service, *request):
        action = extract(service, *request)
        return action.removesuffix("Batch") if service == "sqs" and action else action

    iam_actions.extract_iam_action = extract_iam_action


class _Tee:
    """A stream whose lines also land in a second one."""

    def __init__(self, stream, copy):
        self._stream = stream
        self._copy = copy

    def readline(self):
        line = self._stream.readline()
        if line:
            self._copy.write(line)
        return line

    def close(self):
        self._stream.close()


def main() -> int:
    without_nagle()
    with_batches_authorised_as_on_aws()
    # Taken out, or the functions would inherit it.
    if logs := os.environ.pop("POWERDOWN_FUNCTION_LOGS", None):
        with_function_logs(pathlib.Path(logs))
    ministack_app.app = with_customer_door(ministack_app.app)
    sys.argv = ["ministack"]
    return ministack_app.main()


if __name__ == "__main__":
    sys.exit(main())
