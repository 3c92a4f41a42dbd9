"""Judges a raw answer by AWS's model of the operation: unknown members, members of another type, and missing required members."""

import json
from xml.etree import ElementTree

from botocore.parsers import PROTOCOL_PARSERS
from botocore.utils import parse_timestamp

# Errors that every service may return; no operation's list of errors has them.
COMMON_ERRORS = {
    "ValidationException", "ValidationError", "SerializationException", "UnknownOperationException", "InvalidAction", "MissingParameter",
    "InvalidParameterCombination", "InvalidParameterValue", "AccessDenied", "AccessDeniedException", "Throttling", "ThrottlingException"}

# The model calls these members required, but describes them as present only from the second page on.
NOT_ON_A_FIRST_PAGE = {("ListHostedZonesResponse", "Marker")}

JSON_TYPES = {
    "string": str, "integer": int, "long": int, "boolean": bool, "double": (int, float), "float": (int, float), "timestamp": (int, float),
    "structure": dict, "map": dict, "list": list, "blob": str}


def complaints(raw, protocol):
    if not raw:
        return ["there is no answer"]
    if raw["status_code"] >= 300:
        return list(error(raw, protocol))
    shape = raw["operation"].output_shape
    if protocol == "json":
        return list(document(shape, json.loads(raw["body"] or b"{}"), "")) if shape else []
    if protocol == "rest-json":
        # Only Lambda's Invoke does this: its body is the function's answer, and the status is all that AWS adds.
        return [] if raw["status_code"] in (200, 202, 204) else [f"the status is {raw['status_code']}"]
    if protocol == "smithy-rpc-v2-cbor":
        return list(cbor(raw, shape))
    return list(xml(raw, shape, protocol))


def error(raw, protocol):
    """The code must be in the operation's model, or common to all services. EC2's model lists no codes."""
    operation, body = raw["operation"], raw["body"]
    if body[:1] in (b"", b"<") and protocol in ("json", "rest-json", "smithy-rpc-v2-cbor"):
        yield "the error is not in the protocol"
        return
    if protocol == "json":
        code = json.loads(body)["__type"].split("#")[-1]
    elif protocol == "rest-json":
        code = next((value for name, value in raw["headers"].items() if name.lower() == "x-amzn-errortype"), None)
    elif protocol == "smithy-rpc-v2-cbor":
        code = read_cbor(body)["__type"].split("#")[-1]
    else:
        code = next((one.text for one in ElementTree.fromstring(body).iter() if local(one) == "Code"), None)
    listed = {one.name for one in operation.error_shapes} | {one.error_code for one in operation.error_shapes}
    if code is None:
        yield "the error has no code"
    elif protocol != "ec2" and code not in listed | COMMON_ERRORS:
        yield f"the error {code} is not among those of {operation.name}: {', '.join(sorted(listed))}"
    for one in operation.error_shapes:
        if one.error_code == code and one.metadata.get("error", {}).get("httpStatusCode", raw["status_code"]) != raw["status_code"]:
            yield f"the error {code} has the status {raw['status_code']}, and in the model {one.metadata['error']['httpStatusCode']}"


def read_cbor(body):
    parser = PROTOCOL_PARSERS["smithy-rpc-v2-cbor"](timestamp_parser=float)
    return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body))


def cbor(raw, shape):
    headers = {name.lower(): value for name, value in raw["headers"].items()}
    if headers.get("smithy-protocol") != "rpc-v2-cbor":
        yield "the answer does not say that it is rpc-v2-cbor"
    if shape is None:
        if raw["body"]:
            yield "an operation without output has a body"
    elif headers.get("content-type") != "application/cbor":
        yield f"the content type is {headers.get('content-type')}"
    else:
        yield from document(shape, read_cbor(raw["body"]), "")


