"""Furnishes many estates side by side on one moto server and prints their state, through boto3 alone.

    python3 moto_estates.py http://127.0.0.1:5000    answers each line of JSON on stdin with one on stdout

An estate is all that one plan names, under a name of its own: {"do": "furnish", "estate": "k1", "weights": [100, 0], "ttl": 60}.
Reading changes nothing, save that notices are taken from their queue and kept here.
"""

import json
import sys
from datetime import datetime, timedelta, timezone

import boto3
from botocore.config import Config

import watched

ENDPOINT = sys.argv[1]
PRIMARY, STANDBY, ALARMS = "ap-southeast-1", "ap-northeast-1", "us-east-1"
SWITCHES = "DrFunctions/Switch"
clients, told = {}, {}


def client(service, region=STANDBY):
    # The first call of a service loads its data into the server, which takes seconds on a busy machine.
    if (service, region) not in clients:
        clients[service, region] = boto3.client(
            service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test",
            config=Config(read_timeout=120, retries={"total_max_attempts": 1}))
    return clients[service, region]


def instances(estate, region, count, stopped):
    tags = [{"ResourceType": "instance", "Tags": [{"Key": "dr-plan", "Value": estate}]}]
    ec2 = client("ec2", region)
    made = ec2.run_instances(ImageId="ami-12345678", InstanceType="t3.small", MinCount=count, MaxCount=count, TagSpecifications=tags)
    ids = [one["InstanceId"] for one in made["Instances"]]
    if stopped:
        ec2.stop_instances(InstanceIds=ids)
    return ids, made["Instances"][0]["VpcId"]


def service(estate, region, desired, network=None):
    """A service; in the standby with four healthy addresses, and a scalable target that would hold it at 2."""
    ecs, balancers = client("ecs", region), []
    if network:
        balancing = client("elbv2")
        group = balancing.create_target_group(Name=estate, Protocol="HTTP", Port=80, VpcId=network, TargetType="ip")
        arn = group["TargetGroups"][0]["TargetGroupArn"]
        balancing.register_targets(TargetGroupArn=arn, Targets=[{"Id": f"10.0.0.{last}", "Port": 80} for last in range(4, 8)])
        balancers = [{"targetGroupArn": arn, "containerName": "api", "containerPort": 80}]
    ecs.create_cluster(clusterName=estate)
    ecs.register_task_definition(family="api", networkMode="bridge", containerDefinitions=[
        {"name": "api", "image": "api", "cpu": 64, "memory": 64, "portMappings": [{"containerPort": 80}]}])
    ecs.create_service(cluster=estate, serviceName="api", taskDefinition="api", desiredCount=desired, loadBalancers=balancers)
    if network:
        client("application-autoscaling").register_scalable_target(
            ServiceNamespace="ecs", ResourceId=f"service/{estate}/api", ScalableDimension="ecs:service:DesiredCount", MinCapacity=0, MaxCapacity=2)


def zone(estate, weights, ttl):
    """A zone with a name for each routing policy that a switch knows, and a neighbour."""
    dns = client("route53")
    made = dns.create_hosted_zone(Name="example.com.", CallerReference=estate)["HostedZone"]["Id"]
    checks = [dns.create_health_check(CallerReference=f"{estate}-{role}", HealthCheckConfig={
        "Type": "HTTP", "IPAddress": "203.0.113.10", "Port": 80, "ResourcePath": "/"})["HealthCheck"]["Id"] for role in ("PRIMARY", "SECONDARY")]

    # moto deletes by SetIdentifier alone, so it is unique in the zone; and it refuses to CREATE what was ever created alike, so that
    # restoring these very records requires that they were never created: AWS does neither.
    def record(name, address, **more):
        return {"Action": "UPSERT", "ResourceRecordSet": {"Name": name, "Type": "A", "TTL": ttl, "ResourceRecords": [{"Value": address}], **more}}

    dns.change_resource_record_sets(HostedZoneId=made, ChangeBatch={"Changes": [
        record("shop.example.com.", "203.0.113.10", SetIdentifier="primary", Weight=weights[0]),
        record("shop.example.com.", "203.0.113.20", SetIdentifier="standby", Weight=weights[1]),
        record("pair.example.com.", "203.0.113.10", SetIdentifier="pair-primary", Failover="PRIMARY", HealthCheckId=checks[0]),
        record("pair.example.com.", "203.0.113.20", SetIdentifier="pair-standby", Failover="SECONDARY", HealthCheckId=checks[1]),
        record("simple.example.com.", "203.0.113.10"),
        record("www.example.com.", "203.0.113.30")]})
    return made.removeprefix("/hostedzone/")


