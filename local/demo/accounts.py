"""A customer's account in moto, and the role in it that lets PowerDown in."""

import json
import pathlib

import boto3

from deploy import load_template

OUR_ACCOUNT = "111111111111"
ONBOARDING = pathlib.Path(__file__).parents[2] / "onboarding/powerdown-access.yaml"


class Account:
    """An account, as its root user."""

    def __init__(self, clouds: str, account_id: str):
        self.id = account_id
        self._clouds = clouds
        # Twelve digits are the root user of that account, see moto_fidelity/access.py.
        self._session = boto3.Session(aws_access_key_id=account_id, aws_secret_access_key="root")

    def client(self, service: str, region: str = "us-east-1"):
        return self._session.client(service, endpoint_url=self._clouds, region_name=region)


def connect_role(account: Account, external_id: str) -> None:
    """Make the role of onboarding/powerdown-access.yaml, as launching that stack would. Again is fine."""
    role = load_template(ONBOARDING)["Resources"]["Role"]["Properties"]
    values = {
        "AWS::Partition": "aws",
        "AWS::AccountId": account.id,
        "PowerDownAccountId": OUR_ACCOUNT,
        "ExternalId": external_id,
        "RoleName": "PowerDown",
    }
    role = resolve(role, values)
    iam = account.client("iam")
    trust = json.dumps(role["AssumeRolePolicyDocument"])
    try:
        iam.create_role(RoleName=role["RoleName"], AssumeRolePolicyDocument=trust)
    except iam.exceptions.EntityAlreadyExistsException:
        iam.update_assume_role_policy(RoleName=role["RoleName"], PolicyDocument=trust)
    for policy in role["Policies"]:
        document = json.dumps(policy["PolicyDocument"])
        iam.put_role_policy(RoleName=role["RoleName"], PolicyName=policy["PolicyName"], PolicyDocument=document)


def resolve(node, values: dict[str, str]):
    """The Ref and Sub of a template replaced by their values."""
    if isinstance(node, list):
        return [resolve(item, values) for item in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {"Ref"}:
        return values[node["Ref"]]
    if set(node) == {"Fn::Sub"}:
        text = node["Fn::Sub"]
        for name, value in values.items():
            text = text.replace(f"${{{name}}}", value)
        return text
    return {key: resolve(value, values) for key, value in node.items()}
