"""Deploy template.yaml to the local stack: zip the binaries, upload, change set, wait.

    python local/deploy.py --endpoint http://127.0.0.1:4566 --stack powerdown-local \
        --binary functions/api=target/debug/api … --parameter Stage=local … --outputs outputs.json

It is the template as committed: only each `CodeUri` is replaced by the uploaded zip of the binary built from that
folder. When template, parameters and binaries are what the stack was last deployed with, nothing is done.
A failure names the resource and the reason, and exits with 1.
"""

import argparse
import hashlib
import io
import json
import pathlib
import sys
import time
import zipfile

import boto3
import botocore.exceptions
import yaml

BUCKET = "powerdown-artifacts"
INPUTS_TAG = "powerdown:inputs"
SETTLED = ("COMPLETE", "FAILED")


class TemplateLoader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms (`!Ref`, `!GetAtt`, `!If` …) turned into their long ones."""


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


TemplateLoader.add_multi_constructor("!", _short_form)


def load_template(path: pathlib.Path) -> dict:
    """The template as plain data."""
    return yaml.load(path.read_text(encoding="utf-8"), TemplateLoader)


def bundle(binary: pathlib.Path) -> bytes:
    """A Lambda zip with the binary as `bootstrap`. The same binary gives the same bytes."""
    entry = zipfile.ZipInfo("bootstrap", (2020, 1, 1, 0, 0, 0))
    entry.external_attr = 0o755 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compresslevel=1) as archive:
        archive.writestr(entry, binary.read_bytes(), compresslevel=1)
    return out.getvalue()


def digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Deployment:
    """One stack on one endpoint."""

    def __init__(self, endpoint: str, region: str, stack: str):
        # MiniStack takes `test` as the root user of its account.
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)
        self.endpoint = endpoint
        self.stack = stack
        self.s3 = session.client("s3", endpoint_url=endpoint)
        self.cloudformation = session.client("cloudformation", endpoint_url=endpoint)

    def describe(self) -> dict | None:
        try:
            return self.cloudformation.describe_stacks(StackName=self.stack)["Stacks"][0]
        except botocore.exceptions.ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def upload(self, template: dict, binaries: dict[str, pathlib.Path], digests: dict[str, str]) -> None:
        """Put each binary's zip into S3 and point its functions at it."""
        self.s3.create_bucket(Bucket=BUCKET)
        for folder, binary in binaries.items():
            key = f"{digests[folder]}.zip"
            try:
                self.s3.head_object(Bucket=BUCKET, Key=key)
            except botocore.exceptions.ClientError:
                self.s3.put_object(Bucket=BUCKET, Key=key, Body=bundle(binary))
        for name, resource in template["Resources"].items():
            if resource["Type"] != "AWS::Serverless::Function":
                continue
            folder = resource["Properties"]["CodeUri"]
            if folder not in binaries:
                sys.exit(f"{name}: CodeUri is {folder}, and no --binary {folder}=… was given")
            resource["Properties"]["CodeUri"] = {"Bucket": BUCKET, "Key": f"{digests[folder]}.zip"}

    def deploy(self, template: dict, parameters: dict[str, str], inputs: str) -> None:
        existing = self.describe()
        if existing and existing["StackStatus"] in ("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE"):
            self.cloudformation.delete_stack(StackName=self.stack)
            self.settle()
            existing = None
        body = json.dumps(template)
        key = f"template-{inputs}.json"
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=body.encode())
        change_set = f"deploy-{time.time_ns()}"
        self.cloudformation.create_change_set(
            StackName=self.stack,
            ChangeSetName=change_set,
            ChangeSetType="UPDATE" if existing else "CREATE",
            TemplateURL=f"{self.endpoint}/{BUCKET}/{key}",
            Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
            Tags=[{"Key": INPUTS_TAG, "Value": inputs}],
        )
        while True:
            change = self.cloudformation.describe_change_set(StackName=self.stack, ChangeSetName=change_set)
            if change["Status"].endswith(SETTLED):
                break
            time.sleep(0.1)
        if change["Status"] == "FAILED":
            reason = change.get("StatusReason", "no reason given")
            if "didn't contain changes" in reason or "No updates" in reason:
                return
            sys.exit(f"{self.stack}: the template was refused: {reason}")
        self.cloudformation.execute_change_set(StackName=self.stack, ChangeSetName=change_set)
        status = self.settle()
        if "ROLLBACK" in status or "FAILED" in status:
            self.explain(status)

    def settle(self) -> str:
        """Wait until nothing is in progress; the status then (`DELETE_COMPLETE` when the stack is gone)."""
        while True:
            stack = self.describe()
            if stack is None:
                return "DELETE_COMPLETE"
            if stack["StackStatus"].endswith(SETTLED):
                return stack["StackStatus"]
            time.sleep(0.2)

    def explain(self, status: str) -> None:
        """Say which resource failed and why, and exit."""
        lines = [f"{self.stack}: {status}"]
        pages = self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=self.stack)
        for event in (event for page in pages for event in page["StackEvents"]):
            reason = event.get("ResourceStatusReason", "")
            if event["ResourceStatus"].endswith("FAILED") and "cancelled" not in reason.lower():
                lines.append(f"  {event['LogicalResourceId']} ({event['ResourceType']}): {reason}")
        sys.exit("\n".join(lines))

    def outputs(self) -> dict[str, str]:
        return {o["OutputKey"]: o["OutputValue"] for o in (self.describe() or {}).get("Outputs", [])}


def pair(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got {text!r}")
    return key, value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--template", type=pathlib.Path, default=pathlib.Path("template.yaml"))
    parser.add_argument("--endpoint", required=True, help="address of MiniStack")
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--stack", required=True, help="name of the stack")
    parser.add_argument("--binary", type=pair, action="append", default=[], help="CODE_URI=PATH, repeated")
    parser.add_argument("--parameter", type=pair, action="append", default=[], help="NAME=VALUE, repeated")
    parser.add_argument("--outputs", type=pathlib.Path, help="write the stack's outputs here as JSON")
    options = parser.parse_args()

    began = time.monotonic()
    binaries = {folder: pathlib.Path(path) for folder, path in options.binary}
    parameters = dict(options.parameter)
    digests = {folder: digest(path) for folder, path in binaries.items()}
    everything = json.dumps([digest(options.template), parameters, digests], sort_keys=True)
    inputs = hashlib.sha256(everything.encode()).hexdigest()

    deployment = Deployment(options.endpoint, options.region, options.stack)
    existing = deployment.describe()
    tags = {tag["Key"]: tag["Value"] for tag in (existing or {}).get("Tags", [])}
    if tags.get(INPUTS_TAG) == inputs and existing["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        print(f"{options.stack}: nothing changed")
    else:
        template = load_template(options.template)
        deployment.upload(template, binaries, digests)
        deployment.deploy(template, parameters, inputs)
        verb = "updated" if existing else "created"
        print(f"{options.stack}: {verb} in {time.monotonic() - began:.1f} s")
    if options.outputs:
        options.outputs.write_text(json.dumps(deployment.outputs(), indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
