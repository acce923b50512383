"""IAM policies mean in moto what they mean on AWS, as far as the onboarding role uses them."""

import unittest

from demo.accounts import ONBOARDING, resolve
from deploy import load_template
from moto_fidelity.policies import permits

INSTANCE = "arn:aws:ec2:us-east-1:222222222222:instance/i-0123456789abcdef0"
VALUES = {"AWS::Partition": "aws", "AWS::AccountId": "222222222222"}


def onboarding() -> list[dict]:
    role = load_template(ONBOARDING)["Resources"]["Role"]["Properties"]
    return [resolve(policy["PolicyDocument"], VALUES) for policy in role["Policies"]]


class OnboardingRole(unittest.TestCase):
    def test_it_may_look_start_and_stop(self):
        for action in ("ec2:DescribeInstances", "ec2:StartInstances", "ec2:StopInstances"):
            resource = "*" if "Describe" in action else INSTANCE
            self.assertTrue(permits(onboarding(), action, resource, {}), action)

    def test_it_may_do_nothing_else(self):
        for action in ("ec2:TerminateInstances", "ec2:RunInstances", "ec2:DescribeVolumes", "iam:CreateUser"):
            self.assertFalse(permits(onboarding(), action, INSTANCE, {}), action)

    def test_a_machine_tagged_ignore_is_out_of_reach(self):
        tags = {"aws:resourcetag/powerdown:ignore": ""}
        self.assertFalse(permits(onboarding(), "ec2:StopInstances", INSTANCE, tags))


class Evaluation(unittest.TestCase):
    ALLOW = {"Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}}

    def test_a_denial_wins(self):
        deny = {"Statement": [{"Effect": "Deny", "Action": ["ec2:stop*"], "Resource": "*"}]}
        self.assertTrue(permits([self.ALLOW], "ec2:StopInstances", INSTANCE, {}))
        self.assertFalse(permits([self.ALLOW, deny], "ec2:StopInstances", INSTANCE, {}))

    def test_an_unknown_operator_never_holds(self):
        statement = self.ALLOW["Statement"] | {"Condition": {"DateGreaterThan": {"aws:CurrentTime": "2020-01-01"}}}
        self.assertFalse(permits([{"Statement": statement}], "ec2:StopInstances", INSTANCE, {}))
