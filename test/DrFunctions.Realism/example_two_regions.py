"""Puts examples/ecs-two-regions into both Regions of a moto server, asserts what is there through boto3, and takes everything away again.

    python3 test/DrFunctions.Realism/example_two_regions.py

Prints what was checked and what moto skips, and ends with exit code 1 when something is wrong. Three estates are made, one after the other,
so that each value of the parameters Strategy, LaunchType and Via, and two and three zones, are seen.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time

import boto3
import botocore.exceptions
import botocore.parsers
from botocore.config import Config
from botocore.validate import ParamValidator

from cfn_resolve import Resolved, fitted

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(ROOT, "examples", "ecs-two-regions")
PRIMARY, STANDBY, SIGNALS = "us-west-2", "eu-west-1", "us-east-1"
ACCOUNT, NAME, DOMAIN = "123456789012", "two-regions", "shop.example.com"
DIGEST, NEXT = ("@sha256:" + digit * 64 for digit in "ab")

# What CloudFormation calls for a resource. moto's own CloudFormation makes the first kind whole.
MADE = {
    "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route",
    "AWS::EC2::VPCEndpoint", "AWS::EC2::SecurityGroup", "AWS::IAM::Role", "AWS::IAM::Policy",
    "AWS::IAM::InstanceProfile", "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::AutoScalingGroup", "AWS::ECS::Cluster", "AWS::Logs::LogGroup",
    "AWS::ElasticLoadBalancingV2::Listener", "AWS::Route53::RecordSet", "AWS::SNS::Topic", "AWS::SQS::Queue",
}
# These it makes, but leaves out what the functions here add or validate.
IN_PART = {
    "AWS::EC2::VPC": "EnableDnsSupport, EnableDnsHostnames",
    "AWS::EC2::InternetGateway": "its deletion",
    "AWS::EC2::RouteTable": "its deletion",
    "AWS::EC2::Subnet": "MapPublicIpOnLaunch",
    "AWS::EC2::SubnetRouteTableAssociation": "kept where DescribeRouteTables does not see it",
    "AWS::ECR::Repository": "scan on push, lifecycle policy",
    "AWS::S3::Bucket": "versioning, replication, ownership, public access, lifecycle",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "attributes, CanonicalHostedZoneID",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "attributes",
    "AWS::ECS::TaskDefinition": "all but family, containers and memory",
    "AWS::ECS::Service": "all but cluster, name, task definition and count",
    "AWS::Route53::HealthCheck": "AlarmIdentifier and InsufficientDataHealthStatus",
}
# These it skips and says CREATE_COMPLETE.
SKIPPED = {
    "AWS::ECR::ReplicationConfiguration", "AWS::CertificateManager::Certificate", "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::ApplicationAutoScaling::ScalingPolicy", "AWS::ECS::CapacityProvider", "AWS::ECS::ClusterCapacityProviderAssociations",
    "AWS::CloudWatch::Alarm", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy",
}

CERTIFICATE = "CertificateArn: !Ref Certificate"

server, endpoint, checks = None, "", []


def client(service, region=STANDBY):
    return boto3.client(service, region_name=region, endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test",
                        config=Config(read_timeout=180, retries={"total_max_attempts": 1}))


def check(what, found, wanted):
    if found != wanted:
        raise AssertionError(f"{what}\n  found  {found!r}\n  wanted {wanted!r}")
    checks.append(what)


def start():
    global server, endpoint
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(["moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("moto_server did not start")


# Stacks

class Stack:
    """A stack that moto made, the template as it was resolved for it, and the calls that moto's CloudFormation does not make."""

    def __init__(self, template, region, name, parameters, imports=None):
        self.path, self.region, self.name, self.imports = os.path.join(EXAMPLE, template), region, name, imports
        self.parameters, self.extra = parameters, []
        with open(self.path, encoding="utf-8") as file:
            self.body = file.read()
        self.want_certificate()
        refused = self.resolve({}, {}).refused
        check(f"{template} in {region}: no rule of the template refuses these parameters", refused, [])
        client("cloudformation", region).create_stack(StackName=name, TemplateBody=self.body, Parameters=self.given(), Capabilities=["CAPABILITY_IAM"])
        self.read()

    def want_certificate(self):
        """moto's CloudFormation skips certificates, but its listener needs one: it is requested first, and put where the template refers to it."""
        if CERTIFICATE in self.body:
            arn = client("acm", self.region).request_certificate(**{
                key: one for key, one in self.resolve({}, {}).properties("Certificate").items() if key != "DomainValidationOptions"})["CertificateArn"]
            self.body = self.body.replace(CERTIFICATE, f"CertificateArn: {arn}")
            self.extra.append(lambda: client("acm", self.region).delete_certificate(CertificateArn=arn))

    def given(self):
        return [{"ParameterKey": key, "ParameterValue": value} for key, value in self.parameters.items()]

    def resolve(self, made, attributes):
        return Resolved(self.path, self.region, self.parameters, made, attributes, self.imports)

    def read(self):
        formation = client("cloudformation", self.region)
        described = formation.describe_stacks(StackName=self.name)["Stacks"][0]
        self.id, self.outputs = described["StackId"], {one["OutputKey"]: one.get("OutputValue") for one in described.get("Outputs", [])}
        self.made = {one["LogicalResourceId"]: one["PhysicalResourceId"]
                     for one in formation.describe_stack_resources(StackName=self.name)["StackResources"] if one.get("LogicalResourceId")}
        self.see(self.resolve(self.made, attributes(self.region, self.made)))

    def see(self, resolved):
        template = os.path.basename(self.path)
        self.resolved = resolved
        types = {one["Type"] for one in resolved.resources.values()}
        check(f"{template}: every type of resource is known here, as made, made in part or skipped", types - MADE - set(IN_PART) - SKIPPED, set())
        check(f"{template}: moto makes what it is said to make, and no resource whose condition does not hold", set(self.made),
              {name for name, one in resolved.resources.items() if one["Type"] not in SKIPPED})
        # The outputs of what moto skips or does not know are taken from the template.
        self.outputs |= {name: resolved.outputs[name] for name in ("LoadBalancerZone", "SwitchAlarm") if name in resolved.outputs}
        check(f"{template}: the stack has every output, and each is what the template says", self.outputs, resolved.outputs)
        for name, one in resolved.resources.items():
            if one["Type"] in CALLS:
                for service, operation, arguments, sent in CALLS[one["Type"]](self, name, resolved.properties(name)):
                    self.call(f"{template} {name}", service, operation, arguments, sent)

    def call(self, where, service, operation, arguments, sent):
        """The call that CloudFormation makes for the resource, validated against botocore's model, and made where moto can take it."""
        api = client(service, self.region)
        shape = api.meta.service_model.operation_model(operation).input_shape
        arguments = fitted(arguments, shape, f"{where} {operation}")
        report = ParamValidator().validate(arguments, shape)
        check(f"{where}: {operation} is well formed for botocore", report.generate_report(), "")
        if sent:
            method = next(method for method, name in api.meta.method_to_api_mapping.items() if name == operation)
            getattr(api, method)(**arguments)

    def update(self, **parameters):
        self.parameters = self.parameters | parameters
        # moto sees no change in a resource whose parameters stand in Sub or in conditions, so a line of metadata tells it of the service's.
        self.body = re.sub(r"(    Type: AWS::ECS::Service\n)(    Metadata.*\n)?", rf"\1    Metadata: {{ Changed: {time.monotonic_ns()} }}\n", self.body)
        client("cloudformation", self.region).update_stack(StackName=self.name, TemplateBody=self.body, Parameters=self.given(), Capabilities=["CAPABILITY_IAM"])

    def delete(self):
        for undo in reversed(self.extra):
            undo()
        client("cloudformation", self.region).delete_stack(StackName=self.name)
        for name, one in self.resolved.resources.items():
            if one["Type"] in UNDELETED:
                UNDELETED[one["Type"]](self.region, self.made[name])


