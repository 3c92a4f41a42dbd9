"""Makes calls with the credentials of the environment, through boto3, and prints the outcome of each.

    python3 moto_tries.py ADDRESS named|tagged MADE       MADE is JSON: the ids that moto made up

Each call is listed with why the deployed policy refuses it; without a reason it must be allowed.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, MADE = sys.argv[1], json.loads(sys.argv[3])
STANDBY, PRIMARY = "ap-northeast-1", "ap-southeast-1"


def client(service, region=STANDBY):
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, config=Config(read_timeout=120, retries={"total_max_attempts": 1}))


def change(zone, action, kind, name="shop.example.com.", value="203.0.113.99"):
    record = {"Name": name, "Type": kind, "TTL": 60, "ResourceRecords": [{"Value": value}], "SetIdentifier": "standby", "Weight": 0}
    return lambda: client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]})


def ec2(verb, region, *ids):
    return lambda: getattr(client("ec2", region), f"{verb}_instances")(InstanceIds=list(ids))


def ecs(verb, region=STANDBY, cluster="shop", **others):
    return lambda: getattr(client("ecs", region), f"{verb}_service")(cluster=cluster, service="api", **others)


def bounds(resource="service/shop/api", region=STANDBY):
    return lambda: client("application-autoscaling", region).register_scalable_target(
        ServiceNamespace="ecs", ResourceId=resource, ScalableDimension="ecs:service:DesiredCount", MinCapacity=0, MaxCapacity=2)


def item(verb, table, **others):
    return lambda: getattr(client("dynamodb"), verb)(TableName=table, **others)


SET = {"UpdateExpression": "SET taken = :t", "ExpressionAttributeValues": {":t": {"N": "7"}}}
KEY = {"Key": {"pk": {"S": "plan#shop"}, "sk": {"S": "record"}}}
NOT_GRANTED = "no statement has the action"
TABLE, TOPIC = MADE["stateTable"], MADE["noticeTopic"]
NAMED = [
    ("start the plan's instance", None, ec2("start", STANDBY, MADE["instance"])),
    ("stop the plan's instance", None, ec2("stop", STANDBY, MADE["instance"])),
    ("start a foreign instance", "InstanceArns does not name it", ec2("start", STANDBY, MADE["foreign"])),
    ("stop a foreign instance", "InstanceArns does not name it", ec2("stop", STANDBY, MADE["foreign"])),
    ("stop a foreign instance beside the plan's", "one of the two is not named", ec2("stop", STANDBY, MADE["instance"], MADE["foreign"])),
    ("stop an instance in the primary", "InstanceArns names the standby's", ec2("stop", PRIMARY, MADE["primary"])),
    ("terminate the plan's instance", NOT_GRANTED, ec2("terminate", STANDBY, MADE["instance"])),
    ("reboot the plan's instance", NOT_GRANTED, ec2("reboot", STANDBY, MADE["instance"])),
    ("run an instance", NOT_GRANTED, lambda: client("ec2").run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1)),
    ("scale the plan's service", None, ecs("update", desiredCount=0)),
    ("scale a service of another cluster", "ServiceArns does not name it", ecs("update", cluster="other", desiredCount=0)),
    ("scale the service's namesake in the primary", "ServiceArns names the standby's", ecs("update", region=PRIMARY, desiredCount=0)),
    ("look at the service's namesake in the primary", None,
     lambda: client("ecs", PRIMARY).describe_services(cluster="shop", services=["api"])),
    ("delete the plan's service", NOT_GRANTED, ecs("delete", force=True)),
    ("register a task definition", NOT_GRANTED, lambda: client("ecs").register_task_definition(family="x", containerDefinitions=[])),
    ("bound the plan's capacity", None, bounds()),
    ("read the tags of its bounds", None, lambda: client("application-autoscaling").list_tags_for_resource(ResourceARN=MADE["target"])),
    ("tag its bounds", NOT_GRANTED, lambda: client("application-autoscaling").tag_resource(ResourceARN=MADE["target"], Tags={"dr-plan": "x"})),
    ("bound a foreign service's capacity", "ScalableTargetArns does not name it", bounds("service/other/api")),
    ("bound the capacity of a service that has no bounds", "what is not there yet is not named", bounds("service/other/worker")),
    ("bound another namespace's capacity", "the condition wants the namespace ecs", lambda: client("application-autoscaling").register_scalable_target(
        ServiceNamespace="dynamodb", ResourceId="table/x", ScalableDimension="dynamodb:table:ReadCapacityUnits", MinCapacity=1, MaxCapacity=2)),
    ("bound capacity in the primary", "the resource is of the standby", bounds(region=PRIMARY)),
    ("take bounds away", NOT_GRANTED, lambda: client("application-autoscaling").deregister_scalable_target(
        ServiceNamespace="ecs", ResourceId="service/shop/api", ScalableDimension="ecs:service:DesiredCount")),
    ("switch the plan's record", None, change(MADE["zone"], "UPSERT", "A")),
    ("switch a record of another zone", "HostedZoneArns does not name it", change(MADE["otherZone"], "UPSERT", "A", "www.other.example.")),
    ("change a delegation", "the condition leaves NS out", change(MADE["zone"], "UPSERT", "NS", value="ns.example.net.")),
    ("change mail", "the condition leaves MX out", change(MADE["zone"], "UPSERT", "MX", value="10 mail.example.net.")),
    ("list another zone's records", "HostedZoneArns does not name it", lambda: client("route53").list_resource_record_sets(HostedZoneId=MADE["otherZone"])),
    ("delete the zone", NOT_GRANTED, lambda: client("route53").delete_hosted_zone(Id=MADE["zone"])),
    ("write another metric", "the condition wants the namespace DrFunctions/Switch", lambda: client("cloudwatch").put_metric_data(
        Namespace="DrFunctions", MetricData=[{"MetricName": "Heartbeat", "Value": 1}])),
    ("write the switch's metric", None, lambda: client("cloudwatch").put_metric_data(
        Namespace="DrFunctions/Switch", MetricData=[{"MetricName": "shop", "Value": 1}])),
    ("set an alarm's state", NOT_GRANTED, lambda: client("cloudwatch", "us-east-1").set_alarm_state(
        AlarmName="shop-primary-unhealthy", StateValue="OK", StateReason="no")),
    ("read a record", None, item("get_item", TABLE, **KEY)),
    ("scan the table", NOT_GRANTED, item("scan", TABLE)),
    ("update an item in place", None, item("update_item", TABLE, **KEY, **SET)),
    ("update an item of another table", "the statement names the stack's table", item("update_item", MADE["table"], **KEY, **SET)),
    ("delete the table", NOT_GRANTED, item("delete_table", TABLE)),
    ("read an item of another table", "the statement names the stack's table", item("get_item", MADE["table"], **KEY)),
    ("delete an item of another table", "the statement names the stack's table", item("delete_item", MADE["table"], **KEY)),
    ("write into another table in a transaction", "the statement names the stack's table", lambda: client("dynamodb").transact_write_items(
        TransactItems=[{"Put": {"TableName": MADE["table"], "Item": KEY["Key"]}}])),
    ("publish a notice", None, lambda: client("sns").publish(TopicArn=TOPIC, Message="m")),
    ("publish to another topic", "the statement names the stack's topic", lambda: client("sns").publish(TopicArn=MADE["otherTopic"], Message="m")),
    ("subscribe to the notices", NOT_GRANTED, lambda: client("sns").subscribe(TopicArn=TOPIC, Protocol="email", Endpoint="x@example.com")),
    ("list users", NOT_GRANTED, lambda: client("iam").list_users()),
    ("give itself more", NOT_GRANTED, lambda: client("iam").put_role_policy(RoleName=MADE["role"], PolicyName="more", PolicyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))),
    ("assume its role anew", NOT_GRANTED, lambda: client("sts").assume_role(RoleArn=f"arn:aws:iam::123456789012:role/{MADE['role']}", RoleSessionName="again")),
]
TAGGED = [
    ("start the tagged instance", None, ec2("start", STANDBY, MADE["instance"])),
    ("stop the tagged instance", None, ec2("stop", STANDBY, MADE["instance"])),
    ("stop an instance without the tag", "the condition wants the tag dr-plan", ec2("stop", STANDBY, MADE["foreign"])),
    ("stop one without the tag beside it", "one of the two has no tag", ec2("stop", STANDBY, MADE["instance"], MADE["foreign"])),
    ("stop an instance in the primary", "the resource is of the standby", ec2("stop", PRIMARY, MADE["primary"])),
    ("scale the tagged service", None, ecs("update", desiredCount=0)),
    ("scale a service without the tag", "the condition wants the tag dr-plan", ecs("update", cluster="other", desiredCount=0)),
    ("scale the service's namesake in the primary", "the resource is of the standby", ecs("update", region=PRIMARY, desiredCount=0)),
    ("bound the tagged capacity", None, bounds()),
    ("bound capacity without the tag", "the condition wants the tag dr-plan", bounds("service/other/api")),
    ("bound the capacity of a service that has no bounds", "what is not there yet has no tag", bounds("service/other/worker")),
    ("switch a record", "no zone is named, so there is no statement", change(MADE["zone"], "UPSERT", "A")),
]


def attempt(call):
    try:
        call()
        return "allowed"
    except ClientError as refusal:
        # Route 53's refusal has a shape that boto3 reads without a code.
        return refusal.response["Error"]["Code"] or str(refusal.response["ResponseMetadata"]["HTTPStatusCode"])


json.dump([{"call": name, "reason": reason, "became": attempt(call)} for name, reason, call in
           {"named": NAMED, "tagged": TAGGED}[sys.argv[2]]], sys.stdout)
