"""Thousands of generated requests to the deployed API, as each role, held against its OpenAPI document.

    python local/fuzz_api.py --url http://localhost:8180 --aws http://127.0.0.1:4666

schemathesis makes the requests from the document that the API itself serves: right ones and wrong ones. Each role asks in
a company of its own; what it makes on the way is used in paths. Held are: no answer of 5xx, no
status, content type, header or body that the document does not describe, wrong requests refused, and fewer than one
answer in a hundred a 429. The seed is fixed: two runs send the same.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from demo.portal import Portal

ROLES = ["nobody", "viewer", "operator", "admin", "owner"]
SEED = 20_260_302
CONFIG = Path(__file__).parent / "fuzz" / "schemathesis.toml"
# How many requests a run has at least, all roles together.
LEAST, LEAST_DEEP = 800, 20_000
# The share of refusals for haste: more, and the run has tested the limits instead of the API.
MOST_429 = 0.01


def join_company(url: str, aws: str, role: str) -> dict:
    """Somebody of this role in a company of their own, so that nobody's requests take another's role away."""
    if role == "nobody":
        return {}
    name = secrets.token_hex(8)
    owner = {"email": f"owner.{name}@example.com", "password": f"pass phrase {secrets.token_hex(8)}"}
    portal = Portal(url, aws)
    portal.post("/tenants", {"company": "Fuzz & Söhne", "time_zone": "Europe/Berlin", **owner})
    portal.post("/email-verifications", {"token": token_of(portal, owner["email"])})
    if role == "owner":
        return owner
    portal.sign_in(**owner)
    member = {"email": f"{role}.{name}@example.com", "password": f"pass phrase {secrets.token_hex(8)}"}
    portal.post("/invitations", {"email": member["email"], "role": role, "reach": {"type": "everything"}})
    token = token_of(portal, member["email"])
    Portal(url, aws).post("/invitations/acceptance", {"token": token, "password": member["password"]})
    return member


def token_of(portal: Portal, email: str) -> str:
    """The token of the link in the newest mail to an address."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if mails := portal.inbox(email):
            return mails[-1].partition("token=")[2].split()[0]
        time.sleep(0.2)
    sys.exit(f"no mail came to {email}")


def start(role: str, person: dict, folder: Path, options) -> subprocess.Popen:
    """One run as one role, begun."""
    program = Path(sys.executable).with_name("schemathesis")
    document = options.document or f"{options.url}/api/v1/openapi.json"
    command = [program, "--config-file", CONFIG, "run", document, "--url", options.url, "--no-color"]
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
    parser.add_argument("--deep", action="store_true", help="also walk through every rule of the document")
    parser.add_argument("--roles", nargs="+", choices=ROLES, default=ROLES)
    parser.add_argument("--document", help="another document than the one that is served")
    options = parser.parse_args()
    options.examples = 20 if options.deep else 4

    people = {role: join_company(options.url, options.aws, role) for role in options.roles}
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