def alarms(estate):
    watch, switch = client("cloudwatch", ALARMS), client("cloudwatch")
    watch.put_metric_alarm(
        AlarmName=f"{estate}-unhealthy", Namespace="AWS/Route53", MetricName="HealthCheckStatus", Statistic="Minimum", Period=60, EvaluationPeriods=1,
        Threshold=1, ComparisonOperator="LessThanThreshold", Dimensions=[{"Name": "HealthCheckId", "Value": "3f6b1d0e"}])
    signal(estate, "ALARM")
    switch.put_metric_alarm(
        AlarmName=f"{estate}-switch", Namespace=SWITCHES, MetricName=estate, Statistic="Maximum", Period=60, EvaluationPeriods=1, Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold", TreatMissingData="ignore")
    switch.set_alarm_state(AlarmName=f"{estate}-switch", StateValue="OK", StateReason="No figure yet")


def signal(estate, state):
    client("cloudwatch", ALARMS).set_alarm_state(AlarmName=f"{estate}-unhealthy", StateValue=state, StateReason="Threshold Crossed")
    return {}


def furnish(estate, weights=(100, 0), ttl=60):
    # There is no function, so an invocation that hands a plan to another invocation is refused and drives the plan itself.
    client("lambda").list_functions()
    ids, network = instances(estate, STANDBY, 2, stopped=True)
    mine, _ = instances(estate, PRIMARY, 1, stopped=False)
    service(estate, STANDBY, 0, network)
    service(estate, PRIMARY, 6)
    alarms(estate)
    client("dynamodb").create_table(
        TableName=estate, BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}])
    client("dynamodb").put_item(TableName=estate, Item=watched.ITEM)
    topic, queue = client("sns").create_topic(Name=estate)["TopicArn"], client("sqs").create_queue(QueueName=estate)["QueueUrl"]
    arn = client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return {"instances": ids, "primary": mine, "zone": zone(estate, weights, ttl), "topic": topic}


def notices(estate):
    """The messages that subscribers were sent so far, in order."""
    sqs, kept = client("sqs"), told.setdefault(estate, [])
    queue = sqs.get_queue_url(QueueName=estate)["QueueUrl"]
    while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=0).get("Messages", []):
        for message in messages:
            body = json.loads(message["Body"])
            kept.append({"subject": body["Subject"], "body": body["Message"], "kind": body["MessageAttributes"]["notice"]["Value"]})
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return kept


def counts(estate, region):
    found = client("ecs", region).describe_services(cluster=estate, services=["api"])["services"][0]
    return {name: found[name] for name in ("desiredCount", "runningCount")}


def states(estate, region):
    found = client("ec2", region).describe_instances(Filters=[{"Name": "tag:dr-plan", "Values": [estate]}])["Reservations"]
    return {one["InstanceId"]: one["State"]["Name"] for group in found for one in group["Instances"]}


def state(estate, zone):
    records = client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    bounds = client("application-autoscaling").describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=[f"service/{estate}/api"])
    alarm = client("cloudwatch").describe_alarms(AlarmNames=[f"{estate}-switch"])["MetricAlarms"][0]
    items = client("dynamodb").scan(TableName=estate, ConsistentRead=True)["Items"]
    return {
        "world": {
            "instances": states(estate, STANDBY), "service": counts(estate, STANDBY),
            "bounds": {name: bounds["ScalableTargets"][0][name] for name in ("MinCapacity", "MaxCapacity")},
            "records": sorted((one for one in records if one["Type"] == "A"), key=lambda one: (one["Name"], one.get("SetIdentifier", ""))),
            "switch": alarm["StateValue"],
        },
        "primary": {"instances": states(estate, PRIMARY), "service": counts(estate, PRIMARY)},
        "epochs": {one["Name"]: one["ResourceRecords"][0]["Value"] for one in records if one["Type"] == "TXT"},
        "notices": notices(estate),
        "items": sorted(items, key=lambda item: (item["pk"]["S"], item["sk"]["S"])),
    }


def evaluate(estate):
    """Evaluates the switch's alarm from the newest value, as CloudWatch does each minute and moto never does."""
    now, cloudwatch = datetime.now(timezone.utc), client("cloudwatch")
    found = cloudwatch.get_metric_statistics(Namespace=SWITCHES, MetricName=estate, StartTime=now - timedelta(minutes=10),
                                             EndTime=now + timedelta(minutes=2), Period=60, Statistics=["Maximum"])["Datapoints"]
    if found:
        newest = max(found, key=lambda point: point["Timestamp"])["Maximum"]
        wanted = "ALARM" if newest >= 1 else "OK"
        if cloudwatch.describe_alarms(AlarmNames=[f"{estate}-switch"])["MetricAlarms"][0]["StateValue"] != wanted:
            cloudwatch.set_alarm_state(AlarmName=f"{estate}-switch", StateValue=wanted, StateReason="Threshold Crossed")
    return {"figures": len(found)}


def age(estate, body, version):
    """Replaces the record's body, unless somebody has saved meanwhile."""
    client("dynamodb").update_item(
        TableName=estate, Key={"pk": {"S": "plan#shop"}, "sk": {"S": "record"}}, UpdateExpression="SET body = :body",
        ConditionExpression="version = :version", ExpressionAttributeValues={":body": {"S": body}, ":version": {"N": version}})
    return {}


for line in sys.stdin:
    asked = json.loads(line)
    answer = {"furnish": furnish, "state": state, "evaluate": evaluate, "age": age, "signal": signal}[asked.pop("do")](**asked)
    print(json.dumps(answer, sort_keys=True, default=str), flush=True)
