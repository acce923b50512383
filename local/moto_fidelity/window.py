"""A window into every account at once, for the local stack only:

    GET /_powerdown/instances → {"222222222222": {"us-east-1": {"i-0abc…": "running"}}}

Accounts and regions without instances are left out. `customer_events.py` looks through it once a second: asking each
account and region by DescribeInstances would cost more than all the rest of the local stack.
"""

import json

from moto.ec2.models import ec2_backends

PATH = "/_powerdown/instances"


def open_in(server) -> None:
    """Put the window in front of the application that `moto.server.main` is going to make."""
    application = server.DomainDispatcherApplication

    class WithWindow(application):
        def __call__(self, environ, start_response):
            if environ.get("PATH_INFO") != PATH:
                return super().__call__(environ, start_response)
            body = json.dumps(instances()).encode()
            start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
            return [body]

    server.DomainDispatcherApplication = WithWindow


def instances() -> dict[str, dict[str, dict[str, str]]]:
    """The state of every instance, by account, region and id."""
    seen = {}
    for account, regions in list(ec2_backends.items()):
        for region, backend in list(regions.items()):
            states = {i.id: i._state.name for r in list(backend.reservations.values()) for i in list(r.instances)}
            if states:
                seen.setdefault(account, {})[region] = states
    return seen
