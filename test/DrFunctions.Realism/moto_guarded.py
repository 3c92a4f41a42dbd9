"""moto_server with its IAM checks and CloudFormation completed, so that deployed policies can be judged by it.

    python3 moto_guarded.py -H 127.0.0.1 -p 5000

moto checks signatures with botocore's signer and matches Effect, Action and Resource by its own code, once POST /moto-api/reset-auth
says "0"; until then, and after "inf", nothing is checked. What it lacks is added here, as AWS documents it:

- which resources a call is about (moto says "*" for most services, so that no policy with a resource would ever allow a call);
- conditions, which moto takes for fulfilled, and of which it takes a failed one for a denial;
- names: CloudWatch signs as monitoring and its actions are cloudwatch:…; Lambda's Invoke is allowed by InvokeFunction; a transaction is allowed by the writes in it;
- tags of scalable targets, which moto does not have;
- the signature of a GET, for which moto would sign the headers as a body;
- AWS::NoValue as an item of a list, which CloudFormation leaves out and at which moto stumbles.

Each check is printed as a line of JSON.
"""

import json
import sys
import threading

from moto.applicationautoscaling.models import applicationautoscaling_backends
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.cloudformation import parsing
from moto.core.responses import BaseResponse
from moto.ec2.models import ec2_backends
from moto.ecs.models import ecs_backends
from moto.iam.access_control import IAMPolicyStatement, IAMRequestBase, PermissionResult
from moto.server import main

ACCOUNT = "123456789012"
ACTION_PREFIX = {"monitoring": "cloudwatch"}
ACTION_NAME = {("lambda", "Invoke"): "InvokeFunction"}
TRANSACTION = {"Put": "PutItem", "Delete": "DeleteItem", "Update": "UpdateItem", "ConditionCheck": "ConditionCheckItem"}
NO_RESOURCE = ("Describe", "List")
call, told = threading.local(), threading.Lock()


def texts(form, prefix):
    return [values[0] for name, values in form.items() if name.startswith(prefix)]


def ec2(action, response, region):
    ids = texts(response.querystring, "InstanceId.")
    return [("*", {})] if action.startswith(NO_RESOURCE) else [
        (f"arn:aws:ec2:{region}:{ACCOUNT}:instance/{one}", tags_of_instance(region, one)) for one in ids] or [("*", {})]


def tags_of_instance(region, instance):
    return tags(ec2_backends[ACCOUNT][region].describe_tags(filters={"resource-id": [instance]}), "key", "value")


def ecs(action, response, region):
    body = json.loads(response.raw_body)
    cluster = body.get("cluster", "default").split("/")[-1]
    names = [name.split("/")[-1] for name in body.get("services", [body.get("service") or body.get("serviceName")]) if name]
    return [(f"arn:aws:ecs:{region}:{ACCOUNT}:service/{cluster}/{name}", tags_of_service(region, cluster, name)) for name in names] or [("*", {})]


def tags_of_service(region, cluster, name):
    found = ecs_backends[ACCOUNT][region].services.get(f"{cluster}:{name}")
    return tags(found.tags or [], "key", "value") if found else {}


def tags(pairs, key, value):
    return {f"aws:ResourceTag/{pair[key]}": [pair[value]] for pair in pairs}


def dynamodb(action, response, region):
    table = json.loads(response.raw_body).get("TableName")
    return [(f"arn:aws:dynamodb:{region}:{ACCOUNT}:table/{table}" if table else "*", {})]


def sns(action, response, region):
    return [(topic, {}) for topic in texts(response.querystring, "TopicArn")] or [("*", {})]


def route53(action, response, region):
    kind, identifier = response.raw_path.strip("/").split("/")[1:3]
    return [(f"arn:aws:route53:::{kind}/{identifier}", changes(response.body) if response.method == "POST" else {})]


def changes(body):
    import xmltodict

    found = xmltodict.parse(body, force_list=("Change",))["ChangeResourceRecordSetsRequest"]["ChangeBatch"]["Changes"]["Change"]
    return {"route53:ChangeResourceRecordSetsActions": [one["Action"] for one in found],
            "route53:ChangeResourceRecordSetsRecordTypes": [one["ResourceRecordSet"]["Type"] for one in found]}


def scaling(action, response, region):
    body = json.loads(response.raw_body)
    if "ResourceARN" in body:
        return [(body["ResourceARN"], tags_of_target(body["ResourceARN"]))]
    space = {"application-autoscaling:service-namespace": [body["ServiceNamespace"]]}
    if action.startswith("Describe"):
        return [("*", space)]
    # A target that is yet to be registered has no id, which a policy could name, and no tag.
    made = next((one.arn for one in applicationautoscaling_backends[ACCOUNT][region].describe_scalable_targets(
        body["ServiceNamespace"], [body["ResourceId"]], body["ScalableDimension"])), f"arn:aws:application-autoscaling:{region}:{ACCOUNT}:scalable-target/0")
    return [(made, space | tags_of_target(made))]