# moto's CloudFormation leaves these where they are when their stack is deleted.
UNDELETED = {
    "AWS::ElasticLoadBalancingV2::TargetGroup": lambda region, id: client("elbv2", region).delete_target_group(TargetGroupArn=id),
    "AWS::ECS::Cluster": lambda region, id: client("ecs", region).delete_cluster(cluster=id),
    "AWS::ECS::TaskDefinition": lambda region, id: client("ecs", region).deregister_task_definition(taskDefinition=id),
    "AWS::Route53::HealthCheck": lambda region, id: client("route53").delete_health_check(HealthCheckId=id),
}


def attributes(region, made):
    """GetAtts whose values moto knows by other calls."""
    found = {"Service.Name": "web", "LaunchTemplate.LatestVersionNumber": "1"}
    if "DoorSecurityGroup" in made:
        found |= {"DoorSecurityGroup.GroupId": made["DoorSecurityGroup"], "TaskSecurityGroup.GroupId": made["TaskSecurityGroup"]}
    if "LoadBalancer" in made:
        balancer = client("elbv2", region).describe_load_balancers(LoadBalancerArns=[made["LoadBalancer"]])["LoadBalancers"][0]
        found |= {"LoadBalancer.DNSName": balancer["DNSName"], "LoadBalancer.CanonicalHostedZoneID": balancer["CanonicalHostedZoneId"]}
    for name in ("ExecutionRole", "TaskRole", "ReplicationRole", "AdministrationRole"):
        if name in made:
            found[f"{name}.Arn"] = client("iam").get_role(RoleName=made[name])["Role"]["Arn"]
    return found


# What CloudFormation calls for the properties that moto leaves out. True means that the call is made, False that it is validated only.

def network(stack, name, properties):
    stack.extra.append(lambda: clear(stack.region, stack.made[name]))
    for what in ("EnableDnsSupport", "EnableDnsHostnames"):
        yield "ec2", "ModifyVpcAttribute", {"VpcId": stack.made[name], what: {"Value": properties[what]}}, True


def subnet(stack, name, properties):
    yield "ec2", "ModifySubnetAttribute", {"SubnetId": stack.made[name], "MapPublicIpOnLaunch": {"Value": properties["MapPublicIpOnLaunch"]}}, True


def clear(region, network):
    """moto's CloudFormation does not delete route tables, gateways and endpoints, and a network with a route table cannot go."""
    ec2 = client("ec2", region)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[one["VpcEndpointId"] for one in ec2.describe_vpc_endpoints(
        Filters=[{"Name": "vpc-id", "Values": [network]}])["VpcEndpoints"]])
    for table in ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [network]}])["RouteTables"]:
        if not any(one.get("Main") for one in table["Associations"]):
            ec2.delete_route_table(RouteTableId=table["RouteTableId"])
    for gateway in ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": [network]}])["InternetGateways"]:
        ec2.detach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=network)
        ec2.delete_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"])


def routes_of_subnet(stack, name, properties):
    yield "ec2", "AssociateRouteTable", properties, True

    def undo():
        ec2 = client("ec2", stack.region)
        for one in ec2.describe_route_tables(RouteTableIds=[properties["RouteTableId"]])["RouteTables"][0]["Associations"]:
            if one.get("SubnetId") == properties["SubnetId"]:
                ec2.disassociate_route_table(AssociationId=one["RouteTableAssociationId"])
    stack.extra.append(undo)


def repository(stack, name, properties):
    yield "ecr", "CreateRepository", {"repositoryName": properties["RepositoryName"], "imageTagMutability": properties["ImageTagMutability"],
                                      "imageScanningConfiguration": properties["ImageScanningConfiguration"]}, False
    yield "ecr", "PutImageScanningConfiguration", {"repositoryName": properties["RepositoryName"],
                                                   "imageScanningConfiguration": properties["ImageScanningConfiguration"]}, True
    yield "ecr", "PutLifecyclePolicy", {"repositoryName": properties["RepositoryName"],
                                        "lifecyclePolicyText": properties["LifecyclePolicy"]["LifecyclePolicyText"]}, True


