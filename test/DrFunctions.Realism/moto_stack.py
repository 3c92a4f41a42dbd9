"""Deploys a template, as the SAM translator expands it, into a moto server's CloudFormation, and prints the result, read through boto3.

    python3 moto_stack.py ADDRESS deploy TEMPLATE REGION [Parameter=value ...]   creates the stack and prints its resources, role and outputs
    python3 moto_stack.py ADDRESS read REGION RESOURCES              prints what boto3 reads of them, by their names in the template
    python3 moto_stack.py ADDRESS keys ROLE                          assumes the role and prints its credentials
    python3 moto_stack.py ADDRESS withhold ROLE ACTION POLICIES   gives the role the policies without an action; "" leaves them whole
    python3 moto_stack.py ADDRESS rewind MADE                        puts back what a failover changed
    python3 moto_stack.py ADDRESS foreign                            makes what the plan does not name
    python3 moto_stack.py ADDRESS tag MADE                           tags what the plan names
"""

import ast
import json
import subprocess
import sys

import boto3
from botocore.config import Config

import watched

ENDPOINT = sys.argv[1]
STANDBY, PRIMARY = "ap-northeast-1", "ap-southeast-1"
STACK, RECORD = "drfunctions", "shop.example.com."


def client(service, region=STANDBY):
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test",
                        aws_secret_access_key="test", config=Config(read_timeout=120, retries={"total_max_attempts": 1}))


def deploy(template, region, *parameters):
    expanded = subprocess.run([sys.executable, "test/DrFunctions.Realism/sam_expand.py", template, *parameters],
                              capture_output=True, text=True, check=True).stdout
    # The place to which sam_expand.py says the code was uploaded.
    if not client("s3").list_buckets()["Buckets"]:
        client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": STANDBY})
    client("s3").put_object(Bucket="bucket", Key="code.zip", Body=b"code")
    formation = client("cloudformation", region)
    formation.create_stack(StackName=STACK, TemplateBody=expanded, Capabilities=["CAPABILITY_IAM"], Parameters=[
        dict(zip(("ParameterKey", "ParameterValue"), parameter.split("=", 1))) for parameter in parameters])
    stack = formation.describe_stacks(StackName=STACK)["Stacks"][0]
    # Resources that moto cannot create are listed without a name.
    made = {one["LogicalResourceId"]: one for one in formation.describe_stack_resources(StackName=STACK)["StackResources"] if "LogicalResourceId" in one}
    template_resources = json.loads(expanded)["Resources"]
    return {
        "status": stack["StackStatus"],
        "outputs": {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])},
        "resources": {name: {"type": one["ResourceType"], "id": one.get("PhysicalResourceId")} for name, one in made.items()},
        "template": template_resources,
        "skipped": sorted({one["Type"] for name, one in template_resources.items() if name not in made}),
    } | role(made)


def role(made):
    """The role and its policies. moto stores a stack's policies in Python's notation, and its own checks need JSON."""
    names = [one["PhysicalResourceId"] for one in made.values() if one["ResourceType"] == "AWS::IAM::Role"]
    return {"role": names[0], "policies": policies(names[0])} if names else {}


def policies(name):
    iam, found = client("iam"), {}
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
        found[policy] = ast.literal_eval(document) if isinstance(document, str) else document
        put(name, policy, found[policy])
    return found


def put(name, policy, document):
    client("iam").put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document))


def keys(name):
    arn = client("iam").get_role(RoleName=name)["Role"]["Arn"]
    given = client("sts").assume_role(RoleArn=arn, RoleSessionName="drfunctions")["Credentials"]
    return {"Id": given["AccessKeyId"], "Secret": given["SecretAccessKey"], "Token": given["SessionToken"]}


