"""Who asks, about which things, and what came back: hooks that schemathesis calls around each request.

A request is asked with the session of POWERDOWN_FUZZ's person. Ids that fit the document are replaced, three times of
four, by those of things that are there, and versions by theirs: else every answer would be 404 or 412.
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
ID = re.compile(r"^([a-z]{3,4})_[0-9A-Z]{26}$")
MACHINE = re.compile(r"^cld_[0-9A-Z]{26}:[a-z0-9-]+:i-[0-9a-f]+$")
VERSION = re.compile(r'^"[0-9]+(\.[0-9a-f]{16})?"$')
# The fields of bodies that hold ids, and of what.
FIELDS = {"machines": "machine", "assign": "machine", "release": "machine", "schedule": "sch"}
FIELDS |= {"cloud": "cld", "clouds": "cld", "calendar": "cal", "includes": "cal"}
# A person that is found in a list is not learned: it may be the one who asks.
LEARNED = {"cld", "machine", "sch", "cal", "exp", "inv", "tok"}
# The cloud from the beginning has all the machines: it stays as it is.
CHANGES_CLOUD = {"updateCloud", "deleteCloud"}

lock = threading.Lock()
statuses: Counter = Counter()
things: defaultdict[str, list[str]] = defaultdict(list)
for kind, ids in SETTINGS["things"].items():
    things[kind] += ids
versions: dict[str, str] = {}
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


def kind_of(value) -> str | None:
    """What an id is of."""
    if not isinstance(value, str):
        return None
    match = ID.match(value)
    return match[1] if match else "machine" if MACHINE.match(value) else None


def known(value, kind: str | None, operation: str):
    """A thing of this kind that is there, in place of an id; the same one for the same request."""
    choice = zlib.crc32(f"{operation} {value}".encode())
    if not isinstance(value, str) or choice % 4 == 0:
        return value
    with lock:
        pool = things[kind]
        if operation in CHANGES_CLOUD:
            pool = [one for one in pool if one not in SETTINGS["things"].get(kind, [])]
        return pool[choice % len(pool)] if pool else value


def known_within(body, operation: str, kind: str | None = None):
    """A body with things that are there in the fields that hold ids."""
    if isinstance(body, dict):
        return {name: known_within(value, operation, FIELDS.get(name)) for name, value in body.items()}
    if isinstance(body, list):
        return [known_within(item, operation, kind) for item in body]
    return known(body, kind, operation) if kind else body


@schemathesis.hook
def filter_path_parameters(context, path_parameters):
    """Without what the emulated gateway reads as something else than the path it is in; the API's own tests have it."""
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
    for place in ("path_parameters", "query"):
        if values := getattr(case, place):
            setattr(case, place, {name: known(value, kind_of(value), operation) for name, value in values.items()})
    case.body = known_within(case.body, operation)
    version = versions.get(case.formatted_path)
    if version and VERSION.match(str(headers.get("If-Match"))) and zlib.crc32(headers["If-Match"].encode()) % 4:
        headers["If-Match"] = version
    case.headers = headers


@schemathesis.hook
def after_call(context, case, response):
    with lock:
        statuses[response.status_code] += 1
    if response.status_code == 401 and b"problem:no-session" in response.content:
        # A request has ended all sessions of this person, or changed the password's.
        with lock:
            session["since"] = -FRESH
    if response.status_code >= 300:
        return
    with lock:
        if case.method == "DELETE":
            for value in (case.path_parameters or {}).values():
                things[kind_of(value)] = [one for one in things[kind_of(value)] if one != value]
        elif version := response.headers.get("etag"):
            versions[case.formatted_path] = version[0]
        learn(response)


def learn(response) -> None:
    """Remember what an answer shows."""
    if not response.content or "json" not in response.headers["content-type"][0]:
        return
    shown = json.loads(response.content)
    for thing in [shown, *shown.get("items", [])]:
        kind = kind_of(thing.get("id"))
        if kind in LEARNED and thing["id"] not in things[kind]:
            things[kind].append(thing["id"])


@atexit.register
def write_counts():
    Path(SETTINGS["counts"]).write_text(json.dumps(statuses), encoding="utf-8")
