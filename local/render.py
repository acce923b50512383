"""Render template.yaml from SAM into plain CloudFormation, as a deployment would see it, for scanners.

    python local/render.py --stage production rendered.json

Scanners find no IAM in SAM source. This is the production form: conditions are kept, parameters are not resolved.
"""

import argparse
import json
import os
import pathlib

from samtranslator.translator.transform import transform

from deploy import load_template


class NoManagedPolicies:
    """The template names none by SAM's short names."""

    def load(self) -> dict:
        return {}


def render(path: pathlib.Path, stage: str) -> dict:
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    template = load_template(path)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://artifacts/function.zip"
    return transform(template, {"Stage": stage}, NoManagedPolicies())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--template", type=pathlib.Path, default=pathlib.Path("template.yaml"))
    parser.add_argument("--stage", default="production")
    parser.add_argument("output", type=pathlib.Path)
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(render(options.template, options.stage), indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
