"""DescribeSpotPriceHistory: moto has one constant price; here each type and zone has a series that repeats exactly.

A price holds for six hours, lies between 31 % and 39 % of the on-demand price, and depends on nothing but type, zone and
time: two calls, or two days of tests, see the same history.
"""

import datetime
import hashlib

from moto.core.responses import ActionResult
from moto.ec2.responses.spot_instances import SpotInstances

# On-demand, Linux, us-east-1, $ an hour. Types that are not here cost 0.10.
ON_DEMAND = {
    "t3.micro": 0.0104, "t3.small": 0.0208, "t3.medium": 0.0416, "t3.large": 0.0832, "t3.xlarge": 0.1664,
    "m5.large": 0.096, "m5.xlarge": 0.192, "m5.2xlarge": 0.384, "m6i.large": 0.096, "m6i.xlarge": 0.192,
    "c5.large": 0.085, "c5.xlarge": 0.17, "c5.2xlarge": 0.34, "c6i.large": 0.085, "c6i.4xlarge": 0.68,
    "r5.large": 0.126, "r5.xlarge": 0.252, "r6i.2xlarge": 0.504, "g4dn.xlarge": 0.526, "p3.2xlarge": 3.06,
}  # fmt: skip
STEP = datetime.timedelta(hours=6)
STEPS = 8


def repair() -> None:
    def describe_spot_price_history(self):
        filters = {k: v for k, v in self._filters_from_querystring().items() if k != "product-description"}
        offers = self.ec2_backend.describe_spot_price_history(self._get_param("InstanceTypes", []), filters)
        return ActionResult({"SpotPriceHistory": [record for offer in offers for record in _series(offer)]})

    SpotInstances.describe_spot_price_history = describe_spot_price_history


def _series(offer: dict):
    now = datetime.datetime.now(datetime.timezone.utc)
    latest = now.replace(hour=now.hour - now.hour % 6, minute=0, second=0, microsecond=0)
    base = ON_DEMAND.get(offer["InstanceType"], 0.1) * 0.35
    for step in range(STEPS):
        at = latest - step * STEP
        dice = hashlib.sha256(f"{offer['InstanceType']}{offer['Location']}{at.isoformat()}".encode()).digest()[0] / 255
        yield {
            "InstanceType": offer["InstanceType"],
            "ProductDescription": "Linux/UNIX",
            "SpotPrice": f"{base * (0.9 + 0.2 * dice):.6f}",
            "AvailabilityZone": offer["Location"],
            "Timestamp": at,
        }
