"""Who asks, about which things, and what came back: hooks that schemathesis calls around each request.

A request is asked with the session of POWERDOWN_FUZZ's person. Ids that fit the document are replaced, three times of
four, by those of things that were made on the way: else every answer would be 404.
"""

import atexit
import json
import os
import re
import threading
import time
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import requests
import schemathesis

SETTINGS = json.loads(os.environ["POWERDOWN_FUZZ"])
# A token lives ten minutes.
FRESH = 8 * 60
# They end the session that they are asked with: each gets one of its own.
ENDS_SESSION = {"logOut", "refreshSession"}
ID = re.compile(r"^([a-z]{3})_[0-9A-Z]{26}$")

lock = threading.Lock()
statuses: Counter = Counter()
things: defaultdict[str, list[str]] = defaultdict(list)
session = {"cookie": "", "since": -FRESH}


def log_in() -> str:
    """The cookies of a new session."""
    body = {"email": SETTINGS["email"], "password": SETTINGS["password"]}
    headers = {"X-PowerDown-Client": "fuzz"}
    answer = requests.post(f"{SETTINGS['url']}/api/v1/sessions", json=body, headers=headers, timeout=60)
    answer.raise_for_status()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in answer.cookies)


def cookie_for(operation: str | None) -> str:
    if SETTINGS["role"] == "nobody":
        return ""
    if operation in ENDS_SESSION:
        return log_in()
    with lock:
        if time.monotonic() - session["since"] > FRESH:
            session.update(cookie=log_in(), since=time.monotonic())
        return session["cookie"]


def known(value: str, salt: str) -> str:
    """A thing that is there, in place of an id that fits; the same one for the same request."""
    match = ID.match(value)
    choice = zlib.crc32(f"{salt} {value}".encode())
    if not match or choice % 4 == 0:
        return value
    with lock:
        pool = things[match[1]]
        return pool[choice % len(pool)] if pool else value


@schemathesis.hook
def filter_path_parameters(context, path_parameters):
    """Without what the emulated gateway reads as something else than the path it is in."""
    return not any(set("#?%/\\") & set(str(value)) or not str(value).isprintable()
                   for value in (path_parameters or {}).values())


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw.get("operationId")
    headers = case.headers if case.headers is not None else {}
    if "x-powerdown-client" not in {name.lower() for name in headers}:
        headers["X-PowerDown-Client"] = "fuzz"
    if cookie := cookie_for(operation):
        headers["Cookie"] = cookie
    case.headers = headers
    if case.path_parameters:
        case.path_parameters = {
            name: known(value, case.method) if isinstance(value, str) else value
            for name, value in case.path_parameters.items()
        }


@schemathesis.hook
def after_call(context, case, response):
    with lock:
        statuses[response.status_code] += 1
    if response.status_code == 401 and b"problem:no-session" in response.content:
        # A request has ended all sessions of this person, or changed the password's.
        with lock:
            session["since"] = -FRESH
    if response.status_code == 201:
        made = json.loads(response.content).get("id", "")
        if isinstance(made, str) and (match := ID.match(made)):
            with lock:
                things[match[1]].append(made)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Known: within a body, serde takes a list for an object, its fields in order."""
    return not (failure.title == "Schema-violating request accepted" and "in body" in failure.message
                and "Incorrect type" in failure.message)


@atexit.register
def write_counts():
    Path(SETTINGS["counts"]).write_text(json.dumps(statuses), encoding="utf-8")
