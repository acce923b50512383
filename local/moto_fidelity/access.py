"""Who may do what in a customer's account.

moto lets anybody assume any role, existing or not, and permits everything. Here, as on AWS:

- AssumeRole needs a role that exists in the account of its ARN, whose trust policy allows the caller's account and, if
  it asks for one, the very external id. Anything else is AccessDenied, in AWS's words, which do not tell a missing role
  from one that does not trust us.
- Credentials of an assumed role or of a user act in their own account, and EC2 permits what their policies allow (see
  policies.py).
- An access key that nobody issued is AuthFailure, and so is a region that is not (for a region that exists and is not
  enabled AWS says the same; for one that does not exist its name would not resolve).
"""

import json
import re

from moto.core.responses import ActionResult, BaseResponse
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.ec2.responses import EC2Response
from moto.iam import models as iam_models
from moto.iam.access_control import create_access_key
from moto.sts.exceptions import STSClientError
from moto.sts.responses import TokenResponse
from moto.utilities.utils import get_partition

from .policies import as_list, permits

OUR_ACCOUNT = "111111111111"
UNKNOWN = "AWS was not able to validate the provided access credentials"
ROOT_KEY = re.compile(r"\d{12}")
CREDENTIAL = re.compile(r"Credential=([^/\s]+)/")
ROLE_ARN = re.compile(r"arn:aws[a-z-]*:iam::(\d{12}):role/([\w+=,.@/-]+)")


def repair() -> None:
    _twelve_digits_are_an_account()
    _assume_role_asks_the_trust_policy()
    _ec2_asks_for_permission()


def _twelve_digits_are_an_account() -> None:
    known = iam_models.get_account_id_from

    def account_of(access_key: str) -> str:
        return access_key if ROOT_KEY.fullmatch(access_key) else known(access_key)

    def access_key(self) -> str:
        # moto recognises keys of twenty characters only.
        match = CREDENTIAL.search(self.headers.get("Authorization", ""))
        return match[1] if match else ""

    iam_models.get_account_id_from = account_of
    BaseResponse.get_access_key = access_key


def _assume_role_asks_the_trust_policy() -> None:
    assume = TokenResponse.assume_role

    def assume_role(self):
        key = self.get_access_key()
        # Our functions' keys are MiniStack's, and unknown here: whoever is not a customer's root is us.
        account = key if ROOT_KEY.fullmatch(key) else OUR_ACCOUNT
        arn = self._get_param("RoleArn") or ""
        if not _trusts(arn, account, self._get_param("ExternalId")):
            caller = f"arn:aws:sts::{account}:assumed-role/powerdown/functions"
            caller = caller if account == OUR_ACCOUNT else f"arn:aws:iam::{account}:root"
            text = f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}"
            raise STSClientError("AccessDenied", text)
        return assume(self)

    TokenResponse.assume_role = assume_role


def _trusts(role_arn: str, account: str, external_id: str | None) -> bool:
    parts = ROLE_ARN.fullmatch(role_arn)
    if not parts:
        return False
    role = next((r for r in iam_models.iam_backends[parts[1]]["aws"].roles.values() if r.arn == role_arn), None)
    if role is None:
        return False
    document = role.assume_role_policy_document
    statements = (json.loads(document) if isinstance(document, str) else document).get("Statement", [])
    matching = [s for s in as_list(statements) if _statement_matches(s, account, external_id)]
    return bool(matching) and all(statement["Effect"] == "Allow" for statement in matching)


def _statement_matches(statement: dict, account: str, external_id: str | None) -> bool:
    if not {"sts:AssumeRole", "sts:*", "*"} & set(as_list(statement.get("Action"))):
        return False
    principal = statement.get("Principal")
    principals = as_list(principal.get("AWS")) if isinstance(principal, dict) else as_list(principal)
    if not any(p in ("*", account) or f"::{account}:" in p for p in principals):
        return False
    for operator, keys in statement.get("Condition", {}).items():
        for key, wanted in keys.items():
            # An operator or key that is not understood never holds: a refusal is noticed, an allowance is not.
            if operator != "StringEquals" or key.lower() != "sts:externalid" or external_id not in as_list(wanted):
                return False
    return True


def _ec2_asks_for_permission() -> None:
    call = EC2Response.call_action

    def call_action(self):
        try:
            _permit(self)
        except EC2ClientError as refusal:
            status, headers, body = self.serialized(ActionResult(refusal))
            return status, headers | {"status": str(status)}, body
        return call(self)

    EC2Response.call_action = call_action


def _permit(response) -> None:
    key, account = response.get_access_key(), response.current_account
    if response.region not in ec2_backends[account]:
        raise EC2ClientError("AuthFailure", UNKNOWN)
    if ROOT_KEY.fullmatch(key):
        return
    try:
        identity = create_access_key(account, get_partition(response.region), key, response.headers)
        policies = identity.collect_policies()
    except Exception:  # moto's CreateAccessKeyFailure, a missing header on the way to it, or a role that was deleted
        raise EC2ClientError("AuthFailure", UNKNOWN) from None
    action = f"ec2:{response._get_action()}"
    for resource, tags in _targets(response):
        if not permits(policies, action, resource, tags):
            text = f"You are not authorized to perform this operation. User: {identity.arn} is not authorized to perform:"
            reason = f"because no identity-based policy allows the {action} action"
            raise EC2ClientError("UnauthorizedOperation", f"{text} {action} on resource: {resource} {reason}")


def _targets(response) -> list[tuple[str, dict[str, str]]]:
    """What a request acts on, with the condition keys of each: instances, or anything at all."""
    asked = set(response._get_param("InstanceIds", []) or [])
    if response._get_action().startswith("Describe") or not asked:
        return [("*", {})]
    account, region = response.current_account, response.region
    instances = [i for r in ec2_backends[account][region].reservations.values() for i in r.instances if i.id in asked]
    # Ids that do not exist are refused as such, later.
    return [
        (
            f"arn:aws:ec2:{region}:{account}:instance/{instance.id}",
            {f"aws:resourcetag/{tag['key']}".lower(): tag["value"] for tag in instance.get_tags()},
        )
        for instance in instances
    ] or [("*", {})]
