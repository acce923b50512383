"""The door lets in what template.yaml's bus policy lets in, and nothing else."""

import pathlib
import unittest

from customer_door import DETAIL_TYPES, SOURCE, _refusal
from deploy import load_template

EVENT = {
    "source": "aws.ec2",
    "detail-type": "EC2 Instance State-change Notification",
    "account": "222222222222",
    "region": "us-east-1",
    "time": "2026-01-31T09:00:00Z",
    "detail": {"instance-id": "i-0123456789abcdef0", "state": "running"},
}


class Door(unittest.TestCase):
    def test_it_is_the_policy(self):
        template = load_template(pathlib.Path(__file__).parents[2] / "template.yaml")
        condition = template["Resources"]["BusPolicy"]["Properties"]["Statement"]["Condition"]["StringEquals"]
        self.assertEqual((condition["events:source"], set(condition["events:detail-type"])), (SOURCE, DETAIL_TYPES))

    def test_a_real_event_comes_in(self):
        self.assertIsNone(_refusal(EVENT))

    def test_everything_else_stays_out(self):
        for change in (
            {"source": "powerdown"},
            {"detail-type": "AWS API Call via CloudTrail"},
            {"account": "not-an-account"},
            {"time": None},
            {"detail": {}},
        ):
            self.assertIsNotNone(_refusal(EVENT | change), change)