def document(shape, value, path):
    """A value of JSON, or of decoded CBOR."""
    expected = JSON_TYPES[shape.type_name]
    if not isinstance(value, expected) or (expected in (int, (int, float)) and isinstance(value, bool)):
        yield f"{path or 'the answer'} is {json.dumps(value)[:60]}, not of type {shape.type_name}"
    elif shape.type_name == "structure":
        yield from members(shape, value.keys(), {name: name for name in shape.members}, path)
        for name, one in value.items():
            if name in shape.members:
                yield from document(shape.members[name], one, f"{path}.{name}")
    elif shape.type_name == "list":
        for one in value:
            yield from document(shape.member, one, path)
    elif shape.type_name == "map":
        for name, one in value.items():
            yield from document(shape.value, one, f"{path}[{name}]")
    else:
        yield from known_word(shape, value, path)


def members(shape, names, wire_names, path):
    for name in names:
        if name not in wire_names.values():
            yield f"{path}.{name} is not known to AWS's model"
    for name in shape.required_members:
        if wire_names[name] not in names and (shape.name, name) not in NOT_ON_A_FIRST_PAGE:
            yield f"{path}.{name} is required and missing"


def known_word(shape, value, path):
    if shape.type_name == "string" and getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path} is {value}, which is none of {', '.join(shape.enum)}"


def local(element):
    return element.tag.rpartition("}")[2]


def xml(raw, shape, protocol):
    operation, root = raw["operation"], ElementTree.fromstring(raw["body"])
    namespace = operation.service_model.metadata.get("xmlNamespace")
    if protocol != "rest-xml" and namespace and root.tag.rpartition("}")[0].strip("{") .rstrip("/") != namespace.rstrip("/") and protocol != "ec2":
        yield f"the namespace is {root.tag}, and in the model {namespace}"
    if protocol == "query":
        rest = {local(one) for one in root} - {"ResponseMetadata", f"{operation.name}Result"}
        if rest:
            yield f"beside the result stands {rest}"
        root = next((one for one in root if local(one) == f"{operation.name}Result"), root if shape is None else ElementTree.Element("missing"))
    if shape is not None:
        yield from element(shape, root, "", {"requestId"} if protocol == "ec2" else set())


def wire_name(name, shape):
    flat_name = shape.member.serialization.get("name") if shape.type_name == "list" and shape.serialization.get("flattened") else None
    return flat_name or shape.serialization.get("name", name)


def element(shape, node, path, beside=()):
    if shape.type_name == "structure":
        names = {name: wire_name(name, one) for name, one in shape.members.items() if "location" not in one.serialization}
        found = [local(one) for one in node if local(one) not in beside]
        yield from members(shape, found, {name: names.get(name, name) for name in shape.members}, path)
        by_wire = {wire: shape.members[name] for name, wire in names.items()}
        for name in {name for name in found if found.count(name) > 1}:
            if name in by_wire and not by_wire[name].serialization.get("flattened"):
                yield f"{path}.{name} stands there {found.count(name)} times"
        for one in node:
            if local(one) in by_wire:
                yield from element(by_wire[local(one)], one, f"{path}.{local(one)}")
    elif shape.type_name == "list" and not shape.serialization.get("flattened"):
        inner = shape.member.serialization.get("name", "member")
        for one in node:
            if local(one) != inner:
                yield f"{path} has a {local(one)}, not a {inner}"
            yield from element(shape.member, one, path)
    elif shape.type_name == "map":
        for entry in node:
            parts = [local(one) for one in entry]
            if local(entry) != "entry" or parts != [shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")]:
                yield f"{path} has an entry {local(entry)} of {parts}"
    else:
        yield from leaf(shape.member if shape.type_name == "list" else shape, node, path)


def leaf(shape, node, path):
    text = node.text or ""
    if shape.type_name == "structure":
        yield from element(shape, node, path)
        return
    if len(node):
        yield f"{path} should be a {shape.type_name} and has elements in it"
        return
    try:
        {"integer": int, "long": int, "double": float, "float": float, "timestamp": parse_timestamp, "boolean": {"true": 1, "false": 0}.__getitem__}.get(shape.type_name, str)(text)
    except (ValueError, KeyError):
        yield f"{path} is {text!r}, not of type {shape.type_name}"
    yield from known_word(shape, text, path)
