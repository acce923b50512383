"""The demo company is what the README promises."""

import collections
import datetime
import unittest

from demo.fleet import FLEET
from demo.schedules import DAYS, _drafts, _pulse


class Fleet(unittest.TestCase):
    def test_two_accounts_two_regions_sixty_machines(self):
        self.assertGreaterEqual(len(FLEET), 60)
        places = collections.Counter((machine.account, machine.region) for machine in FLEET)
        self.assertEqual(len(places), 4)

    def test_names_are_unique(self):
        self.assertEqual(len({machine.name for machine in FLEET}), len(FLEET))

    def test_some_production_belongs_to_no_schedule(self):
        selectors = [tag for draft, _ in _drafts(datetime.datetime.now()) for s in draft["selectors"] for tag in s["tags"]]
        free = [m for m in FLEET if not any(m.tags.get(tag["key"]) == tag["value"] for tag in selectors)]
        self.assertGreater(len(free), 10)


class Pulse(unittest.TestCase):
    def test_something_happens_within_a_minute_whenever_it_begins(self):
        for now in (datetime.datetime(2026, 2, 1, 23, 58, 30), datetime.datetime(2026, 2, 4, 12, 0, 0)):
            first = _pulse(now)[0]["to"]
            edge = now.replace(second=0) + datetime.timedelta(minutes=1)
            self.assertEqual(first, {"day": DAYS[edge.weekday()], "time": edge.strftime("%H:%M")})

    def test_windows_do_not_touch(self):
        windows = _pulse(datetime.datetime(2026, 2, 1, 23, 0, 0))
        for one, next_one in zip(windows, windows[1:]):
            self.assertNotEqual(one["to"], next_one["from"])
