"""moto_ec2_stacks.py with what examples/ecs-two-regions needs besides: StackSets, and the stacks of a service on ECS.

    python3 moto_ecs_stacks.py -H 127.0.0.1 -p 5000

Each of these is added as AWS documents it:

- a stack set names its stacks StackSet-NAME-ID, gives each the set's parameters under its own overrides, and updates its stacks;
- a certificate is validated by CNAME records in the zone, the same for a name in both Regions, which outlive the certificate;
- copies of images, scalable targets and policies; a service has its load balancer, network and launch type;
- of load balancers' target groups, clusters, task definitions and endpoints nothing is left when their stack is deleted.
"""

import hashlib
import sys
import uuid

import moto_ec2_stacks as ec2
from moto.acm.models import acm_backends
from moto.applicationautoscaling.models import applicationautoscaling_backends
from moto.cloudformation.models import StackSet, cloudformation_backends
from moto.cloudformation.responses import CloudFormationResponse
from moto.ec2.models import ec2_backends
from moto.ec2.models.vpcs import VPCEndPoint
from moto.ecr.models import ecr_backends
from moto.ecs.models import Cluster, Service, TaskDefinition, ecs_backends
from moto.elbv2.models import FakeListener, FakeLoadBalancer, FakeTargetGroup, elbv2_backends
from moto.moto_api._internal import mock_random
from moto.route53.models import route53_backends
from moto.server import main
from moto.utilities.utils import get_partition


class SetStack:
    """A Region's stack of a stack set."""

    def __init__(self, owner, account, region, overrides):
        self.owner, self.account_id, self.region_name, self.overrides = owner, account, region, overrides
        self.stack = cloudformation_backends[account][region].create_stack(
            name=f"StackSet-{owner.name}-{uuid.uuid4()}", template=owner.template, parameters=owner.parameters | overrides)

    def update(self):
        self.stack.update(self.owner.template, parameters=self.owner.parameters | self.overrides)

    def delete(self):
        cloudformation_backends[self.account_id][self.region_name].delete_stack(self.stack.stack_id)

    def to_dict(self):
        return {"StackId": self.stack.stack_id, "StackSetId": self.owner.id, "Region": self.region_name, "Account": self.account_id, "Status": "CURRENT",
                "ParameterOverrides": [{"ParameterKey": key, "ParameterValue": value} for key, value in self.overrides.items()],
                "StackInstanceStatus": {"DetailedStatus": "SUCCEEDED"}}


def create_stacks(self, accounts, regions, deployment_targets, parameters):
    overrides = {one["ParameterKey"]: one["ParameterValue"] for one in parameters or []}
    self.stack_instances += [SetStack(self, account, region, overrides) for region in regions for account in accounts]
    operation = str(mock_random.uuid4())
    self._create_operation(operation_id=operation, action="CREATE", status="SUCCEEDED", accounts=accounts, regions=regions)
    return operation


def update_stacks(self, *args, **kwargs):
    operation = updated(self, *args, **kwargs)
    for one in self.stack_instances:
        one.update()
    return operation


def list_stacks_of_set(self):
    """moto does not know the filters by Region and account."""
    answer = listed(self)
    summaries = answer.result["Summaries"]
    for parameter, member in (("StackInstanceRegion", "Region"), ("StackInstanceAccount", "Account")):
        wanted = self._get_param(parameter)
        summaries = [one for one in summaries if wanted in (None, one[member])]
    answer.result["Summaries"] = summaries
    return answer


@ec2.resource_type("AWS::CertificateManager::Certificate", "moto.acm.models")
def certificate(account, region, given, name):
    acm = acm_backends[account][region]
    arn = acm.request_certificate(given["DomainName"], None, given.get("SubjectAlternativeNames", []), [])
    for one in given["DomainValidationOptions"]:
        proof = hashlib.sha256(one["DomainName"].encode()).hexdigest()
        route53_backends[account][get_partition(region)].change_resource_record_sets(one["HostedZoneId"], [
            {"Action": "UPSERT", "ResourceRecordSet": {"Name": f"_{proof[:32]}.{one['DomainName']}.", "Type": "CNAME", "TTL": 300,
                                                       "ResourceRecords": [{"Value": f"_{proof[32:]}.acm-validations.aws."}]}}])
    return arn, lambda: acm.delete_certificate(arn)


@ec2.resource_type("AWS::ECR::ReplicationConfiguration", "moto.ecr.models")
def copies(account, region, given, name):
    ecr = ecr_backends[account][region]
    ecr.put_replication_configuration(small(given["ReplicationConfiguration"]))
    return account, lambda: ecr.put_replication_configuration({"rules": []})


@ec2.resource_type("AWS::ApplicationAutoScaling::ScalableTarget", "moto.applicationautoscaling.models")
def target(account, region, given, name):
    scaling = applicationautoscaling_backends[account][region]
    named = given["ServiceNamespace"], given["ResourceId"], given["ScalableDimension"]
    scaling.register_scalable_target(*named, int(given["MinCapacity"]), int(given["MaxCapacity"]), "", None)
    return "|".join((named[1], named[2], named[0])), lambda: scaling.deregister_scalable_target(*named)


@ec2.resource_type("AWS::ApplicationAutoScaling::ScalingPolicy", "moto.applicationautoscaling.models")
def policy(account, region, given, name):
    scaling = applicationautoscaling_backends[account][region]
    resource, dimension, namespace = given["ScalingTargetId"].split("|")
    named = given["PolicyName"], namespace, resource, dimension
    scaling.put_scaling_policy(*named, given["TargetTrackingScalingPolicyConfiguration"], given["PolicyType"])
    return given["PolicyName"], lambda: scaling.delete_scaling_policy(*named)


def small(value):
    """The API's spelling of a property."""
    if isinstance(value, list):
        return [small(one) for one in value]
    return {f"{key[0].lower()}{key[1:]}": small(one) for key, one in value.items()} if isinstance(value, dict) else value


@classmethod
def create_service(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    given, ecs = cloudformation_json["Properties"], ecs_backends[account_id][region_name]
    network = small(given["NetworkConfiguration"]) if "NetworkConfiguration" in given else None
    return ecs.create_service(
        given["Cluster"], given["ServiceName"], int(given.get("DesiredCount", 1)), task_definition_str=given["TaskDefinition"],
        load_balancers=small(given["LoadBalancers"]), launch_type=given.get("LaunchType"), network_configuration=network)


def zone_of(self, attribute_name):
    return self.canonical_hosted_zone_id if attribute_name == "CanonicalHostedZoneID" else got(self, attribute_name)


listed, CloudFormationResponse.list_stack_instances = CloudFormationResponse.list_stack_instances, list_stacks_of_set
updated, StackSet.update = StackSet.update, update_stacks
got, FakeLoadBalancer.get_cfn_attribute = FakeLoadBalancer.get_cfn_attribute, zone_of
StackSet.create_stack_instances = create_stacks
Service.create_from_cloudformation_json = create_service
FakeListener.delete = lambda self, account, region: elbv2_backends[account][region].delete_listener(self.arn)
FakeTargetGroup.delete = lambda self, account, region: elbv2_backends[account][region].delete_target_group(self.arn)
Cluster.delete = lambda self, account, region: ecs_backends[account][region].delete_cluster(self.name)
TaskDefinition.delete = lambda self, account, region: ecs_backends[account][region].deregister_task_definition(self.arn)
VPCEndPoint.delete = lambda self, account, region: ec2_backends[account][region].delete_vpc_endpoints([self.id])

if __name__ == "__main__":
    main(sys.argv[1:])
