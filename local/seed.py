"""The demo company, so that a visitor has something to look at, and something that moves.

    python local/seed.py --url http://localhost:8080 --aws http://127.0.0.1:4566 --clouds http://127.0.0.1:5001 \
        --email demo@powerdown.example --password …

1. In moto, two customer accounts with machines (demo/fleet.py).
2. Through our own address, as a browser would: sign up, open the link in the mail, sign in, connect two clouds, make the
   role that onboarding/ prescribes in each account, verify, wait for the inventory, make schedules and assign machines.

Nothing is written past the API: what works here works for a customer. Each step is left out when it was done before, so
it may be run again, also after it was interrupted.
"""

import argparse
import sys
import time

from demo import schedules
from demo.accounts import Account, connect_role
from demo.fleet import FLEET, farm, launch
from demo.portal import Portal, Refused

COMPANY = "Nordwind Commerce"
TIME_ZONE = "Europe/Berlin"
CLOUDS = {"222222222222": "Nordwind shop", "333333333333": "Nordwind data"}
PATIENCE = 180.0


def sign_in(portal: Portal, email: str, password: str) -> None:
    """Be signed in, by way of signing up when nobody knows us."""
    try:
        portal.sign_in(email, password)
        return
    except Refused as refusal:
        if refusal.status != 401:
            raise
    # A mail about an earlier, unfinished sign-up may lie in the inbox: only what comes now counts.
    seen = len(portal.inbox(email))
    portal.post("/tenants", {"company": COMPANY, "email": email, "password": password, "time_zone": TIME_ZONE})
    link = wait("the mail with the link", lambda: portal.newest_link(email, seen))
    portal.post("/email-verifications", {"token": link.rpartition("token=")[2]})
    portal.sign_in(email, password)


def connect(portal: Portal, account: Account, name: str, regions: list[str]) -> dict:
    """Be connected to an account: the cloud exists, is healthy, and its machines have been seen."""
    cloud = next((c for c in portal.items("/clouds") if c["account_id"] == account.id), None)
    if cloud is None:
        role = {"type": "role", "role_arn": f"arn:aws:iam::{account.id}:role/PowerDown"}
        cloud = portal.post("/clouds", {"name": name, "account_id": account.id, "regions": regions, "access": role})
    connect_role(account, portal.get(f"/clouds/{cloud['id']}/launch")["external_id"])
    if not is_connected(cloud):
        portal.post(f"/clouds/{cloud['id']}/verification")
        cloud = wait(f"{name} to be healthy and seen", lambda: look(portal, cloud["id"]))
    return cloud


def look(portal: Portal, cloud_id: str) -> dict | None:
    # It fails at first where the first look, at its making, comes before the role.
    cloud = portal.get(f"/clouds/{cloud_id}")
    return cloud if is_connected(cloud) else None


def is_connected(cloud: dict) -> bool:
    return cloud["health"]["status"] == "healthy" and bool(cloud["machines_seen_at"])


def all_machines(portal: Portal) -> list[dict] | None:
    machines = portal.items("/machines?limit=200")
    return machines if len(machines) >= len(FLEET) else None


def wait(what: str, ready):
    """The first truthy answer of `ready`, asked twice a second."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answer := ready():
            return answer
        time.sleep(0.5)
    sys.exit(f"waited {PATIENCE:.0f} s for {what}, in vain")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="address of the app")
    parser.add_argument("--aws", required=True, help="address of MiniStack, for its inbox")
    parser.add_argument("--clouds", required=True, help="address of moto")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--farm", type=int, default=0, help="so many machines more, for a bench")
    options = parser.parse_args()

    FLEET.extend(farm(options.farm))
    for account_id in CLOUDS:
        launch(Account(options.clouds, account_id))
    portal = Portal(options.url, options.aws)
    try:
        sign_in(portal, options.email, options.password)
        for account_id, name in CLOUDS.items():
            regions = sorted({machine.region for machine in FLEET if machine.account == account_id})
            connect(portal, Account(options.clouds, account_id), name, regions)
        machines = wait("all machines to be seen", lambda: all_machines(portal))
        made = schedules.make(portal, machines)
    except Refused as refusal:
        sys.exit(str(refusal))
    print(f"{COMPANY}: {len(machines)} machines in {len(CLOUDS)} accounts, {made}")


if __name__ == "__main__":
    main()
