"""What happens in AWS by itself and in moto never does, while the commands of an example's README run against moto_ecs_stacks.py.

    python3 walk_world.py http://127.0.0.1:5000    answers each line of JSON on stdin with one on stdout

{"do": "beat"} lets the world go on by one step, all through boto3:

- an instance boots once: what its user data says is served, and the standby shuts itself down at the end of its first boot;
- a service's tasks start, and are targets of its load balancer, which serves what the application would if its security group lets in;
- names are resolved: an address leads to the instance that has it, a weighted pair to the record with weight and a good health check;
- an alarm of a health check follows the front door that is checked, and the alarm of a switch follows the newest figure;
- the functions' environments, and whose topics wake them, are read as they were deployed.
"""

import base64
import json
import re
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
REGIONS = ("us-east-1", "us-east-2", "us-west-2")
SWITCHES = "DrFunctions/Switch"
# On AWS the alarm of a health check follows after one to three minutes, and the standby shuts down after two.
ALARM_LAGS, SHUTDOWN_TAKES = 20, 5
# What each kind of thing is read by: (service, operation, member with the list, member with the name).
KINDS = {
    "instances": ("ec2", "describe_instances", "Reservations", "ReservationId"),
    "volumes": ("ec2", "describe_volumes", "Volumes", "VolumeId"),
    "addresses": ("ec2", "describe_addresses", "Addresses", "AllocationId"),
    "interfaces": ("ec2", "describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId"),
    "security groups": ("ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
    "launch templates": ("ec2", "describe_launch_templates", "LaunchTemplates", "LaunchTemplateId"),
    "networks": ("ec2", "describe_vpcs", "Vpcs", "VpcId"),
    "subnets": ("ec2", "describe_subnets", "Subnets", "SubnetId"),
    "gateways": ("ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId"),
    "route tables": ("ec2", "describe_route_tables", "RouteTables", "RouteTableId"),
    "alarms": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "topics": ("sns", "list_topics", "Topics", "TopicArn"),
    "subscriptions": ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    "queues": ("sqs", "list_queues", "QueueUrls", None),
    "tables": ("dynamodb", "list_tables", "TableNames", None),
    "functions": ("lambda", "list_functions", "Functions", "FunctionName"),
    "rules": ("events", "list_rules", "Rules", "Name"),
    "logs": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "stacks": ("cloudformation", "describe_stacks", "Stacks", "StackName"),
    "endpoints": ("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
    "load balancers": ("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"),
    "target groups": ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn"),
    "clusters": ("ecs", "list_clusters", "clusterArns", None),
    "task definitions": ("ecs", "list_task_definitions", "taskDefinitionArns", None),
    "repositories": ("ecr", "describe_repositories", "repositories", "repositoryName"),
    "certificates": ("acm", "list_certificates", "CertificateSummaryList", "CertificateArn"),
}
EVERYWHERE = {
    "roles": ("iam", "list_roles", "Roles", "RoleName"),
    "buckets": ("s3", "list_buckets", "Buckets", "Name"),
    "health checks": ("route53", "list_health_checks", "HealthChecks", "Id"),
    "zones": ("route53", "list_hosted_zones", "HostedZones", "Id"),
}
APPLICATION = "examples/ecs-two-regions/app/default.conf.template"
clients, booted, since, states, newest = {}, {}, {}, {}, {"doors": {}, "woken": [], "functions": {}}


def client(service, region="us-east-1"):
    if (service, region) not in clients:
        clients[service, region] = boto3.client(
            service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test",
            config=Config(read_timeout=120, retries={"total_max_attempts": 1}))
    return clients[service, region]


def zone(domain):
    made = client("route53").create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]["Id"]
    return {"zone": made.removeprefix("/hostedzone/")}


def records(zone):
    return client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]


