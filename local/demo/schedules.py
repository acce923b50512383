"""The demo company's schedules. One of them does something all the time, so that there is something to see."""

import datetime

from .portal import Portal

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
PULSE = "Demo pulse"
# Two minutes on, two minutes off, for as long as a visitor looks around.
PULSE_STEP = datetime.timedelta(minutes=2)
PULSES = 30


def make(portal: Portal, machines: list[dict]) -> str:
    """Make what is missing; a sentence about what there is."""
    there = {schedule["name"]: schedule for schedule in portal.items("/schedules")}
    by_name = {machine["name"]: machine["id"] for machine in machines}
    now = datetime.datetime.now(datetime.timezone.utc)
    for draft, assigned in _drafts(now):
        if draft["name"] in there:
            _quicken(portal, there[draft["name"]], draft, now)
            continue
        schedule = portal.post("/schedules", draft)
        there[draft["name"]] = schedule
        if assigned:
            ids = [by_name[name] for name in assigned]
            portal.post(f"/schedules/{schedule['id']}/assignments", {"assign": ids, "release": []})
    return f"schedules: {', '.join(there)}. {PULSE} stops or starts machines every two minutes"


def _quicken(portal: Portal, schedule: dict, draft: dict, now: datetime.datetime) -> None:
    """Give the pulse new windows when its old ones have passed: a stack may run for days."""
    if schedule["name"] != PULSE:
        return
    edge = schedule["next_edge"]
    # Python 3.10 reads no "Z".
    if edge is None or datetime.datetime.fromisoformat(edge["at"].replace("Z", "+00:00")) > now + 2 * PULSE_STEP:
        match = {"If-Match": f'"{schedule["version"]}"'}
        portal.call("PUT", f"/schedules/{schedule['id']}", draft, match)


def _drafts(now: datetime.datetime) -> list[tuple[dict, list[str]]]:
    """Each schedule and the names of machines assigned to it by id. An id beats a selector."""
    office = [_window(day, "07:30", day, "19:00") for day in DAYS[:5]]
    return [
        (
            _schedule("Office hours", "Europe/Berlin", office, 10, "env", "dev"),
            ["legacy-report", "shop-test-load-01"],
        ),
        (
            _schedule("Test week", "America/New_York", [_window("mon", "06:00", "fri", "20:00")], 10, "env", "test"),
            [],
        ),
        (
            _schedule(PULSE, "UTC", _pulse(now), 50, "demo", "pulse"),
            ["bastion"],
        ),
    ]


def _schedule(name: str, zone: str, windows: list[dict], priority: int, key: str, value: str) -> dict:
    selector = {"priority": priority, "tags": [{"key": key, "value": value}]}
    return {"name": name, "document": {"zone": zone, "windows": windows}, "selectors": [selector]}


def _pulse(now: datetime.datetime) -> list[dict]:
    """On since a moment ago, off at the next full minute, on again two minutes later, and so forth."""
    edge = now.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1)
    windows = [(edge - PULSE_STEP, edge)]
    for n in range(PULSES):
        on = edge + PULSE_STEP + 2 * n * PULSE_STEP
        windows.append((on, on + PULSE_STEP))
    return [_window(*_moment(start), *_moment(end)) for start, end in windows]


def _moment(at: datetime.datetime) -> tuple[str, str]:
    return DAYS[at.weekday()], at.strftime("%H:%M")


def _window(from_day: str, from_time: str, to_day: str, to_time: str) -> dict:
    return {"from": {"day": from_day, "time": from_time}, "to": {"day": to_day, "time": to_time}}
