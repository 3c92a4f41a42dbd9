"""Signs requests that our clients sent once more, with botocore's own signer, and says where it comes to something else.

    python3 resign.py FILE      FILE is JSON: a list of {service, region, method, url, headers, body (base64), id, secret, token}

Prints a list of {request, mistake}: empty if each signature, body hash, host and scope is what botocore would send.
"""

import base64
import hashlib
import json
import sys
from urllib.parse import urlsplit

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

# An operation that needs no parameters shows where boto3 sends a service's requests and in which scope it signs them.
ANY_CALL = {"ApplicationAutoScaling": ("application-autoscaling", "describe_scalable_targets", {"ServiceNamespace": "ecs"}),
            "AutoScaling": ("autoscaling", "describe_auto_scaling_groups", {}),
            "CloudWatch": ("cloudwatch", "describe_alarms", {}), "DynamoDB": ("dynamodb", "list_tables", {}),
            "EC2": ("ec2", "describe_instances", {}), "ECS": ("ecs", "list_clusters", {}),
            "ElasticLoadBalancingV2": ("elbv2", "describe_load_balancers", {}), "Lambda": ("lambda", "list_functions", {}),
            "Route53": ("route53", "list_hosted_zones", {}), "SimpleNotificationService": ("sns", "list_topics", {})}


class Captured(Exception):
    pass


def capture(request, **_):
    raise Captured(urlsplit(request.url).netloc, scope(request.headers["Authorization"]))


def scope(authorization):
    authorization = authorization if isinstance(authorization, str) else authorization.decode()
    return authorization.split("Credential=")[1].split(",")[0].split("/")[2:]


def where(service, region, known={}):
    if (service, region) not in known:
        name, operation, arguments = ANY_CALL[service]
        client = boto3.client(name, region_name=region, aws_access_key_id="a", aws_secret_access_key="b")
        client.meta.events.register("before-send", capture)
        try:
            getattr(client, operation)(**arguments)
        except Captured as seen:
            known[service, region] = seen.args
    return known[service, region]


def mistake(one):
    headers = {name.lower(): value for name, value in one["headers"].items()}
    body = base64.b64decode(one["body"])
    host, wanted = where(one["service"], one["region"])
    if headers["host"] != host:
        return f"is sent to {headers['host']}, by boto3 to {host}"
    if scope(headers["authorization"]) != wanted:
        return f"is signed for {scope(headers['authorization'])}, by boto3 for {wanted}"
    if headers.get("x-amz-content-sha256", hashlib.sha256(body).hexdigest()) != hashlib.sha256(body).hexdigest():
        return "has another body than its hash says"
    if headers.get("x-amz-security-token") != one["token"]:
        return "does not carry the session's token"
    signed = headers["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    if one["token"] and "x-amz-security-token" not in signed:
        return "leaves the session's token unsigned"
    ours, theirs = headers["authorization"].split("Signature=")[1], signature(one, {name: headers[name] for name in signed}, body, wanted)
    return None if ours == theirs else f"is signed {ours}, by botocore {theirs}"


def signature(one, signed, body, wanted):
    auth = SigV4Auth(Credentials(one["id"], one["secret"], one["token"]), wanted[1], wanted[0])
    request = AWSRequest(method=one["method"], url=one["url"], data=body, headers=signed)
    request.context["timestamp"] = signed["x-amz-date"]
    return auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)


with open(sys.argv[1], encoding="utf-8") as file:
    requests = json.load(file)
mistakes = [{"request": f"{one['service']} in {one['region']}: {one['method']} {one['url']}", "mistake": wrong}
            for one in requests if (wrong := mistake(one))]
json.dump(mistakes, sys.stdout)