def inventory(zone):
    """Everything in the account, by kind; terminated instances and what is deleted are gone."""
    found = {f"{kind}, {region}": names(how, region) for region in REGIONS for kind, how in KINDS.items()}
    found |= {kind: names(how) for kind, how in EVERYWHERE.items()}
    found |= {f"scalable targets, {region}": [one["ResourceId"] for one in client("application-autoscaling", region).describe_scalable_targets(
        ServiceNamespace="ecs")["ScalableTargets"]] for region in REGIONS}
    found |= {f"copies of images, {region}": client("ecr", region).describe_registry()["replicationConfiguration"]["rules"] for region in REGIONS}
    # Where `sam` puts code; the READMEs say that its bucket stays.
    found["buckets"] = [one for one in found["buckets"] if one != "bucket"]
    return found | {"records": sorted(f"{one['Name']} {one['Type']} {one.get('SetIdentifier', '')}" for one in records(zone))}


def names(how, region="us-east-1"):
    service, operation, member, name = how
    found = getattr(client(service, region), operation)().get(member, [])
    if member == "Reservations":
        return sorted(one["InstanceId"] for group in found for one in group["Instances"] if one["State"]["Name"] != "terminated")
    if service == "ecs" and member == "clusterArns":
        # moto lists a cluster for ever.
        found = [one["clusterArn"] for one in client(service, region).describe_clusters(clusters=found)["clusters"] if one["status"] == "ACTIVE"]
    return sorted(one if name is None else one[name] for one in found if name is None or one.get("State") != "deleted")


def beat(zone):
    """What a command deletes in the middle of a beat is gone with the next one."""
    try:
        newest.update(next_beat(zone))
    except ClientError as trouble:
        if not re.search("NotFound|NoSuch|ValidationError", str(trouble)):
            raise
        newest["woken"] = []
    return newest


def next_beat(zone):
    doors = {interface["NetworkInterfaceId"]: boot(one, region) for region in REGIONS for group in client("ec2", region).describe_instances()["Reservations"]
             for one in group["Instances"] for interface in one["NetworkInterfaces"]}
    for region in REGIONS:
        doors |= services(region)
    checks = {one["Id"]: one["HealthCheckConfig"] for one in client("route53").list_health_checks()["HealthChecks"]}
    switches = switched()
    names = resolve(records(zone), checks, switches, doors)
    return {"doors": names, "woken": alarms(checks, names), "functions": functions()}


def boot(instance, region):
    """The pages of a running instance; None for one that does not run."""
    name, is_up = instance["InstanceId"], instance["State"]["Name"] == "running"
    if name not in booted:
        data = client("ec2", region).describe_instance_attribute(InstanceId=name, Attribute="userData")["UserData"].get("Value", "")
        script = base64.b64decode(data).decode()
        booted[name] = {"at": time.monotonic(), "shuts": "[ standby = standby ]; then shutdown" in script,
                        "pages": {f"/{'' if page == 'index.html' else page}": text.strip("'") for text, page in re.findall(r"^echo (.+) > /srv/www/(\S+)$", script, re.M)}}
    first = booted[name]
    if is_up and first["shuts"] and time.monotonic() - first["at"] > SHUTDOWN_TAKES:
        client("ec2", region).stop_instances(InstanceIds=[name])
        first["shuts"], is_up = False, False
    return first["pages"] if is_up else None


