"""moto_server with its CloudFormation completed for EC2 and alarms, so that examples/ec2-pilot-light can be deployed into it.

    python3 moto_ec2_stacks.py -H 127.0.0.1 -p 5000

Each of these is added as AWS documents it:

- an instance is launched from its launch template, with the interface that it names, and not while another instance has that interface;
- associations of Elastic IPs, a subnet's association with a route table, an interface's groups, egress rules and alarms;
- a stack that a change set made has its outputs;
- a stack is deleted in the reverse order of its creation, and of interfaces, addresses, gateways, tables and health checks nothing is left;
  a record is deleted alone, where moto takes all records of its name and type.
"""

import sys

from moto.cloudformation import parsing
from moto.cloudformation.models import ChangeSet
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance
from moto.ec2.models.internet_gateways import InternetGateway
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.security_groups import SecurityGroup
from moto.ec2.models.vpn_gateway import VPCGatewayAttachment
from moto.route53.models import HealthCheck, RecordSet, route53_backends
from moto.server import main
from moto.utilities.utils import get_partition


class Made:
    """A resource that moto's stacks do not know: its id and what deletes it. moto finds only the direct subclasses of its own base class."""

    def __init__(self, identifier, undo):
        self.identifier, self.undo = identifier, undo

    @property
    def physical_resource_id(self):
        return self.identifier

    def delete(self, account_id, region_name):
        self.undo()


class AddressAssociation(Made, CloudFormationModel):
    __module__ = "moto.ec2.models"  # moto reads the service from it.

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "AWS::EC2::EIPAssociation"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        ec2, given = ec2_backends[account_id][region_name], cloudformation_json["Properties"]
        made = ec2.associate_address(eni=ec2.get_network_interface(given["NetworkInterfaceId"]), allocation_id=given["AllocationId"])
        return cls(made.association_id, lambda: ec2.disassociate_address(association_id=made.association_id))


class SubnetRoutes(Made, CloudFormationModel):
    """Takes the place of moto's class of this type, because it is defined later; that one's table never learns of the subnet."""

    __module__ = "moto.ec2.models"

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "AWS::EC2::SubnetRouteTableAssociation"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        ec2, given = ec2_backends[account_id][region_name], cloudformation_json["Properties"]
        made = ec2.associate_route_table(given["RouteTableId"], subnet_id=given["SubnetId"])
        return cls(made, lambda: ec2.disassociate_route_table(made))


class StackAlarm(Made, CloudFormationModel):
    __module__ = "moto.cloudwatch.models"

    @staticmethod
    def cloudformation_name_type():
        return "AlarmName"

    @staticmethod
    def cloudformation_type():
        return "AWS::CloudWatch::Alarm"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        watch, given = cloudwatch_backends[account_id][region_name], cloudformation_json["Properties"]
        watch.put_metric_alarm(
            name=resource_name, namespace=given["Namespace"], metric_name=given["MetricName"], comparison_operator=given["ComparisonOperator"],
            evaluation_periods=given["EvaluationPeriods"], period=given["Period"], threshold=given["Threshold"], statistic=given["Statistic"],
            description=given.get("AlarmDescription", ""), dimensions=given.get("Dimensions", []), alarm_actions=given.get("AlarmActions", []),
            ok_actions=given.get("OKActions", []), insufficient_data_actions=given.get("InsufficientDataActions", []), unit=given.get("Unit"),
            treat_missing_data=given.get("TreatMissingData"))
        return cls(resource_name, lambda: watch.delete_alarms([resource_name]))


