"""The door through which events of customers' accounts reach our bus.

On AWS a rule in the customer's account forwards EC2 events to our bus. EventBridge writes the envelope (`account`,
`region`, `time`, `id`), and refuses a source that begins with `aws.` to everybody but AWS's services. MiniStack's
PutEvents, rightly, refuses `aws.ec2` as well, writes our own account and its own time: there is no way in for a foreign
account. This door is that way, on the local stack only:

    POST /_powerdown/customer-events
    {"bus": "powerdown-local", "events": [{"source": "aws.ec2", "detail-type": "…", "account": "222222222222",
      "region": "us-east-1", "time": "2026-01-31T09:00:00Z", "resources": ["arn:…"], "detail": {…}, "id": "…"}]}

It lets in what the bus policy of template.yaml lets in, and nothing else, then hands the event to the rules of the bus
exactly as it came. Answers 200 `{"accepted": n}`, or 403 naming the first event that the policy refuses.
"""

import asyncio
import json
import os
import re
import uuid

PATH = "/_powerdown/customer-events"
SOURCE = "aws.ec2"
DETAIL_TYPES = {
    "EC2 Instance State-change Notification",
    "EC2 Spot Instance Interruption Warning",
    "EC2 Instance Rebalance Recommendation",
}


def with_customer_door(app):
    """Wrap MiniStack's ASGI application."""

    async def door(scope, receive, send):
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
            return await app(scope, receive, send)
        status, answer = await _answer(await _body(receive))
        body = json.dumps(answer).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return door


async def _body(receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


async def _answer(body: bytes) -> tuple[int, dict]:
    try:
        request = json.loads(body)
        bus, events = request["bus"], request["events"]
    except (ValueError, KeyError, TypeError) as error:
        return 400, {"message": f"expected {{bus, events}}: {error!r}"}
    for event in events:
        if reason := _refusal(event):
            return 403, {"message": reason, "event": event}
    # Rules may invoke functions synchronously: off the event loop, in this request's context.
    await asyncio.to_thread(_deliver, bus, events)
    return 200, {"accepted": len(events)}


def _refusal(event: dict) -> str | None:
    """Why EventBridge would not deliver this event from a customer's account, or None."""
    if event.get("source") != SOURCE:
        return f"source must be {SOURCE}"
    if event.get("detail-type") not in DETAIL_TYPES:
        return "detail-type is not one the bus policy lets in"
    if not re.fullmatch(r"\d{12}", str(event.get("account", ""))):
        return "account must be 12 digits"
    for key in ("region", "time", "detail"):
        if not event.get(key):
            return f"{key} is missing"
    return None


def _deliver(bus: str, events: list[dict]) -> None:
    from ministack.core.responses import set_request_account_id, set_request_region
    from ministack.services import eventbridge

    set_request_account_id(os.environ["MINISTACK_ACCOUNT_ID"])
    set_request_region(os.environ.get("AWS_DEFAULT_REGION", "us-east-1"))
    for event in events:
        eventbridge._dispatch_event(
            {
                "EventId": event.get("id") or str(uuid.uuid4()),
                "Source": event["source"],
                "DetailType": event["detail-type"],
                "Detail": json.dumps(event["detail"]),
                "EventBusName": bus,
                "Time": event["time"],
                "Resources": event.get("resources", []),
                "Account": event["account"],
                "Region": event["region"],
            }
        )