def bucket(stack, name, properties):
    named = {"Bucket": properties["BucketName"]}
    yield "s3", "PutBucketVersioning", named | {"VersioningConfiguration": properties["VersioningConfiguration"]}, True
    yield "s3", "PutBucketOwnershipControls", named | {"OwnershipControls": properties["OwnershipControls"]}, True
    yield "s3", "PutPublicAccessBlock", named | {"PublicAccessBlockConfiguration": properties["PublicAccessBlockConfiguration"]}, True
    # CloudFormation takes NoncurrentDays and a rule's prefix where the API has them, and a rule without a prefix means all objects.
    yield "s3", "PutBucketLifecycleConfiguration", named | {"LifecycleConfiguration": {
        "Rules": [{"Filter": {"Prefix": ""}} | {"ID" if key == "Id" else key: one for key, one in rule.items()}
                  for rule in properties["LifecycleConfiguration"]["Rules"]]}}, True
    if "ReplicationConfiguration" in properties:
        yield "s3", "PutBucketReplication", named | {"ReplicationConfiguration": properties["ReplicationConfiguration"]}, True


def load_balancer(stack, name, properties):
    yield "elbv2", "CreateLoadBalancer", {"Name": name} | {key: properties[key] for key in ("Type", "Scheme", "SecurityGroups", "Subnets")}, False
    yield "elbv2", "ModifyLoadBalancerAttributes", {"LoadBalancerArn": stack.made[name], "Attributes": properties["LoadBalancerAttributes"]}, True


def target_group(stack, name, properties):
    yield "elbv2", "CreateTargetGroup", {"Name": name} | {key: one for key, one in properties.items() if key != "TargetGroupAttributes"}, False
    yield "elbv2", "ModifyTargetGroupAttributes", {"TargetGroupArn": stack.made[name], "Attributes": properties["TargetGroupAttributes"]}, True


def service(stack, name, properties):
    renamed = {"PlacementStrategies": "placementStrategy"}
    yield "ecs", "CreateService", {renamed.get(key, key): one for key, one in properties.items()}, False


def capacity_provider(stack, name, properties):
    yield "ecs", "CreateCapacityProvider", {"name": name} | properties, False


def scaling_policy(stack, name, properties):
    of, dimension = f"service/{NAME}/web", "ecs:service:DesiredCount"
    rest = {key: one for key, one in properties.items() if key != "ScalingTargetId"}
    check("service.yaml: the policy belongs to the scalable target", properties["ScalingTargetId"], "ScalableTarget")
    yield "application-autoscaling", "PutScalingPolicy", {"ServiceNamespace": "ecs", "ResourceId": of, "ScalableDimension": dimension} | rest, True
    stack.extra.append(lambda: client("application-autoscaling", stack.region).delete_scaling_policy(
        PolicyName=properties["PolicyName"], ServiceNamespace="ecs", ResourceId=of, ScalableDimension=dimension))


def scalable_target(stack, name, properties):
    yield "application-autoscaling", "RegisterScalableTarget", properties, True
    stack.extra.append(lambda: client("application-autoscaling", stack.region).deregister_scalable_target(
        **{key: properties[key] for key in ("ServiceNamespace", "ResourceId", "ScalableDimension")}))


def certificate(stack, name, properties):
    # The zone of a validation is CloudFormation's own: with it, CloudFormation writes the record that ACM asks for.
    check("service.yaml: each name of the certificate is validated in the zone",
          sorted(one["DomainName"] for one in properties["DomainValidationOptions"]), sorted([properties["DomainName"], *properties["SubjectAlternativeNames"]]))
    yield "acm", "RequestCertificate", {key: one for key, one in properties.items() if key != "DomainValidationOptions"}, False


def alarm(stack, name, properties):
    yield "cloudwatch", "PutMetricAlarm", properties, True
    stack.extra.append(lambda: client("cloudwatch", stack.region).delete_alarms(AlarmNames=[properties["AlarmName"]]))


def health_check(stack, name, properties):
    yield "route53", "CreateHealthCheck", {"CallerReference": name, "HealthCheckConfig": properties["HealthCheckConfig"]}, False


def registry(stack, name, properties):
    yield "ecr", "PutReplicationConfiguration", properties, True
    stack.extra.append(lambda: client("ecr", stack.region).put_replication_configuration(replicationConfiguration={"rules": []}))


CALLS = {
    "AWS::EC2::VPC": network,
    "AWS::EC2::Subnet": subnet,
    "AWS::EC2::SubnetRouteTableAssociation": routes_of_subnet,
    "AWS::ECR::Repository": repository,
    "AWS::ECR::ReplicationConfiguration": registry,
    "AWS::S3::Bucket": bucket,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": load_balancer,
    "AWS::ElasticLoadBalancingV2::TargetGroup": target_group,
    "AWS::CertificateManager::Certificate": certificate,
    "AWS::ECS::TaskDefinition": lambda stack, name, properties: [("ecs", "RegisterTaskDefinition", properties, False)],
    "AWS::ECS::Service": service,
    "AWS::ECS::CapacityProvider": capacity_provider,
    "AWS::ECS::ClusterCapacityProviderAssociations": lambda stack, name, properties: [("ecs", "PutClusterCapacityProviders", properties, False)],
    "AWS::ApplicationAutoScaling::ScalableTarget": scalable_target,
    "AWS::ApplicationAutoScaling::ScalingPolicy": scaling_policy,
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::Route53::HealthCheck": health_check,
    "AWS::EC2::LaunchTemplate": lambda stack, name, properties: [("ec2", "CreateLaunchTemplate", {"LaunchTemplateName": name} | properties, False)],
}