def withhold(name, action, full):
    """Every statement without the action; a statement with no action left is dropped."""
    for policy, document in json.loads(full).items():
        statements = []
        for statement in document["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            statements.append(statement | {"Action": [one for one in actions if one != action]})
        left = [statement for statement in statements if statement["Action"]]
        # A policy without a statement is not allowed.
        put(name, policy, document | {"Statement": left or [{"Effect": "Allow", "Action": "none:None", "Resource": "*"}]})
    return {}


def rewind(text):
    made = json.loads(text)
    client("ec2").stop_instances(InstanceIds=[made["instance"]])
    client("ecs").update_service(cluster="shop", service="api", desiredCount=0)
    client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs", ResourceId="service/shop/api", ScalableDimension="ecs:service:DesiredCount", MinCapacity=0, MaxCapacity=2)
    rewind_records(client("route53"), made["zone"])
    table = boto3.resource("dynamodb", region_name=STANDBY, endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test").Table(made["table"])
    for item in table.scan()["Items"]:
        table.delete_item(Key={"pk": item["pk"], "sk": item["sk"]})
    client("dynamodb").put_item(TableName=made["table"], Item=watched.ITEM)
    return {}


def rewind_records(dns, zone):
    """Uses another TTL each time, because moto refuses a CREATE that equals an earlier one, even if that record was deleted."""
    changes = []
    for record in dns.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]:
        if record["Name"] == f"_drfunctions.{RECORD}":
            changes.append({"Action": "DELETE", "ResourceRecordSet": record})
        elif record["Name"] == RECORD:
            changes.append({"Action": "UPSERT", "ResourceRecordSet": record | {
                "Weight": 100 if record["SetIdentifier"] == "primary" else 0, "TTL": record["TTL"] + 1}})
    dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def foreign():
    """Resources that the plan does not name: running instances in both Regions, another service, table and topic, and the primary's service."""
    def instance(region):
        return client("ec2", region).run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]

    for region, cluster in ((STANDBY, "other"), (PRIMARY, "shop")):
        ecs = client("ecs", region)
        ecs.create_cluster(clusterName=cluster)
        ecs.register_task_definition(family="api", networkMode="bridge", containerDefinitions=[
            {"name": "api", "image": "api", "cpu": 64, "memory": 64}])
        ecs.create_service(cluster=cluster, serviceName="api", taskDefinition="api", desiredCount=2)
        client("application-autoscaling", region).register_scalable_target(
            ServiceNamespace="ecs", ResourceId=f"service/{cluster}/api", ScalableDimension="ecs:service:DesiredCount", MinCapacity=1, MaxCapacity=2)
    return {"foreign": instance(STANDBY), "primary": instance(PRIMARY),
            "otherZone": client("route53").create_hosted_zone(Name="other.example.", CallerReference="other")["HostedZone"]["Id"].removeprefix("/hostedzone/"),
            "otherTopic": client("sns").create_topic(Name="other")["TopicArn"]}


def tag(text):
    made = json.loads(text)
    client("ec2").create_tags(Resources=[made["instance"]], Tags=[{"Key": "dr-plan", "Value": "shop"}])
    service = client("ecs").describe_services(cluster="shop", services=["api"])["services"][0]["serviceArn"]
    client("ecs").tag_resource(resourceArn=service, tags=[{"key": "dr-plan", "value": "shop"}])
    client("application-autoscaling").tag_resource(ResourceARN=made["target"], Tags={"dr-plan": "shop"})
    return {}


def function(name, region):
    found = client("lambda", region).get_function_configuration(FunctionName=name)
    policy = client("lambda", region).get_policy(FunctionName=name)["Policy"] if name.split("-")[1] != "OperatorFunction" else '{"Statement": []}'
    return {member: found.get(member) for member in ("Runtime", "Handler", "MemorySize", "Timeout", "Role", "Architectures", "Description", "LoggingConfig")} | {
        "Environment": found["Environment"]["Variables"], "Callers": json.loads(policy)["Statement"]}


def rule(name, region):
    found = client("events", region).describe_rule(Name=name)
    return {member: found.get(member) for member in ("ScheduleExpression", "State")} | {
        "EventPattern": json.loads(found.get("EventPattern", "null")), "Targets": client("events", region).list_targets_by_rule(Rule=name)["Targets"]}


def table(name, region):
    dynamodb = client("dynamodb", region)
    found = dynamodb.describe_table(TableName=name)["Table"]
    return {"KeySchema": found["KeySchema"], "AttributeDefinitions": found["AttributeDefinitions"], "DeletionProtectionEnabled": found.get("DeletionProtectionEnabled"),
            "BillingMode": found["BillingModeSummary"]["BillingMode"], "TimeToLive": dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"],
            "PointInTimeRecovery": dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription")}


READ = {
    "AWS::Lambda::Function": function,
    "AWS::Events::Rule": rule,
    "AWS::DynamoDB::Table": table,
    "AWS::SQS::Queue": lambda url, region: client("sqs", region).get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"],
    "AWS::SNS::Topic": lambda arn, region: client("sns", region).get_topic_attributes(TopicArn=arn)["Attributes"] | {
        "Subscriptions": client("sns", region).list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]},
    "AWS::Logs::LogGroup": lambda name, region: client("logs", region).describe_log_groups(logGroupNamePrefix=name)["logGroups"][0],
    "AWS::IAM::Role": lambda name, region: client("iam").get_role(RoleName=name)["Role"],
    "AWS::Route53::HealthCheck": lambda identifier, region: client("route53").get_health_check(HealthCheckId=identifier)["HealthCheck"],
}


def read(region, text):
    """Replaces the ids that moto generated by the names in the template."""
    resources = json.loads(text)
    found = json.dumps({name: READ[one["type"]](one["id"], region) for name, one in resources.items() if one["type"] in READ}, default=str)
    for name, one in resources.items():
        if one["id"]:
            found = found.replace(one["id"].split("/")[-1].split(":")[-1], name)
    return json.loads(found)


if __name__ == "__main__":
    json.dump({"deploy": deploy, "read": read, "keys": keys, "withhold": withhold, "rewind": rewind, "foreign": foreign, "tag": tag}
              [sys.argv[2]](*sys.argv[3:]), sys.stdout, sort_keys=True, default=str)
