"""The bridge: what moto's machines do becomes events on our bus, as a customer's forwarding rule would bring them.

    python local/customer_events.py --clouds http://127.0.0.1:5001 --aws http://127.0.0.1:4566 --bus powerdown-local

moto tells nobody what happens to its machines. This looks at all of them once a second and sends, for each change, the
"EC2 Instance State-change Notification"s that AWS would have sent: moto goes from running to stopped at once, AWS by way
of stopping, so two events leave here. Which account and region a machine is in comes from moto, nothing is configured.
Machines that exist when it starts say nothing, as on AWS.
"""

import argparse
import datetime
import logging
import time
import uuid

import requests

log = logging.getLogger("customer_events")

# What lies between two states on AWS. A machine that is new has come from nowhere.
WAYS = {
    (None, "running"): ["pending", "running"],
    ("stopped", "running"): ["pending", "running"],
    ("running", "stopped"): ["stopping", "stopped"],
    ("running", "terminated"): ["shutting-down", "terminated"],
    ("stopped", "terminated"): ["terminated"],
}

Machine = tuple[str, str, str]  # account, region, instance id


def look(clouds: str) -> dict[Machine, str]:
    """The state of every machine of every account now."""
    accounts = requests.get(f"{clouds}/_powerdown/instances", timeout=5).json()
    return {
        (account, region, instance): state
        for account, regions in accounts.items()
        for region, instances in regions.items()
        for instance, state in instances.items()
    }


def changes(before: dict[Machine, str], now: dict[Machine, str]) -> list[dict]:
    """The events that AWS would have sent between two looks."""
    events = []
    for machine, state in now.items():
        last = before.get(machine)
        if last == state:
            continue
        # An event's time has whole seconds. What happened on the way happened a second earlier, so that time alone
        # puts the events into their order, as it nearly always does on AWS.
        steps = WAYS.get((last, state), [state])
        for ago, step in zip(range(len(steps) - 1, -1, -1), steps):
            events.append(notification(machine, step, ago))
    return events


def notification(machine: Machine, state: str, seconds_ago: int) -> dict:
    account, region, instance = machine
    at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=seconds_ago)
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "EC2 Instance State-change Notification",
        "source": "aws.ec2",
        "account": account,
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [f"arn:aws:ec2:{region}:{account}:instance/{instance}"],
        "detail": {"instance-id": instance, "state": state},
    }


def send(aws: str, bus: str, events: list[dict]) -> None:
    for event in events:
        answer = requests.post(f"{aws}/_powerdown/customer-events", json={"bus": bus, "events": [event]}, timeout=30)
        answer.raise_for_status()
        log.info("%s %s %s %s", event["account"], event["region"], event["detail"]["instance-id"], event["detail"]["state"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clouds", required=True, help="address of moto")
    parser.add_argument("--aws", required=True, help="address of MiniStack")
    parser.add_argument("--bus", required=True, help="name of our event bus")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")

    before: dict[Machine, str] | None = None
    while True:
        try:
            now = look(options.clouds)
            if before is not None:
                send(options.aws, options.bus, changes(before, now))
            before = now
        except requests.RequestException as error:
            # Not up yet, or restarting. What changed meanwhile is seen at the next look.
            log.debug("waiting: %s", error)
        time.sleep(options.every)


if __name__ == "__main__":
    main()
