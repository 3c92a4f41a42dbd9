"""Furnishes a moto server for the cold starts, and puts it back before each: one line in, one line out.

    python3 cold_world.py http://127.0.0.1:5000 REGION    prints what was made, as JSON; then for each line on its standard input,
                                                          which holds a record's body or nothing, stops the instance, lays the record
                                                          (or one of a plan that only watches) into the table and prints "ready"
"""

import json
import sys

import boto3
from botocore.config import Config

ENDPOINT, REGION = sys.argv[1:]
TABLE = "drfunctions"
# A record of an earlier version: the plan was watched before, so its signals count although they are down from the start.
WATCHED = json.dumps({"plan": "shop", "phase": "Watching"})


def client(service, region=REGION):
    # The first call of a service loads its data into the server, which takes seconds on a busy machine.
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test",
                        aws_secret_access_key="test", config=Config(read_timeout=120, retries={"total_max_attempts": 1}))


EC2, DYNAMO = client("ec2"), client("dynamodb")


def furnish():
    instance = EC2.run_instances(ImageId="ami-12345678", InstanceType="t3.small", MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
    DYNAMO.create_table(
        TableName=TABLE, BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}])
    alarms = client("cloudwatch", "us-east-1")
    alarms.put_metric_alarm(
        AlarmName="shop-primary-unhealthy", Namespace="AWS/Route53", MetricName="HealthCheckStatus", Statistic="Minimum", Period=60,
        EvaluationPeriods=1, Threshold=1, ComparisonOperator="LessThanThreshold", Dimensions=[{"Name": "HealthCheckId", "Value": "3f6b1d0e"}])
    alarms.set_alarm_state(AlarmName="shop-primary-unhealthy", StateValue="ALARM", StateReason="Threshold Crossed")
    return {"instance": instance, "table": TABLE, "topic": client("sns").create_topic(Name="drfunctions-notices")["TopicArn"]}


def put_back(instance, body):
    EC2.stop_instances(InstanceIds=[instance])
    for item in DYNAMO.scan(TableName=TABLE)["Items"]:
        DYNAMO.delete_item(TableName=TABLE, Key={name: item[name] for name in ("pk", "sk")})
    DYNAMO.put_item(TableName=TABLE, Item={
        "pk": {"S": "plan#shop"}, "sk": {"S": "record"}, "version": {"N": "7"}, "owner": {"S": "earlier"}, "schema": {"N": "1"},
        "body": {"S": body or WATCHED}})


made = furnish()
print(json.dumps(made), flush=True)
for line in sys.stdin:
    put_back(made["instance"], line.strip())
    print("ready", flush=True)
