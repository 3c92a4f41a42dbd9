"""Creates on a moto server the resources that examples/shop.json names, and prints their state, through boto3 alone.

    python3 moto_world.py http://127.0.0.1:5000 furnish    empties the server, furnishes it, prints the ids that moto made up
    python3 moto_world.py http://127.0.0.1:5000 start      starts what a failover starts
    python3 moto_world.py http://127.0.0.1:5000 put FILE   writes the items of a JSON file into the state table
    python3 moto_world.py http://127.0.0.1:5000 state      prints what the failover may have changed; reading changes nothing
"""

import json
import sys
import urllib.request

import boto3
from botocore.config import Config

import watched

ENDPOINT = sys.argv[1]
STANDBY, ALARMS = "ap-northeast-1", "us-east-1"
ALARM, RECORD, TABLE = "shop-primary-unhealthy", "shop.example.com.", "drfunctions"
SERVICE = "service/shop/api"


def client(service, region=STANDBY):
    # The first call of a service loads its data into the server, which takes seconds on a busy machine.
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test",
                        aws_secret_access_key="test", config=Config(read_timeout=120, retries={"total_max_attempts": 1}))


def instances(ec2):
    """A stopped instance, which is the standby, and a terminated one, which a plan may still name."""
    made = ec2.run_instances(ImageId="ami-12345678", InstanceType="t3.small", MinCount=2, MaxCount=2)["Instances"]
    stopped, terminated = (instance["InstanceId"] for instance in made)
    ec2.stop_instances(InstanceIds=[stopped])
    ec2.terminate_instances(InstanceIds=[terminated])
    return {"instance": stopped, "terminated": terminated, "network": made[0]["VpcId"]}


def service(network):
    """A service at 0 whose target group has four healthy addresses, and a scalable target that would hold it at 2."""
    balancing, ecs, scaling = client("elbv2"), client("ecs"), client("application-autoscaling")
    group = balancing.create_target_group(
        Name="shop-api", Protocol="HTTP", Port=80, VpcId=network, TargetType="ip")["TargetGroups"][0]["TargetGroupArn"]
    balancing.register_targets(TargetGroupArn=group, Targets=[{"Id": f"10.0.0.{last}", "Port": 80} for last in range(4, 8)])
    ecs.create_cluster(clusterName="shop")
    ecs.register_task_definition(family="api", networkMode="bridge", containerDefinitions=[
        {"name": "api", "image": "api", "cpu": 64, "memory": 64, "portMappings": [{"containerPort": 80}]}])
    ecs.create_service(cluster="shop", serviceName="api", taskDefinition="api", desiredCount=0,
                       loadBalancers=[{"targetGroupArn": group, "containerName": "api", "containerPort": 80}])
    target = scaling.register_scalable_target(
        ServiceNamespace="ecs", ResourceId=SERVICE, ScalableDimension="ecs:service:DesiredCount", MinCapacity=0, MaxCapacity=2)
    return group, target["ScalableTargetARN"]


def shared(network, group):
    """A listener and a rule that share users out to the group and another one, and a service of task sets that runs in the latter."""
    balancing, ecs = client("elbv2"), client("ecs")
    green = balancing.create_target_group(
        Name="shop-green", Protocol="HTTP", Port=80, VpcId=network, TargetType="ip")["TargetGroups"][0]["TargetGroupArn"]
    subnets = client("ec2").describe_subnets(Filters=[{"Name": "vpc-id", "Values": [network]}])["Subnets"]
    balancer = balancing.create_load_balancer(
        Name="shop", Subnets=[subnet["SubnetId"] for subnet in subnets[:2]])["LoadBalancers"][0]["LoadBalancerArn"]
    forward = [{"Type": "forward", "ForwardConfig": {"TargetGroups": [
        {"TargetGroupArn": group, "Weight": 100}, {"TargetGroupArn": green, "Weight": 0}]}}]
    listener = balancing.create_listener(
        LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward)["Listeners"][0]["ListenerArn"]
    rule = balancing.create_rule(ListenerArn=listener, Priority=1, Actions=forward, Conditions=[
        {"Field": "path-pattern", "Values": ["/*"]}])["Rules"][0]["RuleArn"]
    ecs.create_service(cluster="shop", serviceName="sets", desiredCount=0, deploymentController={"type": "EXTERNAL"})
    made = ecs.create_task_set(cluster="shop", service="sets", taskDefinition="api", launchType="FARGATE",
                               scale={"value": 100, "unit": "PERCENT"},
                               loadBalancers=[{"targetGroupArn": green, "containerName": "api", "containerPort": 80}])["taskSet"]
    ecs.update_service_primary_task_set(cluster="shop", service="sets", primaryTaskSet=made["taskSetArn"])
    return {"rule": rule, "listener": listener, "green": green}


