"""Thousands of generated requests to the deployed API, as each role, held against its OpenAPI document.

    python local/fuzz_api.py --url http://localhost:8180 --aws http://127.0.0.1:4666 --clouds http://127.0.0.1:5101 \
        --schemathesis .local/venvs/fuzz/bin/schemathesis

schemathesis makes the requests from the document that the API itself serves: right ones and wrong ones. Each role asks in
a company of its own, which has a cloud with machines in moto; these, and what is made on the way, are named in paths,
queries and bodies. Held are: no answer of 5xx, no status, content type, header or body that the document does not
describe, wrong requests refused, and fewer than one answer in a hundred a 429. The seed is fixed: two runs send the same.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from demo.accounts import Account
from demo.fleet import launch_some
from demo.portal import Portal
from seed import connect, wait

ROLES = ["nobody", "viewer", "operator", "admin", "owner"]
SEED = 20_260_302
CONFIG = Path(__file__).parent / "fuzz" / "schemathesis.toml"
# How many requests a run has at least, all roles together.
LEAST, LEAST_DEEP = 800, 20_000
# What each company has.
REGION, MACHINES = "eu-west-1", 6
# The share of refusals for haste: more, and the run has tested the limits instead of the API.
MOST_429 = 0.01


def join_company(role: str, options) -> dict:
    """Somebody of this role in a company of their own, so that nobody's requests take another's role away; and what is
    there: a cloud, its machines, a colleague."""
    if role == "nobody":
        return {"things": {}}
    name = secrets.token_hex(8)
    owner = {"email": f"owner.{name}@example.com", "password": f"pass phrase {secrets.token_hex(8)}"}
    portal = Portal(options.url, options.aws)
    portal.post("/tenants", {"company": "Fuzz & Söhne", "time_zone": "Europe/Berlin", **owner})
    portal.post("/email-verifications", {"token": token_of(portal, owner["email"])})
    portal.sign_in(**owner)
    invited = "viewer" if role == "owner" else role
    member = {"email": f"{invited}.{name}@example.com", "password": f"pass phrase {secrets.token_hex(8)}"}
    portal.post("/invitations", {"email": member["email"], "role": invited, "reach": {"type": "everything"}})
    token = token_of(portal, member["email"])
    Portal(options.url, options.aws).post("/invitations/acceptance", {"token": token, "password": member["password"]})

    asking = owner if role == "owner" else member
    colleagues = [one["user_id"] for one in portal.items("/members") if one["email"] != asking["email"]]
    cloud, machines = give_machines(portal, options.clouds)
    return {**asking, "things": {"usr": colleagues, "cld": [cloud], "machine": machines}}


def give_machines(portal: Portal, clouds: str) -> tuple[str, list[str]]:
    """Connect a new account with machines: the ids of the cloud and of its machines."""
    account = Account(clouds, f"{secrets.randbelow(10**12):012}")
    launch_some(account, REGION, MACHINES)
    cloud = connect(portal, account, "Fuzzed", [REGION])
    machines = wait("the machines", lambda: portal.items(f"/machines?cloud={cloud['id']}"))
    return cloud["id"], [machine["id"] for machine in machines]


def token_of(portal: Portal, email: str) -> str:
    """The token of the link in the newest mail to an address."""
    mails = wait(f"a mail to {email}", lambda: portal.inbox(email))
    return mails[-1].partition("token=")[2].split()[0]


def start(role: str, person: dict, folder: Path, options) -> subprocess.Popen:
    """One run as one role, begun."""
    document = options.document or f"{options.url}/api/v1/openapi.json"
    command = [options.schemathesis, "--config-file", CONFIG, "run", document, "--url", options.url, "--no-color"]
    command += ["--seed", str(SEED), "--request-timeout", "60", "--workers", "1"]
    command += ["--phases", "coverage,fuzzing" if options.deep else "fuzzing", "--max-examples", str(options.examples)]
    command += ["--no-shrink", "--continue-on-failure", "--generation-database", "none", "--warnings", "off"]
    command += ["--suppress-health-check", "all"]
    settings = {"url": options.url, "role": role, "counts": str(folder / f"{role}.json"), **person}
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "fuzz.hooks", "POWERDOWN_FUZZ": json.dumps(settings)}
    environment["PYTHONPATH"] = str(Path(__file__).parent)
    with (folder / f"{role}.log").open("w", encoding="utf-8") as log:
        return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=subprocess.STDOUT)


def finish(role: str, run: subprocess.Popen, folder: Path) -> tuple[bool, Counter]:
    """Whether nothing was found, and how often each status was answered. What was found is printed."""
    clean = run.wait() == 0
    if not clean:
        print(f"── as {role}\n{(folder / f'{role}.log').read_text(encoding='utf-8')}")
    counts = folder / f"{role}.json"
    found = json.loads(counts.read_text(encoding="utf-8")) if counts.exists() else {}
    statuses = Counter({int(status): count for status, count in found.items()})
    print(f"{role}: {statuses.total()} requests, {dict(sorted(statuses.items()))}", flush=True)
    return clean, statuses


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True, help="the address of the app")
    parser.add_argument("--aws", required=True, help="MiniStack, whose inbox has the mails")
    parser.add_argument("--clouds", required=True, help="moto, where the customers' machines are")
    parser.add_argument("--schemathesis", required=True, type=Path, help="the program")
    parser.add_argument("--deep", action="store_true", help="also walk through every rule of the document")
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=ROLES)
    parser.add_argument("--document", help="another document than the one that is served")
    options = parser.parse_args()
    options.examples = 10 if options.deep else 4

    options.schemathesis = options.schemathesis.absolute()
    people = {role: join_company(role, options) for role in options.roles}
    clean, total = True, Counter()
    with tempfile.TemporaryDirectory() as folder:
        # A process each, side by side: schemathesis's own threads get in each other's way.
        runs = {role: start(role, people[role], Path(folder), options) for role in options.roles}
        for role, run in runs.items():
            found_nothing, statuses = finish(role, run, Path(folder))
            clean, total = clean and found_nothing, total + statuses
    limited = total[429] / max(total.total(), 1)
    faults = sum(count for status, count in total.items() if status >= 500)
    print(f"{total.total()} requests as {len(runs)}: {faults} answers of 5xx, {limited:.2%} of 429")
    enough = total.total() >= (LEAST_DEEP if options.deep else LEAST)
    return 0 if clean and enough and not faults and limited < MOST_429 else 1


if __name__ == "__main__":
    sys.exit(main())
