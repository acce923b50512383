"""The bridge says what AWS would have said."""

import unittest

from customer_events import changes

MACHINE = ("222222222222", "eu-west-1", "i-0123456789abcdef0")


def said(before: str | None, now: str) -> list[tuple[str, str]]:
    events = changes({MACHINE: before} if before else {}, {MACHINE: now})
    return [(event["detail"]["state"], event["time"]) for event in events]


class Changes(unittest.TestCase):
    def test_a_stop_goes_by_way_of_stopping(self):
        self.assertEqual([state for state, _ in said("running", "stopped")], ["stopping", "stopped"])

    def test_a_new_machine_was_pending_first(self):
        self.assertEqual([state for state, _ in said(None, "running")], ["pending", "running"])

    def test_time_alone_puts_the_events_into_their_order(self):
        (_, first), (_, second) = said("stopped", "running")
        self.assertLess(first, second)

    def test_nothing_happened(self):
        self.assertEqual(said("running", "running"), [])

    def test_the_envelope_is_the_customers(self):
        [event, _] = changes({}, {MACHINE: "running"})
        self.assertEqual((event["account"], event["region"], event["source"]), (*MACHINE[:2], "aws.ec2"))
        self.assertEqual(event["resources"], ["arn:aws:ec2:eu-west-1:222222222222:instance/i-0123456789abcdef0"])