def services(region):
    """Starts the tasks of the services. Gives what each load balancer serves, by its name in the DNS."""
    ecs, pages = client("ecs", region), {}
    clusters = ecs.list_clusters()["clusterArns"]
    arns = [(cluster, arn) for cluster in clusters for arn in ecs.list_services(cluster=cluster)["serviceArns"]]
    for cluster, service in arns:
        one = ecs.describe_services(cluster=cluster, services=[service])["services"][0]
        if one["runningCount"] != one["desiredCount"]:
            # moto has all tasks running at once after an update, and none after a creation.
            ecs.update_service(cluster=cluster, service=service, desiredCount=one["desiredCount"])
        group = one["loadBalancers"][0]["targetGroupArn"]
        is_served = targets(region, group, one["desiredCount"])
        container = ecs.describe_task_definition(taskDefinition=one["taskDefinition"])["taskDefinition"]["containerDefinitions"][0]
        variables = {pair["name"]: pair["value"] for pair in container["environment"]}
        with open(APPLICATION, encoding="utf-8") as file:
            served = {path: text.replace("${REGION}", variables["REGION"]) for path, text in re.findall(r'location (?:= )?(\S+) { return 200 "(.*?)\\n"', file.read())}
        for balancer in client("elbv2", region).describe_load_balancers()["LoadBalancers"]:
            pages[balancer["DNSName"]] = served if is_served and lets_in(region, balancer["SecurityGroups"]) else None
    return pages


def targets(region, group, count):
    """Registers as many healthy targets as tasks run. moto calls each target of a group healthy."""
    elb, wanted = client("elbv2", region), {f"10.0.0.{4 + number}" for number in range(count)}
    found = {one["Target"]["Id"] for one in elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]}
    if wanted - found:
        elb.register_targets(TargetGroupArn=group, Targets=[{"Id": one, "Port": 80} for one in wanted - found])
    if found - wanted:
        elb.deregister_targets(TargetGroupArn=group, Targets=[{"Id": one, "Port": 80} for one in found - wanted])
    return count > 0


def lets_in(region, groups):
    found = client("ec2", region).describe_security_groups(GroupIds=groups)["SecurityGroups"]
    return any(rule.get("FromPort") == 443 and {"CidrIp": "0.0.0.0/0"}.items() <= source.items()
               for group in found for rule in group["IpPermissions"] for source in rule["IpRanges"])


def resolve(sets, checks, switches, doors):
    """What each name serves now: its pages by path, or None where nothing answers."""
    addresses = {address["PublicIp"]: doors.get(address.get("NetworkInterfaceId")) for region in REGIONS
                 for address in client("ec2", region).describe_addresses()["Addresses"]}
    found = {}
    for name in {one["Name"] for one in sets if one["Type"] == "A"}:
        answers = [one for one in sets if one["Name"] == name and one["Type"] == "A"]
        good = [one for one in answers if one.get("Weight", 1) > 0 and is_good(one.get("HealthCheckId"), checks, switches)]
        # With no good record of any weight, Route 53 takes those of weight 0; users are split, and most of them go by the greatest weight.
        chosen = max(good, key=lambda one: one.get("Weight", 1), default=next(
            (one for one in answers if is_good(one.get("HealthCheckId"), checks, switches)), answers[0]))
        found[name.rstrip(".")] = doors.get(chosen["AliasTarget"]["DNSName"].rstrip(".")) if "AliasTarget" in chosen else addresses.get(
            chosen["ResourceRecords"][0]["Value"])
    return found


def is_good(check, checks, switches):
    """moto forgets which alarm a health check follows; in an example there is one switch."""
    # A check that was made after they were listed is as good as new.
    return check is None or check not in checks or checks[check]["Type"] != "CLOUDWATCH_METRIC" or "ALARM" not in switches.values()


def switched():
    """Evaluates the switches' alarms from their newest figures, as CloudWatch does each minute."""
    now, found = datetime.now(timezone.utc), {}
    for region in REGIONS:
        watch = client("cloudwatch", region)
        for alarm in watch.describe_alarms()["MetricAlarms"]:
            if alarm["Namespace"] == SWITCHES:
                points = watch.get_metric_statistics(Namespace=SWITCHES, MetricName=alarm["MetricName"], StartTime=now - timedelta(hours=1),
                                                     EndTime=now + timedelta(minutes=2), Period=60, Statistics=["Maximum"])["Datapoints"]
                newest = max(points, key=lambda point: point["Timestamp"], default={"Maximum": 0})["Maximum"]
                found[alarm["AlarmName"]] = set_state(watch, alarm, "ALARM" if newest >= 1 else "OK")
    return found


