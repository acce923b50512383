"""The machines of the demo company: a web shop and its data platform, grown as such things grow."""

import dataclasses
import itertools

from .accounts import Account

SHOP, DATA = "222222222222", "333333333333"
VIRGINIA, IRELAND = "us-east-1", "eu-west-1"


@dataclasses.dataclass(frozen=True)
class Machine:
    """One machine as it is launched."""

    account: str
    region: str
    zone: str
    name: str
    type: str
    tags: dict[str, str]
    stopped: bool = False
    spot: bool = False
    windows: bool = False


def _group(account, region, names, type, stopped=0, spot=False, windows=False, **tags) -> list[Machine]:
    """Machines that differ in name and zone only. `names` is `pattern:count`; the last `stopped` are stopped."""
    pattern, _, count = names.partition(":")
    count = int(count)
    zones = itertools.cycle(f"{region}{letter}" for letter in "abc")
    tags = {key.replace("_", "-"): value for key, value in tags.items()}
    return [
        Machine(account, region, zone, f"{pattern}-{n:02}" if count > 1 else pattern, type, tags, n > count - stopped, spot, windows)
        for n, zone in zip(range(1, count + 1), zones)
    ]


FLEET: list[Machine] = [
    # The shop. Production runs around the clock and belongs to no schedule.
    *_group(SHOP, VIRGINIA, "shop-prod-web:4", "m6i.large", env="prod", team="storefront", owner="ana.ruiz", app="shop"),
    *_group(SHOP, VIRGINIA, "shop-prod-api:3", "c6i.large", env="prod", team="checkout", owner="tomasz.nowak", app="shop"),
    *_group(SHOP, VIRGINIA, "shop-prod-search:2", "r6i.2xlarge", env="prod", team="search", owner="li.wei", app="search"),
    *_group(SHOP, VIRGINIA, "shop-dev-web:4", "t3.medium", 1, env="dev", team="storefront", owner="ana.ruiz", app="shop"),
    *_group(SHOP, VIRGINIA, "shop-dev-api:4", "t3.medium", 1, env="dev", team="checkout", owner="tomasz.nowak", app="shop"),
    *_group(SHOP, VIRGINIA, "shop-test-web:3", "t3.large", env="test", team="storefront", owner="qa", app="shop"),
    *_group(SHOP, VIRGINIA, "shop-test-load:4", "c5.2xlarge", 2, spot=True, env="test", team="checkout", owner="qa", app="load-test"),
    *_group(SHOP, VIRGINIA, "ci-runner:4", "c5.xlarge", spot=True, env="dev", team="platform", owner="ci", app="ci"),
    *_group(SHOP, VIRGINIA, "demo-kiosk:3", "t3.micro", env="demo", team="sales", owner="mia.hansen", demo="pulse"),
    *_group(SHOP, VIRGINIA, "bastion:1", "t3.micro", env="prod", team="platform", owner="sre"),
    *_group(SHOP, IRELAND, "shop-eu-prod-web:3", "m6i.large", env="prod", team="storefront", owner="ana.ruiz", app="shop"),
    *_group(SHOP, IRELAND, "shop-eu-dev-web:3", "t3.medium", 1, env="dev", team="storefront", owner="sofia.rossi", app="shop"),
    *_group(SHOP, IRELAND, "erp-dev-win:2", "m5.xlarge", windows=True, env="dev", team="finance", owner="erik.berg", app="erp"),
    *_group(SHOP, IRELAND, "demo-kiosk-eu:2", "t3.micro", env="demo", team="sales", owner="mia.hansen", demo="pulse"),
    # The data platform.
    *_group(DATA, VIRGINIA, "spark-prod-worker:4", "r5.xlarge", env="prod", team="data", owner="priya.shah", app="spark"),
    *_group(DATA, VIRGINIA, "notebook-dev:5", "m5.2xlarge", 2, env="dev", team="data-science", owner="priya.shah", app="notebook"),
    *_group(DATA, VIRGINIA, "train-gpu:2", "g4dn.xlarge", 1, env="dev", team="data-science", owner="jonas.keller", app="training"),
    *_group(DATA, VIRGINIA, "etl-test:3", "c5.large", env="test", team="data", owner="qa", app="etl"),
    *_group(DATA, VIRGINIA, "legacy-report:1", "m5.large", True, team="finance", owner="unknown"),
    *_group(DATA, IRELAND, "warehouse-prod:3", "r5.large", env="prod", team="data", owner="priya.shah", app="warehouse"),
    *_group(DATA, IRELAND, "warehouse-test:3", "r5.large", 1, env="test", team="data", owner="qa", app="warehouse"),
    *_group(DATA, IRELAND, "bi-dev:4", "t3.xlarge", 1, env="dev", team="analytics", owner="sofia.rossi", app="bi"),
]  # fmt: skip


def farm(count: int) -> list[Machine]:
    """Machines that a schedule selects and that nobody looks at."""
    return _group(SHOP, VIRGINIA, f"farm:{count}", "t3.medium", env="dev", team="platform", app="farm")


def launch(account: Account) -> None:
    """Launch an account's machines, unless it has any."""
    mine = [machine for machine in FLEET if machine.account == account.id]
    for region in sorted({machine.region for machine in mine}):
        ec2 = account.client("ec2", region)
        if ec2.describe_instances()["Reservations"]:
            continue
        images = {windows: _image(ec2, windows) for windows in (False, True)}
        stopped = []
        for machine in (machine for machine in mine if machine.region == region):
            instance = _run(ec2, machine, images[machine.windows])
            if machine.stopped:
                stopped.append(instance)
        ec2.stop_instances(InstanceIds=stopped)


def launch_some(account: Account, region: str, count: int) -> None:
    """Launch a few machines that are all alike."""
    ec2 = account.client("ec2", region)
    tags = {"Name": "worker", "env": "dev", "team": "platform"}
    machine = Machine(account.id, region, f"{region}a", "worker", "t3.micro", tags)
    for _ in range(count):
        _run(ec2, machine, _image(ec2, False))


def _run(ec2, machine: Machine, image: str) -> str:
    tags = [{"Key": key, "Value": value} for key, value in {"Name": machine.name, **machine.tags}.items()]
    spot = {"SpotInstanceType": "persistent", "InstanceInterruptionBehavior": "stop"}
    market = {"InstanceMarketOptions": {"MarketType": "spot", "SpotOptions": spot}} if machine.spot else {}
    launched = ec2.run_instances(
        ImageId=image,
        InstanceType=machine.type,
        MinCount=1,
        MaxCount=1,
        Placement={"AvailabilityZone": machine.zone},
        TagSpecifications=[{"ResourceType": "instance", "Tags": tags}],
        **market,
    )
    return launched["Instances"][0]["InstanceId"]


def _image(ec2, windows: bool) -> str:
    name = "Windows_Server-2016-English-Full-Base-*" if windows else "al2023-ami-2023.*-x86_64"
    return ec2.describe_images(Filters=[{"Name": "name", "Values": [name]}])["Images"][0]["ImageId"]