def instances_of_tasks():
    """A capacity provider of an Auto Scaling group that has no instance yet."""
    scaling = client("autoscaling")
    scaling.create_launch_configuration(LaunchConfigurationName="shop", ImageId="ami-12345678", InstanceType="t3.small")
    scaling.create_auto_scaling_group(AutoScalingGroupName="shop-instances", LaunchConfigurationName="shop", MinSize=0, MaxSize=2,
                                      AvailabilityZones=[f"{STANDBY}a"])
    arn = scaling.describe_auto_scaling_groups()["AutoScalingGroups"][0]["AutoScalingGroupARN"]
    client("ecs").create_capacity_provider(name="shop-provider", autoScalingGroupProvider={
        "autoScalingGroupArn": arn, "managedScaling": {"status": "ENABLED", "targetCapacity": 100}})


def zone(dns):
    def record(identifier, weight, address):
        return {"Action": "CREATE", "ResourceRecordSet": {"Name": RECORD, "Type": "A", "SetIdentifier": identifier, "Weight": weight,
                                                          "TTL": 60, "ResourceRecords": [{"Value": address}]}}

    made = dns.create_hosted_zone(Name="example.com.", CallerReference="shop")["HostedZone"]["Id"]
    # Neighbours in the zone: a listing that begins at the record goes on with them.
    neighbour = {"Action": "CREATE", "ResourceRecordSet": {"Name": "www.example.com.", "Type": "A", "TTL": 60,
                                                           "ResourceRecords": [{"Value": "203.0.113.30"}]}}
    dns.change_resource_record_sets(HostedZoneId=made, ChangeBatch={"Changes": [
        record("primary", 100, "203.0.113.10"), record("standby", 0, "203.0.113.20"), neighbour]})
    return made.removeprefix("/hostedzone/")


def notices():
    topic = client("sns").create_topic(Name="drfunctions-notices")["TopicArn"]
    queue = client("sqs").create_queue(QueueName="notices")["QueueUrl"]
    arn = client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return {"topic": topic, "queue": queue}


def alarm(cloudwatch):
    cloudwatch.put_metric_alarm(
        AlarmName=ALARM, Namespace="AWS/Route53", MetricName="HealthCheckStatus", Statistic="Minimum", Period=60, EvaluationPeriods=1,
        Threshold=1, ComparisonOperator="LessThanThreshold", Dimensions=[{"Name": "HealthCheckId", "Value": "3f6b1d0e"}])
    cloudwatch.set_alarm_state(AlarmName=ALARM, StateValue="ALARM", StateReason="Threshold Crossed")


def furnish():
    urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/moto-api/reset", method="POST"), timeout=60).close()
    made = instances(client("ec2"))
    network = made.pop("network")
    group, made["target"] = service(network)
    made.update(shared(network, group))
    instances_of_tasks()
    alarm(client("cloudwatch", ALARMS))
    client("dynamodb").create_table(
        TableName=TABLE, BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}])
    client("dynamodb").put_item(TableName=TABLE, Item=watched.ITEM)
    return made | {"zone": zone(client("route53")), "table": TABLE} | notices()


def start():
    groups = client("ec2").describe_instances(Filters=[{"Name": "instance-state-name", "Values": ["stopped"]}])["Reservations"]
    client("ec2").start_instances(InstanceIds=[one["InstanceId"] for group in groups for one in group["Instances"]])
    client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs", ResourceId=SERVICE, ScalableDimension="ecs:service:DesiredCount", MinCapacity=4, MaxCapacity=4)
    client("ecs").update_service(cluster="shop", service="api", desiredCount=4)
    return {}


def put():
    with open(sys.argv[3], encoding="utf-8") as file:
        for item in json.load(file):
            client("dynamodb").put_item(TableName=TABLE, Item=item)
    return {}


def received(queue):
    """The messages that subscribers were sent; they stay in the queue."""
    messages = client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", [])
    bodies = (json.loads(message["Body"]) for message in messages)
    return [{"subject": body["Subject"], "body": body["Message"]} for body in bodies]


def state():
    dns, target = client("route53"), client("application-autoscaling")
    records = dns.list_resource_record_sets(HostedZoneId=dns.list_hosted_zones()["HostedZones"][0]["Id"])["ResourceRecordSets"]
    found = client("ec2").describe_instances()["Reservations"]
    counts = client("ecs").describe_services(cluster="shop", services=["api"])["services"][0]
    bounds = target.describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=[SERVICE])["ScalableTargets"][0]
    return {
        "instances": {one["InstanceId"]: one["State"]["Name"] for group in found for one in group["Instances"]},
        "service": {name: counts[name] for name in ("desiredCount", "runningCount")},
        "bounds": {name: bounds[name] for name in ("MinCapacity", "MaxCapacity")},
        "records": records,
        "weights": {one["SetIdentifier"]: one["Weight"] for one in records if one["Name"] == RECORD and one["Type"] == "A"},
        "epoch": [value["Value"] for one in records if one["Name"] == f"_drfunctions.{RECORD}" for value in one["ResourceRecords"]],
        "notices": received(client("sqs").get_queue_url(QueueName="notices")["QueueUrl"]),
        "items": sorted(client("dynamodb").scan(TableName=TABLE)["Items"], key=lambda item: item["sk"]["S"]),
    }


json.dump({"furnish": furnish, "start": start, "put": put, "state": state}[sys.argv[2]](), sys.stdout, sort_keys=True)