def set_state(watch, alarm, state):
    if alarm["StateValue"] != state:
        watch.set_alarm_state(AlarmName=alarm["AlarmName"], StateValue=state, StateReason="Threshold Crossed")
    return state


def alarms(checks, doors):
    """Lets each alarm of a health check follow its front door. Gives the environments of the functions that an alarm wakes just now."""
    watch, woken = client("cloudwatch"), []
    for alarm in watch.describe_alarms()["MetricAlarms"]:
        if alarm["Namespace"] != "AWS/Route53":
            continue
        checked = checks.get(alarm["Dimensions"][0]["Value"])
        if checked is None:
            continue  # The check is just being made or deleted.
        state = "OK" if (doors.get(checked["FullyQualifiedDomainName"]) or {}).get(checked["ResourcePath"]) else "ALARM"
        name = alarm["AlarmName"]
        if states.get(name) != state:
            states[name], since[name] = state, time.monotonic()
        elif time.monotonic() - since[name] > ALARM_LAGS and alarm["StateValue"] != state:
            set_state(watch, alarm, state)
            woken += [{"alarm": name, "function": endpoint} for endpoint in subscribers(alarm["AlarmActions"])] if state == "ALARM" else []
    return woken


def subscribers(topics):
    return [one["Endpoint"].split(":")[-1] for topic in topics for one in client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
            if one["Protocol"] == "lambda"]


def functions():
    return {one["FunctionName"]: one["Environment"]["Variables"] | {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}
            for region in REGIONS for one in client("lambda", region).list_functions()["Functions"]}


def state(zone, region, table):
    """The world that a failover changes."""
    ecs = client("ecs", region)
    counts = [[one["desiredCount"], one["runningCount"]] for cluster in ecs.list_clusters()["clusterArns"] for one in ecs.describe_services(
        cluster=cluster, services=["web"])["services"]]
    bounds = client("application-autoscaling", region).describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    with_tag = client("ec2", region).describe_instances(Filters=[{"Name": "tag-key", "Values": ["dr-plan"]}])["Reservations"]
    items = client("dynamodb", region).scan(TableName=table, ConsistentRead=True)["Items"] if table else []
    return {
        "instances": {tag["Value"]: one["State"]["Name"] for group in with_tag for one in group["Instances"] for tag in one["Tags"] if tag["Key"] == "Name"},
        "weights": {one["SetIdentifier"]: one.get("Weight") for one in records(zone) if one["Type"] == "A" and "SetIdentifier" in one},
        "switches": switched(),
        "counts": counts,
        "minimum": [one["MinCapacity"] for one in bounds],
        "record": next((one for one in items if one["sk"]["S"] == "record"), None),
    }


def age(table, region, plan, body, version, seconds):
    """Makes the record and the rest of the account older, unless somebody has saved meanwhile."""
    dynamodb = client("dynamodb", region)
    try:
        dynamodb.update_item(
            TableName=table, Key={"pk": {"S": f"plan#{plan}"}, "sk": {"S": "record"}}, UpdateExpression="SET body = :body",
            ConditionExpression="version = :version", ExpressionAttributeValues={":body": {"S": body}, ":version": {"N": version}})
    except dynamodb.exceptions.ConditionalCheckFailedException:
        return {"aged": False}
    urllib.request.urlopen(urllib.request.Request(
        f"{ENDPOINT}/moto-api/age", data=str(seconds).encode(), headers={"Content-Type": "text/plain"}), timeout=60).close()
    return {"aged": True}


for line in sys.stdin:
    asked = json.loads(line)
    answer = {"zone": zone, "inventory": inventory, "beat": beat, "state": state, "age": age}[asked.pop("do")](**asked)
    print(json.dumps(answer, sort_keys=True, default=str), flush=True)