def tags_of_target(arn):
    return {f"aws:ResourceTag/{key}": [value] for key, value in target_tags.get(arn, {}).items()}


def tag_target(self):
    target_tags.setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
    return "{}"


def list_tags_of_target(self):
    return json.dumps({"Tags": target_tags.get(self._get_param("ResourceARN"), {})})


# moto has no tags of scalable targets.
target_tags = {}
ApplicationAutoScalingResponse.tag_resource = tag_target
ApplicationAutoScalingResponse.list_tags_for_resource = list_tags_of_target


def functions(action, response, region):
    name = response.raw_path.strip("/").split("/")[2:3]
    return [(f"arn:aws:lambda:{region}:{ACCOUNT}:function:{name[0]}" if name else "*", {})]


def cloudwatch(action, response, region):
    # The product's client uses the query protocol, boto3 another one, which moto has parsed by now.
    read = getattr(response, "params", None) or {}
    return [("*", {"cloudwatch:namespace": response.querystring.get("Namespace") or [read.get("Namespace", "")]})]


RESOURCES = {"ec2": ec2, "ecs": ecs, "dynamodb": dynamodb, "sns": sns, "route53": route53,
             "application-autoscaling": scaling, "monitoring": cloudwatch, "lambda": functions}


def needs(request, response):
    """What must be allowed: an action, a resource, and the values that conditions may test."""
    service, action = request._action.split(":")
    region = request._region
    if action == "TransactWriteItems":
        writes = (next(iter(item.items())) for item in json.loads(response.raw_body)["TransactItems"])
        return [(f"dynamodb:{TRANSACTION[kind]}", f"arn:aws:dynamodb:{region}:{ACCOUNT}:table/{write['TableName']}", {})
                for kind, write in writes]
    about = RESOURCES.get(service, lambda *_: [("*", {})])(action, response, region)
    name = f"{ACTION_PREFIX.get(service, service)}:{ACTION_NAME.get((service, action), action)}"
    return [(name, resource, context) for resource, context in about]


checked_action = IAMRequestBase.check_action_permitted
dispatched = BaseResponse.call_action


def check_action_permitted(self, resource):
    if call.response is None:
        return checked_action(self, resource)
    for self._action, one, call.context in needs(self, call.response):
        allowed = False
        try:
            checked_action(self, one)
            allowed = True
        finally:
            with told:  # Calls come on many threads, and print would write a line and its end apart.
                sys.stdout.write(json.dumps({"action": self._action, "resource": one, "allowed": allowed}) + "\n")
                sys.stdout.flush()


def call_action(self):
    # STS and IAM calls name their resource themselves.
    call.response = None if self.service_name in ("sts", "iam", "sqs") else self
    return dispatched(self)


def create_aws_request(self):
    self._data = self._data if self._method == "POST" else None
    return created(self)


created = IAMRequestBase._create_aws_request


def holds(operator, wanted, actual):
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if operator == "Null":
        return (not actual) == (wanted == ["true"])
    if operator == "ForAllValues:StringEquals":
        return set(actual) <= set(wanted)
    if operator in ("StringEquals", "Bool"):
        return bool(actual) and set(actual) <= set(wanted)
    raise NotImplementedError(f"condition operator {operator}")


def conditions_hold(statement):
    return all(holds(operator, wanted, getattr(call, "context", {}).get(key, []))
               for operator, keys in statement.get("Condition", {}).items() for key, wanted in keys.items())


def is_action_permitted(self, action, resource="*", principal=None, incoming_condition_values=None):
    if principal is None and not conditions_hold(self._statement):
        return PermissionResult.NEUTRAL
    plain = IAMPolicyStatement({name: value for name, value in self._statement.items() if principal or name != "Condition"})
    return permitted(plain, action, resource, principal, incoming_condition_values)


def clean_json(value, resources):
    clean = cleaned(value, resources)
    return [item for item in clean if item is not None] if isinstance(clean, list) else clean


cleaned, parsing.clean_json = parsing.clean_json, clean_json
permitted = IAMPolicyStatement.is_action_permitted
IAMPolicyStatement.is_action_permitted = is_action_permitted
IAMRequestBase.check_action_permitted = check_action_permitted
IAMRequestBase._create_aws_request = create_aws_request
BaseResponse.call_action = call_action
main(sys.argv[1:])
