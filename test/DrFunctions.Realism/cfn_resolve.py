"""Reads a CloudFormation template as CloudFormation would: which resources it makes with these parameters, with which properties, and its outputs."""

import json
import re

from samtranslator.yaml_helper import yaml_parse

NO_VALUE = object()


class Resolved:
    """`made` gives the names of resources that exist: {logical id: physical id}. Attributes that are not known read "LogicalId.Attribute"."""

    def __init__(self, path, region, parameters, made=None, attributes=None, imports=None, account="123456789012"):
        with open(path, encoding="utf-8") as file:
            self.template = yaml_parse(file.read())
        declared = self.template.get("Parameters", {})
        unknown = set(parameters) - set(declared)
        self.parameters = {name: one["Default"] for name, one in declared.items() if "Default" in one} | parameters
        missing = set(declared) - set(self.parameters)
        if unknown or missing:
            raise ValueError(f"{path}: unknown parameters {sorted(unknown)}, missing parameters {sorted(missing)}")
        for name, value in self.parameters.items():
            allowed, pattern = declared[name].get("AllowedValues"), declared[name].get("AllowedPattern")
            if allowed and str(value) not in map(str, allowed) or pattern and not re.search(pattern, str(value)):
                raise ValueError(f"{path}: {value!r} is no value of the parameter {name}")
        self.pseudo = {"AWS::Region": region, "AWS::AccountId": account, "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com",
                       "AWS::NoValue": NO_VALUE, "AWS::StackName": "stack"}
        self.made, self.attributes, self.imports = made or {}, attributes or {}, imports or {}
        self.resources = {name: one for name, one in self.template["Resources"].items() if "Condition" not in one or self.holds(one["Condition"])}
        self.outputs = {name: self.value(one["Value"]) for name, one in self.template.get("Outputs", {}).items()
                        if "Condition" not in one or self.holds(one["Condition"])}
        self.refused = [one["AssertDescription"] for rule in self.template.get("Rules", {}).values()
                        if "RuleCondition" not in rule or self.condition(rule["RuleCondition"])
                        for one in rule["Assertions"] if not self.condition(one["Assert"])]

    def properties(self, name):
        return self.value(self.resources[name].get("Properties", {}))

    def of_type(self, kind):
        return [name for name, one in self.resources.items() if one["Type"] == kind]

    def holds(self, name):
        return self.condition(self.template["Conditions"][name])

    def condition(self, node):
        (key, of), = node.items()
        if key == "Condition":
            return self.holds(of)
        if key == "Fn::Equals":
            return str(self.value(of[0])) == str(self.value(of[1]))
        if key == "Fn::Contains":
            return str(self.value(of[1])) in map(str, self.value(of[0]))
        return {"Fn::Not": lambda: not self.condition(of[0]), "Fn::And": lambda: all(map(self.condition, of)), "Fn::Or": lambda: any(map(self.condition, of))}[key]()

    def reference(self, name):
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        if name not in self.resources:
            raise KeyError(f"Ref to {name}, which is not made with these parameters")
        if name not in self.made and "AlarmName" in self.resources[name].get("Properties", {}):
            return self.properties(name)["AlarmName"]
        return self.made.get(name, name)

    def attribute(self, of):
        name, attribute = of.split(".", 1) if isinstance(of, str) else of
        if name not in self.resources:
            raise KeyError(f"GetAtt of {name}, which is not made with these parameters")
        return self.attributes.get(f"{name}.{attribute}", f"{name}.{attribute}")

    def substitute(self, text):
        text, own = (text, {}) if isinstance(text, str) else text
        own = {name: self.value(value) for name, value in own.items()}
        return re.sub(r"\$\{([A-Za-z0-9:.]+)\}", lambda found: str(
            own[found[1]] if found[1] in own else self.attribute(found[1]) if "." in found[1] else self.reference(found[1])), text)

    def value(self, node):
        if isinstance(node, list):
            return [one for one in map(self.value, node) if one is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (key, of), = node.items()
            if key == "Ref":
                return self.reference(of)
            if key.startswith("Fn::"):
                return self.function(key, of)
        return {key: one for key, one in ((key, self.value(one)) for key, one in node.items()) if one is not NO_VALUE}

    def function(self, key, of):
        if key == "Fn::If":
            return self.value(of[1] if self.holds(of[0]) else of[2])
        if key == "Fn::GetAtt":
            return self.attribute(of)
        if key == "Fn::Sub":
            return self.substitute(of)
        of = self.value(of)
        if key == "Fn::ImportValue":
            return self.imports[of]
        return {"Fn::Join": lambda: of[0].join(map(str, of[1])), "Fn::Split": lambda: of[1].split(of[0]), "Fn::Select": lambda: of[1][int(of[0])],
                "Fn::Base64": lambda: of}[key]()


def fitted(value, shape, where):
    """Gives properties the spelling and the types that the API has; names that it does not have, and values outside its enums, are mistakes."""
    if shape.type_name == "structure":
        known = {member.lower(): member for member in shape.members}
        fitted_members = {}
        for name, one in value.items():
            if name.lower() not in known:
                raise ValueError(f"{where}: {shape.name} has no member {name}")
            member = known[name.lower()]
            fitted_members[member] = fitted(one, shape.members[member], f"{where}.{member}")
        return fitted_members
    if shape.type_name == "list":
        return [fitted(one, shape.member, f"{where}[]") for one in value]
    if shape.type_name == "map":
        return {name: fitted(one, shape.value, f"{where}.{name}") for name, one in value.items()}
    if shape.type_name in ("integer", "long"):
        return int(value)
    if shape.type_name in ("double", "float"):
        return float(value)
    if shape.type_name == "boolean":
        return value if isinstance(value, bool) else {"true": True, "false": False}[str(value).lower()]
    text = value if isinstance(value, str) else json.dumps(value)
    if getattr(shape, "enum", None) and text not in shape.enum:
        raise ValueError(f"{where}: {text!r} is none of {', '.join(shape.enum)}")
    return text
