"""Prints the plain CloudFormation template to which the SAM translator expands a SAM template.

    python3 sam_expand.py template.yaml [Parameter=value ...]

No network: the managed policies are given here, and code that lies on disk is named as if it had been uploaded.
"""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "ap-northeast-1")

from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """The template names managed policies by ARN, so no policy must be looked up in IAM."""

    def load(self):
        return {}


def upload(template):
    """Does what `sam deploy` does before the translator sees the template."""
    sections = [template.get("Globals", {}).get("Function", {})]
    sections += [resource.get("Properties", {}) for resource in template["Resources"].values()]
    for section in sections:
        if "CodeUri" in section:
            section["CodeUri"] = "s3://bucket/code.zip"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        template = yaml_parse(file.read())
    upload(template)
    parameters = {name: value["Default"] for name, value in template["Parameters"].items() if "Default" in value}
    parameters |= dict(argument.split("=", 1) for argument in sys.argv[2:])
    try:
        expanded = transform(template, parameters, NoManagedPolicies())
    except InvalidDocumentException as mistakes:
        sys.exit("\n".join(cause.message for cause in mistakes.causes))
    json.dump(expanded, sys.stdout, indent=1)


main()