class SignalsStack(Stack):
    """src/Signals/template.yaml as it is; StackTests asserts its resources."""

    def __init__(self, parameters):
        super().__init__(os.path.join(ROOT, "src", "Signals", "template.yaml"), SIGNALS, f"{NAME}-signals", parameters)

    def see(self, resolved):
        self.resolved = resolved
        self.outputs["AlarmName"] = resolved.outputs["AlarmName"]


# The estates

def estate(zone, strategy, launch, via, third):
    """Every stack of the README, in its order: the standby's first where the primary's needs it."""
    stacks = {"roles": Stack("stacksets.yaml", STANDBY, f"{NAME}-roles", {})}
    regions = {"PrimaryRegion": PRIMARY, "StandbyRegion": STANDBY}
    for role, region in (("standby", STANDBY), ("primary", PRIMARY)):
        stacks[f"images {role}"] = Stack("images.yaml", region, f"{NAME}-images", regions)
        stacks[f"data {role}"] = Stack("data.yaml", region, f"{NAME}-data", regions)
    for number, (role, region) in enumerate((("standby", STANDBY), ("primary", PRIMARY))):
        overrides = {"Prefix": f"10.{number}", "ZoneA": f"{region}a", "ZoneB": f"{region}b"} | ({"ZoneC": f"{region}c"} if third else {})
        network = stacks[f"network {role}"] = Stack("network.yaml", region, f"StackSet-{NAME}-network-{number}", overrides)
        stacks[role] = Stack("service.yaml", region, f"StackSet-{NAME}-service-{number}", {
            "Role": role, "Strategy": strategy, "SetCounts": "true", "ImageVersion": DIGEST, "LaunchType": launch, "Domain": DOMAIN, "HostedZoneId": zone,
        }, {f"{NAME}-VpcId": network.outputs["VpcId"], f"{NAME}-SubnetIds": network.outputs["SubnetIds"]})
    stacks["records"] = Stack("records.yaml", STANDBY, f"{NAME}-records", {
        "Via": via, "Domain": DOMAIN, "HostedZoneId": zone, "PrimaryRegion": PRIMARY} | {
        f"{role.title()}LoadBalancer{what}": stacks[role].resolved.outputs[f"LoadBalancer{what}"] for role in ("primary", "standby") for what in ("Name", "Zone")})
    stacks["signals"] = SignalsStack({"AlarmName": f"{NAME}-primary-unhealthy", "Domain": stacks["primary"].outputs["Door"], "NoticeEmail": "oncall@example.com"})
    return stacks


def roles_are_narrow(stacks):
    roles, iam = stacks["roles"], client("iam")
    administration, execution = (iam.get_role(RoleName=roles.made[name])["Role"] for name in ("AdministrationRole", "ExecutionRole"))
    check("the stack sets' administration role is for CloudFormation, on behalf of this application's stack sets alone",
          [(one["Principal"], one["Condition"]) for one in administration["AssumeRolePolicyDocument"]["Statement"]],
          [({"Service": "cloudformation.amazonaws.com"}, {
              "StringEquals": {"aws:SourceAccount": ACCOUNT}, "StringLike": {"aws:SourceArn": f"arn:aws:cloudformation:*:{ACCOUNT}:stackset/{NAME}-*"}})])
    check("only the administration role may take the execution role", [one["Principal"] for one in execution["AssumeRolePolicyDocument"]["Statement"]],
          [{"AWS": administration["Arn"]}])
    check("the administration role may take the execution role and do nothing else",
          [(one["Action"], one["Resource"]) for one in roles.resolved.properties("AdministrationPolicy")["PolicyDocument"]["Statement"]],
          [("sts:AssumeRole", execution["Arn"])])
    check("the outputs are what create-stack-set takes", roles.outputs, {"AdministrationRoleArn": administration["Arn"], "ExecutionRoleName": execution["RoleName"]})
    # A role of a template that is not on the path could not be created by the stack sets.
    for stack in (stacks["primary"], stacks["standby"]):
        for name in stack.resolved.of_type("AWS::IAM::Role"):
            check(f"the role {name} is on the path that the execution role may use", client("iam").get_role(RoleName=stack.made[name])["Role"]["Path"], f"/{NAME}/")


