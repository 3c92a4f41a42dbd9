"""Makes the AWS calls that are written to its input, through botocore, and judges the answers.

    python3 outsider.py http://127.0.0.1:5000 < calls > answers

A call is a line {"service", "operation", "region", "arguments", "protocol"?}; its answer is a line {"status", "error", "answer", "complaints"}.
botocore checks the arguments by AWS's model of the service and parses the answer by it; strict.py judges the raw answer as well, because
a parser passes over what it does not know. A protocol (query, json, smithy-rpc-v2-cbor) is forced where a service has several.
"""

import datetime
import json
import sys

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from botocore.parsers import ResponseParserError
from botocore.response import StreamingBody

import strict

ENDPOINT = sys.argv[1]
# The first call of a service loads its data into a server like moto, which takes seconds on a busy machine.
PATIENCE = Config(read_timeout=120, retries={"total_max_attempts": 1})


def forced(service, protocol):
    """A session in whose model the service has only that protocol."""
    session = botocore.session.Session()
    loader = session.get_component("data_loader")
    load = loader.load_service_model

    def load_service_model(name, kind, *rest, **named):
        model = load(name, kind, *rest, **named)
        if name == service and kind == "service-2" and protocol is not None:
            if protocol not in model["metadata"]["protocols"]:
                raise ValueError(f"AWS's model of {service} has no {protocol}, but {model['metadata']['protocols']}")
            model = {**model, "metadata": {**model["metadata"], "protocol": protocol, "protocols": [protocol]}}
        return model

    loader.load_service_model = load_service_model
    return session


class Clients:
    def __init__(self):
        self.made, self.raw = {}, {}

    def of(self, service, region, protocol):
        key = service, region, protocol
        if key not in self.made:
            client = forced(service, protocol).create_client(
                service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test", config=PATIENCE)
            client.meta.events.register("before-parse.*.*", self.keep)
            self.made[key] = client
        return self.made[key]

    def keep(self, operation_model, response_dict, **_):
        self.raw = {"operation": operation_model, **response_dict}


def plain(value):
    """The value as JSON. A time is only marked as a time, because each side has its own clock, and 1.0 becomes 1."""
    if isinstance(value, datetime.datetime):
        return "a time"
    if isinstance(value, StreamingBody):
        value = value.read()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items() if name != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def answer(clients, call):
    client = clients.of(call["service"], call["region"], call.get("protocol"))
    clients.raw = {}
    try:
        parsed = client._make_api_call(call["operation"], call["arguments"])
        status, error = parsed["ResponseMetadata"]["HTTPStatusCode"], None
    except ClientError as refused:
        parsed, status, error = refused.response, refused.response["ResponseMetadata"]["HTTPStatusCode"], refused.response["Error"].get("Code")
        parsed = {name: value for name, value in parsed.items() if name not in ("Error", "message", "Message")}
    except ResponseParserError:
        # moto's page about an exception of its own, where the protocol is XML.
        return {"status": 500, "error": "500", "answer": {}, "complaints": []}
    except ParamValidationError as invalid:
        return {"status": 0, "error": f"the arguments are wrong: {invalid}", "answer": {}, "complaints": []}
    protocol = client.meta.service_model.resolved_protocol
    return {"status": status, "error": error, "answer": plain(parsed), "protocol": protocol, "complaints": strict.complaints(clients.raw, protocol)}


def main():
    clients = Clients()
    for line in sys.stdin:
        print(json.dumps(answer(clients, json.loads(line))), flush=True)


main()