@classmethod
def create_instance(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    given = cloudformation_json["Properties"]
    if "LaunchTemplate" not in given:
        return created_instance(resource_name, cloudformation_json, account_id, region_name, **kwargs)
    ec2 = ec2_backends[account_id][region_name]
    template = ec2.get_launch_template(given["LaunchTemplate"]["LaunchTemplateId"])
    data = template.get_version(given["LaunchTemplate"]["Version"]).data
    nics = data["NetworkInterfaces"]
    for one in nics:
        if ec2.get_network_interface(one["NetworkInterfaceId"]).instance:
            raise ValueError(f"InvalidNetworkInterface.InUse: Interface: [{one['NetworkInterfaceId']}] in use.")
    instance = ec2.run_instances(
        image_id=data["ImageId"], count=1, user_data=data["UserData"], security_group_names=[], instance_type=data["InstanceType"],
        is_instance_type_default=False, nics=nics, block_device_mappings=data["BlockDeviceMappings"], region_name=region_name,
        metadata_options=data["MetadataOptions"], instance_initiated_shutdown_behavior=data["InstanceInitiatedShutdownBehavior"],
        launch_template={"LaunchTemplateId": template.id, "Version": given["LaunchTemplate"]["Version"]}).instances[0]
    for tag in given.get("Tags", []):
        instance.add_tag(tag["Key"], tag["Value"])
    return instance


@classmethod
def create_interface(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    given = cloudformation_json["Properties"]
    given["SecurityGroups"] = given.pop("GroupSet", given.get("SecurityGroups", []))
    return created_interface(resource_name, cloudformation_json, account_id, region_name, **kwargs)


@classmethod
def create_group(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    group = created_group(resource_name, cloudformation_json, account_id, region_name, **kwargs)
    ec2, egress = ec2_backends[account_id][region_name], cloudformation_json["Properties"].get("SecurityGroupEgress")
    if egress:
        # Rules of its own take the place of the one that allows everything.
        ec2.revoke_security_group_egress(group.id, "-1", None, None, [{"CidrIp": "0.0.0.0/0"}], vpc_id=group.vpc_id)
        for rule in egress:
            ec2.authorize_security_group_egress(
                group.id, rule["IpProtocol"], rule["FromPort"], rule["ToPort"], [{"CidrIp": rule["CidrIp"]}], vpc_id=group.vpc_id)
    return group


def delete_address(self, account_id, region_name):
    ec2_backends[account_id][region_name].release_address(allocation_id=self.allocation_id)


def delete_attachment(self, account_id, region_name):
    ec2_backends[account_id][region_name].detach_internet_gateway(self.gateway_id, self.vpc_id)


def delete_gateway(self, account_id, region_name):
    ec2_backends[account_id][region_name].delete_internet_gateway(self.id)


def delete_table(self, account_id, region_name):
    ec2_backends[account_id][region_name].delete_route_table(self.id)


def delete_interface(self, *_):
    self.ec2_backend.delete_network_interface(self.id)


def delete_check(self, account_id, region_name):
    route53_backends[account_id][get_partition(region_name)].delete_health_check(self.id)


def delete_record(self, account_id, region_name):
    zone = route53_backends[account_id][get_partition(region_name)].get_hosted_zone(self.hosted_zone_id)
    zone.rrsets.remove(self)


def clean_json(value, resources):
    """CloudFormation leaves AWS::NoValue out of a list; moto keeps a None in it, and stumbles."""
    clean = cleaned(value, resources)
    return [item for item in clean if item is not None] if isinstance(clean, list) else clean


def apply_with_outputs(self):
    """moto gives a stack that a change set made no outputs, so `aws cloudformation deploy` would lose them."""
    applied(self)
    self.stack.template, self.stack.template_dict = self.template, self.template_dict
    self.stack.output_map = self.stack._create_output_map()


def delete_in_order(self):
    """The reverse of the order in which the resources were made, in which each came after what it names and depends on."""
    for logical, resource in reversed(list(self._parsed_resources.items())):
        definition = self._resource_json_map.get(logical)
        if definition and isinstance(resource, CloudFormationModel) and definition.get("DeletionPolicy") != "Retain":
            self._delete_resource(resource, definition)
            self._parsed_resources.pop(logical)


cleaned, parsing.clean_json = parsing.clean_json, clean_json
applied, ChangeSet.apply = ChangeSet.apply, apply_with_outputs
created_instance, Instance.create_from_cloudformation_json = Instance.create_from_cloudformation_json, create_instance
created_interface, NetworkInterface.create_from_cloudformation_json = NetworkInterface.create_from_cloudformation_json, create_interface
created_group, SecurityGroup.create_from_cloudformation_json = SecurityGroup.create_from_cloudformation_json, create_group
ElasticAddress.delete, VPCGatewayAttachment.delete, InternetGateway.delete = delete_address, delete_attachment, delete_gateway
NetworkInterface.delete, RouteTable.delete = delete_interface, delete_table
RecordSet.delete, HealthCheck.delete, parsing.ResourceMap.delete = delete_record, delete_check, delete_in_order

if __name__ == "__main__":
    main(sys.argv[1:])