def images_and_data_are_copied_one_way(stacks):
    for role, region in (("primary", PRIMARY), ("standby", STANDBY)):
        ecr, s3, name = client("ecr", region), client("s3", region), f"{NAME}-data-{ACCOUNT}-{region}"
        found = ecr.describe_repositories(repositoryNames=[f"{NAME}/web"])["repositories"][0]
        check(f"{role}: tags are immutable, and images are scanned on push",
              (found["imageTagMutability"], found["imageScanningConfiguration"]["scanOnPush"]), ("IMMUTABLE", True))
        rules = json.loads(ecr.get_lifecycle_policy(repositoryName=f"{NAME}/web")["lifecyclePolicyText"])["rules"]
        check(f"{role}: old images expire", [one["selection"]["tagStatus"] for one in rules], ["untagged", "any"])
        check(f"{role}: only the primary's registry copies, by prefix, to the standby", ecr.describe_registry()["replicationConfiguration"]["rules"], [{
            "destinations": [{"region": STANDBY, "registryId": ACCOUNT}], "repositoryFilters": [{"filter": f"{NAME}/", "filterType": "PREFIX_MATCH"}],
        }] if role == "primary" else [])
        check(f"{role}: the bucket has versions", s3.get_bucket_versioning(Bucket=name)["Status"], "Enabled")
        check(f"{role}: the bucket lies in its Region", s3.get_bucket_location(Bucket=name)["LocationConstraint"], region)
        check(f"{role}: the bucket is closed to the public", set(s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"].values()), {True})
        check(f"{role}: the output is the bucket", stacks[f"data {role}"].outputs["Bucket"], name)
    found = client("s3", PRIMARY).get_bucket_replication(Bucket=f"{NAME}-data-{ACCOUNT}-{PRIMARY}")["ReplicationConfiguration"]
    role = client("iam").get_role(RoleName=stacks["data primary"].made["ReplicationRole"])["Role"]
    check("the primary's bucket copies into the standby's, with the role of the template",
          (found["Role"], [(one["Status"], one["Destination"]["Bucket"]) for one in found["Rules"]]),
          (role["Arn"], [("Enabled", f"arn:aws:s3:::{NAME}-data-{ACCOUNT}-{STANDBY}")]))
    try:
        found = client("s3").get_bucket_replication(Bucket=f"{NAME}-data-{ACCOUNT}-{STANDBY}")
        raise AssertionError(f"the standby's bucket copies too: {found}")
    except botocore.exceptions.ClientError as refusal:
        check("the standby's bucket copies nothing", refusal.response["Error"]["Code"], "ReplicationConfigurationNotFoundError")
    source, target = (f"arn:aws:s3:::{NAME}-data-{ACCOUNT}-{region}" for region in (PRIMARY, STANDBY))
    check("the replication's role reads the one bucket and writes the other, and no more", {
        action: one["Resource"] for one in stacks["data primary"].resolved.properties("ReplicationRole")["Policies"][0]["PolicyDocument"]["Statement"]
        for action in one["Action"]}, {
        "s3:GetReplicationConfiguration": source, "s3:ListBucket": source, "s3:GetObjectVersionAcl": f"{source}/*",
        "s3:GetObjectVersionForReplication": f"{source}/*", "s3:GetObjectVersionTagging": f"{source}/*",
        "s3:ReplicateDelete": f"{target}/*", "s3:ReplicateObject": f"{target}/*", "s3:ReplicateTags": f"{target}/*"})


def the_network_is_public_without_nat(stacks, third):
    ranges = []
    for role, region in (("primary", PRIMARY), ("standby", STANDBY)):
        ec2, made = client("ec2", region), stacks[f"network {role}"].made
        vpc = ec2.describe_vpcs(VpcIds=[made["Vpc"]])["Vpcs"][0]
        ranges.append(vpc["CidrBlock"])
        ids = stacks[f"network {role}"].outputs["SubnetIds"].split(",")
        subnets = ec2.describe_subnets(SubnetIds=ids)["Subnets"]
        check(f"{role}: one subnet in each of {'three' if third else 'two'} zones", sorted(one["AvailabilityZone"] for one in subnets),
              [f"{region}{zone}" for zone in ("abc" if third else "ab")])
        check(f"{role}: the subnets are public", {(one["VpcId"], one["MapPublicIpOnLaunch"]) for one in subnets}, {(made["Vpc"], True)})
        table = ec2.describe_route_tables(RouteTableIds=[made["RouteTable"]])["RouteTables"][0]
        check(f"{role}: each subnet has the route to the internet", {one["SubnetId"] for one in table["Associations"] if one.get("SubnetId")}, set(ids))
        check(f"{role}: the route goes through the gateway", [one["GatewayId"] for one in table["Routes"] if one.get("DestinationCidrBlock") == "0.0.0.0/0"], [made["Gateway"]])
        check(f"{role}: there is no NAT gateway", ec2.describe_nat_gateways()["NatGateways"], [])
        check(f"{role}: the way to the buckets", [(one["ServiceName"], one["RouteTableIds"]) for one in ec2.describe_vpc_endpoints(
            Filters=[{"Name": "vpc-id", "Values": [made["Vpc"]]}])["VpcEndpoints"]], [(f"com.amazonaws.{region}.s3", [made["RouteTable"]])])
    check("the Regions' addresses differ", len(set(ranges)), 2)


def the_front_door_leads_to_the_service(stacks, launch):
    for role, region in (("primary", PRIMARY), ("standby", STANDBY)):
        stack, elb, ec2 = stacks[role], client("elbv2", region), client("ec2", region)
        balancer = elb.describe_load_balancers(LoadBalancerArns=[stack.made["LoadBalancer"]])["LoadBalancers"][0]
        check(f"{role}: the load balancer is public, in each subnet, behind the door's security group",
              (balancer["Scheme"], {one["SubnetId"] for one in balancer["AvailabilityZones"]}, balancer["SecurityGroups"]),
              ("internet-facing", set(stacks[f"network {role}"].outputs["SubnetIds"].split(",")), [stack.made["DoorSecurityGroup"]]))
        listeners = {one["Port"]: one for one in elb.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]}
        check(f"{role}: HTTPS goes to the target group, HTTP to HTTPS", {port: (one["Protocol"], one["DefaultActions"][0]["Type"]) for port, one in listeners.items()},
              {443: ("HTTPS", "forward"), 80: ("HTTP", "redirect")})
        check(f"{role}: it forwards to the group of the service", listeners[443]["DefaultActions"][0]["TargetGroupArn"], stack.made["TargetGroup"])
        group = elb.describe_target_groups(TargetGroupArns=[stack.made["TargetGroup"]])["TargetGroups"][0]
        check(f"{role}: health is asked of /health", (group["HealthCheckPath"], group["TargetType"]), ("/health", "instance" if launch == "EC2" else "ip"))
        properties = stack.resolved.properties("Service")
        check(f"{role}: the service registers its tasks in that group", properties["LoadBalancers"],
              [{"ContainerName": "web", "ContainerPort": 80, "TargetGroupArn": stack.made["TargetGroup"]}])
        door, tasks = (ec2.describe_security_groups(GroupIds=[stack.made[name]])["SecurityGroups"][0] for name in ("DoorSecurityGroup", "TaskSecurityGroup"))
        check(f"{role}: everybody reaches the door", sorted((one["FromPort"], one["IpRanges"][0]["CidrIp"]) for one in door["IpPermissions"]),
              [(80, "0.0.0.0/0"), (443, "0.0.0.0/0")])
        check(f"{role}: only the door reaches the tasks", [(one["FromPort"], [pair["GroupId"] for pair in one["UserIdGroupPairs"]], one["IpRanges"]) for one in tasks["IpPermissions"]],
              [(32768 if launch == "EC2" else 80, [stack.made["DoorSecurityGroup"]], [])])
        check(f"{role}: the certificate has the users' name and the Region's own", sorted(client("acm", region).describe_certificate(
            CertificateArn=client("acm", region).list_certificates()["CertificateSummaryList"][0]["CertificateArn"])["Certificate"]["SubjectAlternativeNames"]),
            sorted([DOMAIN, f"{region}.{DOMAIN}"]))
        containers = client("ecs", region).describe_task_definition(taskDefinition=f"{NAME}-web")["taskDefinition"]["containerDefinitions"]
        check(f"{role}: the image is the one of this Region, by its digest", [one["image"] for one in containers],
              [f"{ACCOUNT}.dkr.ecr.{region}.amazonaws.com/{NAME}/web{DIGEST}"])


def counts(stacks, strategy):
    standby = 1 if strategy == "warm-standby" else 0
    for role, region, count in (("primary", PRIMARY, 2), ("standby", STANDBY, standby)):
        found = client("ecs", region).describe_services(cluster=NAME, services=["web"])["services"][0]
        check(f"{strategy}: {role} starts with {count} tasks", found["desiredCount"], count)
        scaling = client("application-autoscaling", region)
        target = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
        check(f"{strategy}: {role} has a scalable target from {count} to 10", [(one["ResourceId"], one["MinCapacity"], one["MaxCapacity"]) for one in target],
              [(f"service/{NAME}/web", count, 10)])
        check(f"{strategy}: the count follows the load in the primary only", [one["PolicyType"] for one in scaling.describe_scaling_policies(
            ServiceNamespace="ecs")["ScalingPolicies"]], ["TargetTrackingScaling"] if role == "primary" else [])
        both = Resolved(stacks[role].path, region, stacks[role].parameters | {"TargetTracking": "both"}, imports=stacks[role].imports)
        check(f"{role}: with TargetTracking both it follows the load", "ScalingPolicy" in both.resources, True)


def tasks_run_where_they_should(stacks, launch):
    for role, region in (("primary", PRIMARY), ("standby", STANDBY)):
        stack = stacks[role]
        task, properties = stack.resolved.properties("TaskDefinition"), stack.resolved.properties("Service")
        if launch == "FARGATE":
            check(f"{role}: Fargate, with a public address for the registry", (properties["LaunchType"], task["NetworkMode"],
                  properties["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"]), ("FARGATE", "awsvpc", "ENABLED"))
            check(f"{role}: no placement, which Fargate refuses", {"PlacementStrategies", "CapacityProviderStrategy"} & set(properties), set())
            check(f"{role}: no instances", client("autoscaling", region).describe_auto_scaling_groups()["AutoScalingGroups"], [])
            continue
        check(f"{role}: tasks are spread over the zones, then over the instances", properties["PlacementStrategies"],
              [{"Type": "spread", "Field": "attribute:ecs.availability-zone"}, {"Type": "spread", "Field": "instanceId"}])
        check(f"{role}: through the capacity provider, without a launch type", ([one["CapacityProvider"] for one in properties["CapacityProviderStrategy"]],
              {"LaunchType", "NetworkConfiguration"} & set(properties), task["NetworkMode"]), (["ClusterInstances"], set(), "bridge"))
        group = client("autoscaling", region).describe_auto_scaling_groups()["AutoScalingGroups"]
        check(f"{role}: the instances' group spans the subnets, and starts with none", [(one["VPCZoneIdentifier"], one["MinSize"], one["DesiredCapacity"], one["MaxSize"]) for one in group],
              [(stacks[f"network {role}"].outputs["SubnetIds"], 0, 0, 10)])
        check(f"{role}: the capacity provider scales that group", stack.resolved.properties("ClusterInstances")["AutoScalingGroupProvider"]["AutoScalingGroupArn"], stack.made["Instances"])
        check(f"{role}: ECS's own template variables are whole", "ECS_CLUSTER=" + NAME in stack.resolved.properties("LaunchTemplate")["LaunchTemplateData"]["UserData"], True)


def records_are_a_pair(stacks, zone, via):
    given = stacks["records"].parameters | {"PrimaryRegion": "us-east-1"}
    check("records of a primary in us-east-1 are refused, unless they move by health", [len(Resolved(
        stacks["records"].path, STANDBY, given | {"Via": way}).refused) for way in ("records", "health")], [1, 0])
    records = client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    names = {role: stacks[role].outputs["LoadBalancerName"] for role in ("primary", "standby")}
    for role, region in (("primary", PRIMARY), ("standby", STANDBY)):
        own = [one for one in records if one["Name"] == f"{region}.{DOMAIN}."]
        check(f"via {via}: {role} has its own front door", [(one["Type"], one["AliasTarget"]["DNSName"].rstrip("."), one["AliasTarget"]["EvaluateTargetHealth"]) for one in own],
              [("A", names[role], False)])
        balancer = client("elbv2", region).describe_load_balancers()["LoadBalancers"][0]
        check(f"via {via}: {role}'s alias is in the load balancer's zone", own[0]["AliasTarget"]["HostedZoneId"], balancer["CanonicalHostedZoneId"])
    pair = {one["SetIdentifier"]: one for one in records if one["Name"] == f"{DOMAIN}."}
    check(f"via {via}: the users' name is a weighted pair, all in the primary", {identifier: (one["Weight"], one["AliasTarget"]["DNSName"].rstrip(".")) for identifier, one in pair.items()},
          {"primary": (100, names["primary"]), "standby": (0, names["standby"])})
    records_stack = stacks["records"]
    wanted = records_stack.made.get("PrimaryIsWanted")
    check(f"via {via}: {'the primary' if via == 'health' else 'no'} record follows a health check", {identifier: one.get("HealthCheckId") for identifier, one in pair.items()},
          {"primary": wanted, "standby": None})
    check(f"via {via}: the health check is made only then", wanted is not None, via == "health")
    alarms = client("cloudwatch").describe_alarms()["MetricAlarms"]
    check(f"via {via}: the switch's alarm is in the standby Region only then, of the shape that docs/STEPS.md asks for",
          [(one["AlarmName"], one["Namespace"], one["MetricName"], one["Statistic"], one["Period"], one["EvaluationPeriods"], one["Threshold"], one["TreatMissingData"]) for one in alarms],
          [(f"{NAME}-switch", "DrFunctions/Switch", f"{NAME}-switch", "Maximum", 60, 1, 1.0, "ignore")] if via == "health" else [])
    if via == "health":
        check("via health: the health check follows that alarm in the standby Region", records_stack.resolved.properties("PrimaryIsWanted")["HealthCheckConfig"]["AlarmIdentifier"]["Region"], STANDBY)


def the_plan_is_filled(stacks, via):
    """Every placeholder is the output of a stack, and nothing is left over; without its comments the file is JSON."""
    with open(os.path.join(EXAMPLE, "plan.template.json" if via == "records" else "plan-via-health.template.json"), encoding="utf-8") as file:
        text = re.sub(r"^\s*//.*$", "", file.read(), flags=re.MULTILINE)
    wanted = set(re.findall(r"\$\{([^}]*)\}", text))
    missing = {one for one in wanted if not stacks[one.split(".")[0]].outputs.get(one.split(".")[1])}
    check(f"via {via}: each placeholder of the plan is an output of a stack", missing, set())
    plan = json.loads(re.sub(r"\$\{(\w+)\.(\w+)\}", lambda found: stacks[found[1]].outputs[found[2]], text))
    web, healthy, traffic = plan["steps"]
    check(f"via {via}: the plan goes from the primary to the standby", (plan["primary"], plan["standby"]), (PRIMARY, STANDBY))
    check(f"via {via}: it watches the primary's own door and asks the standby's for the users' name", (plan["trigger"]["signals"][1]["probe"], healthy["url"], healthy["connectTo"]),
          (f"https://{PRIMARY}.{DOMAIN}/health", f"https://{DOMAIN}/health", f"{STANDBY}.{DOMAIN}"))
    arn = client("ecs").describe_services(cluster=web["cluster"], services=[web["service"]])["services"][0]["serviceArn"]
    check(f"via {via}: its service exists in the standby, and is what the functions may change", arn, stacks["standby"].outputs["ServiceArn"])
    check(f"via {via}: so does the primary's, which its share is of", len(client("ecs", PRIMARY).describe_services(
        cluster=web["primaryCluster"], services=[web["primaryService"]])["services"]), 1)
    names = {(one["Name"], one.get("SetIdentifier")) for one in client("route53").list_resource_record_sets(
        HostedZoneId=stacks["records"].outputs["HostedZoneId"])["ResourceRecordSets"]}
    check(f"via {via}: its name is switched", (traffic["via"], (traffic["name"], "standby") in names), (via, True))
    if via == "health":
        check("via health: its alarm exists in the standby", len(client("cloudwatch").describe_alarms(AlarmNames=[traffic["alarm"]])["MetricAlarms"]), 1)


def an_update_keeps_what_a_failover_raised(stacks):
    """moto, like CloudFormation, leaves the count out of its call where the template has none. The second half shows that the check bites."""
    ecs, standby = client("ecs"), stacks["standby"]

    def count():
        return ecs.describe_services(cluster=NAME, services=["web"])["services"][0]["desiredCount"]

    ecs.update_service(cluster=NAME, service="web", desiredCount=4)
    standby.update(SetCounts="false", ImageVersion=NEXT)
    resolved = standby.resolve({}, {})
    check("DesiredCount is in the template only while SetCounts is true", "DesiredCount" in resolved.properties("Service"), False)
    check("an update runs the next image", resolved.properties("TaskDefinition")["ContainerDefinitions"][0]["Image"].endswith(f"/{NAME}/web{NEXT}"), True)
    check("after a failover, that update keeps the count", count(), 4)
    standby.update(SetCounts="true", ImageVersion=DIGEST)
    check("with SetCounts true the same update would lower it: it is for the creation only", count(), 0)


def stack_sets_are_taken(stacks):
    """The StackSets calls of the README, as far as moto has them."""
    formation, name, roles = client("cloudformation"), f"{NAME}-network-set", stacks["roles"].outputs
    with open(os.path.join(EXAMPLE, "network.yaml"), encoding="utf-8") as file:
        formation.create_stack_set(StackSetName=name, TemplateBody=file.read(), AdministrationRoleARN=roles["AdministrationRoleArn"],
                                   ExecutionRoleName=roles["ExecutionRoleName"], PermissionModel="SELF_MANAGED", ManagedExecution={"Active": True})
    for number, region in ((8, STANDBY), (9, PRIMARY)):
        overrides = {"Name": "other", "Prefix": f"10.{number}", "ZoneA": f"{region}a", "ZoneB": f"{region}b"}
        operation = formation.create_stack_instances(StackSetName=name, Accounts=[ACCOUNT], Regions=[region], ParameterOverrides=[
            {"ParameterKey": key, "ParameterValue": value} for key, value in overrides.items()])["OperationId"]
        check(f"a stack set makes a network in {region} with its own addresses", [one["CidrBlock"] for one in client("ec2", region).describe_vpcs(
            Filters=[{"Name": "cidr", "Values": [f"10.{number}.0.0/16"]}])["Vpcs"]], [f"10.{number}.0.0/16"])
        check("the operation can be waited for", formation.describe_stack_set_operation(StackSetName=name, OperationId=operation)["StackSetOperation"]["Status"], "SUCCEEDED")
    check("its instances are listed with their stacks", sorted((one["Region"], "stack/StackSet-" in one["StackId"]) for one in formation.list_stack_instances(
        StackSetName=name)["Summaries"]), sorted([(STANDBY, True), (PRIMARY, True)]))
    for region, cidr in ((STANDBY, "10.8.0.0/16"), (PRIMARY, "10.9.0.0/16")):
        clear(region, client("ec2", region).describe_vpcs(Filters=[{"Name": "cidr", "Values": [cidr]}])["Vpcs"][0]["VpcId"])
    formation.delete_stack_instances(StackSetName=name, Accounts=[ACCOUNT], Regions=[STANDBY, PRIMARY], RetainStacks=False)
    formation.delete_stack_set(StackSetName=name)


def inventory():
    """Everything in the account that the templates could leave behind."""
    found = {}
    for region in sorted({PRIMARY, STANDBY, SIGNALS}):
        ec2, elb, ecs = client("ec2", region), client("elbv2", region), client("ecs", region)
        found[region] = {
            "networks": ec2.describe_vpcs()["Vpcs"], "subnets": ec2.describe_subnets()["Subnets"], "security groups": ec2.describe_security_groups()["SecurityGroups"],
            "gateways": ec2.describe_internet_gateways()["InternetGateways"], "tables": ec2.describe_route_tables()["RouteTables"],
            "endpoints": [one for one in ec2.describe_vpc_endpoints()["VpcEndpoints"] if one["State"] != "deleted"],
            "launch templates": ec2.describe_launch_templates()["LaunchTemplates"],
            "groups of instances": client("autoscaling", region).describe_auto_scaling_groups()["AutoScalingGroups"],
            "load balancers": elb.describe_load_balancers()["LoadBalancers"], "target groups": elb.describe_target_groups()["TargetGroups"],
            "clusters": [one for one in ecs.describe_clusters(clusters=ecs.list_clusters()["clusterArns"])["clusters"] if one["status"] != "INACTIVE"]
            if ecs.list_clusters()["clusterArns"] else [],
            "task definitions": ecs.list_task_definitions(status="ACTIVE")["taskDefinitionArns"],
            "scalable targets": client("application-autoscaling", region).describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"],
            "repositories": client("ecr", region).describe_repositories()["repositories"],
            "copies of images": client("ecr", region).describe_registry()["replicationConfiguration"]["rules"],
            "certificates": client("acm", region).list_certificates()["CertificateSummaryList"],
            "alarms": client("cloudwatch", region).describe_alarms()["MetricAlarms"], "logs": client("logs", region).describe_log_groups()["logGroups"],
            "topics": client("sns", region).list_topics()["Topics"], "queues": client("sqs", region).list_queues().get("QueueUrls", []),
            "stacks": [one for one in client("cloudformation", region).list_stacks()["StackSummaries"] if one["StackStatus"] != "DELETE_COMPLETE"],
        }
    found["everywhere"] = {
        "roles": client("iam").list_roles()["Roles"], "profiles": client("iam").list_instance_profiles()["InstanceProfiles"],
        "buckets": client("s3").list_buckets()["Buckets"], "health checks": client("route53").list_health_checks()["HealthChecks"],
        "zones": client("route53").list_hosted_zones()["HostedZones"],
    }
    return json.loads(json.dumps(found, default=str))


def try_estate(empty, strategy, launch, via, third):
    zone = client("route53").create_hosted_zone(Name="example.com.", CallerReference=f"{strategy}{launch}{via}")["HostedZone"]["Id"].removeprefix("/hostedzone/")
    at_first = client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    stacks = estate(zone, strategy, launch, via, third)
    roles_are_narrow(stacks)
    images_and_data_are_copied_one_way(stacks)
    the_network_is_public_without_nat(stacks, third)
    the_front_door_leads_to_the_service(stacks, launch)
    counts(stacks, strategy)
    tasks_run_where_they_should(stacks, launch)
    records_are_a_pair(stacks, zone, via)
    the_plan_is_filled(stacks, via)
    if strategy == "pilot-light":
        an_update_keeps_what_a_failover_raised(stacks)
        stack_sets_are_taken(stacks)
    for name in reversed(stacks):
        stacks[name].delete()
    check("no record is left", client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"], at_first)
    client("route53").delete_hosted_zone(Id=zone)
    left = inventory()
    check("the account is as empty as before", {f"{kind} in {where}": left[where][kind] for where, kinds in empty.items() for kind in kinds
                                               if left[where][kind] != kinds[kind]}, {})


def main():
    start()
    try:
        empty = inventory()
        for strategy, launch, via, third in (("pilot-light", "FARGATE", "records", False), ("warm-standby", "EC2", "health", True),
                                             ("backup-and-restore", "FARGATE", "health", False)):
            before = len(checks)
            try_estate(empty, strategy, launch, via, third)
            print(f"{strategy}, {launch}, via {via}, {'three' if third else 'two'} zones: {len(checks) - before} checks")
    except (AssertionError, KeyError, botocore.parsers.ResponseParserError, ValueError, botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError) as mistake:
        print(f"WRONG: {type(mistake).__name__}: {mistake}")
        if os.environ.get("DR_TRACE"):
            raise
        return 1
    finally:
        server.terminate()
        server.wait()
    print("\nChecked:")
    for what in sorted({one for one in checks if not re.search("is well formed|no rule of|every type|moto makes|has every output", one)}):
        print(f"  {what}")
    print(f"\nWell formed for botocore, with enums: {', '.join(sorted({one.split(': ')[1].split(' ')[0] for one in checks if 'is well formed' in one}))}")
    print("\nmoto skips, and says CREATE_COMPLETE; the calls that CloudFormation makes were validated, and made where moto takes them:")
    print("  " + "\n  ".join(sorted(SKIPPED - {"AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"})))
    print("moto makes in part; validated as above is what it leaves out:")
    print("  " + "\n  ".join(f"{kind}: {what}" for kind, what in sorted(IN_PART.items())))
    print("""moto's stack sets name their stacks StackSet:NAME, list them under another name, and forget the set's parameters where a Region has
overrides. So the service's stacks were deployed per Region with the stack set's parameters and overrides; the calls themselves were tried
with the network. Not seen here: rules and AllowedPatterns (read from the template instead), the order in which AWS deletes, certificates
that wait for their validation, targets that become healthy, and copies of images and objects.""")
    print(f"\n{len(checks)} checks passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
