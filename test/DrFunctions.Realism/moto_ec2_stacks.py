"""moto_server with its CloudFormation completed for EC2, alarms and subscriptions, so that examples/ec2-pilot-light can be deployed into it.

    python3 moto_ec2_stacks.py -H 127.0.0.1 -p 5000

Each of these is added as AWS documents it:

- an instance is launched from its launch template, with the interface that it names, and not while another instance has that interface;
- associations of Elastic IPs, a subnet's association with a route table, an interface's groups, egress rules, alarms and subscriptions;
- a stack that a change set made has its outputs;
- a batch of changes to records is one transaction, in which a record is deleted alone and only as it is, whoever made it;
- what a topic publishes is printed, a line of JSON each, because nobody is subscribed whose mailbox could be read;
- POST /moto-api/age with a number of seconds makes what happened in the account older, as if the time had passed: starts of instances,
  changes of alarms, figures;
- a stack is deleted in the reverse order of its creation, and of interfaces, addresses, gateways, tables and health checks nothing is left;
  a record is deleted alone, and only as its template made it.
"""

import json
import sys
from datetime import timedelta

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
from moto.moto_api._internal.urls import url_paths
from moto.route53.exceptions import Route53ClientError
from moto.route53.models import HealthCheck, RecordSet, Route53Backend, route53_backends
from moto.server import main
from moto.sns.models import Topic, sns_backends
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


def resource_type(kind, module, named_by=""):
    """Lets stacks have resources of a type. The decorated function makes one from (account, Region, properties, name), and gives its id and
    what deletes it. moto reads the service from the module."""
    def made_by(make):
        class Resource(Made, CloudFormationModel):
            __module__ = module

            @staticmethod
            def cloudformation_name_type():
                return named_by

            @staticmethod
            def cloudformation_type():
                return kind

            @classmethod
            def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
                return cls(*make(account_id, region_name, cloudformation_json["Properties"], resource_name))

        return Resource
    return made_by


@resource_type("AWS::EC2::EIPAssociation", "moto.ec2.models")
def address_association(account, region, given, name):
    ec2 = ec2_backends[account][region]
    made = ec2.associate_address(eni=ec2.get_network_interface(given["NetworkInterfaceId"]), allocation_id=given["AllocationId"])
    return made.association_id, lambda: ec2.disassociate_address(association_id=made.association_id)


@resource_type("AWS::EC2::SubnetRouteTableAssociation", "moto.ec2.models")
def subnet_routes(account, region, given, name):
    """Takes the place of moto's class of this type, because it is defined later; that one's table never learns of the subnet."""
    ec2 = ec2_backends[account][region]
    made = ec2.associate_route_table(given["RouteTableId"], subnet_id=given["SubnetId"])
    return made, lambda: ec2.disassociate_route_table(made)


@resource_type("AWS::CloudWatch::Alarm", "moto.cloudwatch.models", "AlarmName")
def stack_alarm(account, region, given, name):
    watch = cloudwatch_backends[account][region]
    watch.put_metric_alarm(
        name=name, namespace=given["Namespace"], metric_name=given["MetricName"], comparison_operator=given["ComparisonOperator"],
        evaluation_periods=given["EvaluationPeriods"], period=given["Period"], threshold=given["Threshold"], statistic=given["Statistic"],
        description=given.get("AlarmDescription", ""), dimensions=given.get("Dimensions", []), alarm_actions=given.get("AlarmActions", []),
        ok_actions=given.get("OKActions", []), insufficient_data_actions=given.get("InsufficientDataActions", []), unit=given.get("Unit"),
        treat_missing_data=given.get("TreatMissingData"))
    return name, lambda: watch.delete_alarms([name])


@resource_type("AWS::SNS::Subscription", "moto.sns.models")
def stack_subscription(account, region, given, name):
    sns = sns_backends[account][given.get("Region", region)]
    made = sns.subscribe(given["TopicArn"], given["Endpoint"], given["Protocol"])
    return made.arn, lambda: sns.unsubscribe(made.arn)


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


def clean_json(value, resources):
    """CloudFormation leaves AWS::NoValue out of a list; moto keeps a None in it, and stumbles."""
    clean = cleaned(value, resources)
    return [item for item in clean if item is not None] if isinstance(clean, list) else clean


def apply_with_outputs(self):
    """moto gives a stack that a change set made no outputs, so `aws cloudformation deploy` would lose them."""
    applied(self)
    self.stack.template, self.stack.template_dict = self.template, self.template_dict
    self.stack.output_map = self.stack._create_output_map()


def change_records(self, zoneid, change_list):
    """moto deletes only what was created by the same call, and all records of a name and type, or of a SetIdentifier, with it."""
    zone = self.get_hosted_zone(zoneid)
    sets = list(zone.rrsets)
    for change in change_list:
        given = dict(change["ResourceRecordSet"])
        given["Name"] = given["Name"].rstrip(".") + "."
        given["ResourceRecords"] = [one["Value"] for one in given.get("ResourceRecords", [])]
        wanted = RecordSet(given)
        found = next((one for one in sets if key_of(one) == key_of(wanted)), None)
        named = f"resource record set [name='{given['Name']}', type='{given['Type']}']"
        if not given["Name"].endswith(zone.name.rstrip(".") + "."):
            raise Route53ClientError("InvalidChangeBatch", f"RRSet with DNS name {given['Name']} is not permitted in zone {zone.name}")
        if change["Action"] == "CREATE" and found:
            raise Route53ClientError("InvalidChangeBatch", f"Tried to create {named} but it already exists")
        if change["Action"] == "DELETE" and not found:
            raise Route53ClientError("InvalidChangeBatch", f"Tried to delete {named} but it was not found")
        if change["Action"] == "DELETE" and content_of(found) != content_of(wanted):
            raise Route53ClientError("InvalidChangeBatch", f"Tried to delete {named} but the values provided do not match the current values")
        if found:
            sets.remove(found)
        if change["Action"] != "DELETE":
            sets.append(wanted)
    zone.rrsets = sets


def key_of(record):
    return record.name, record.type, record.set_identifier


def content_of(record):
    alias = record.alias_target
    return (None if alias else int(record.ttl), sorted(record.records or []), str(record.weight), record.failover, record.health_check_id,
            alias and (alias["DNSName"].rstrip("."), alias["HostedZoneId"], str(alias["EvaluateTargetHealth"]).lower()))


def delete_stack_record(self, account_id, region_name):
    """CloudFormation deletes a record as its template made it, and fails if it has changed since."""
    zone = route53_backends[account_id][get_partition(region_name)].get_hosted_zone(self.hosted_zone_id)
    found = next((one for one in zone.rrsets if key_of(one) == key_of(self)), None)
    if found and content_of(found) != content_of(self):
        raise Route53ClientError("InvalidChangeBatch", f"Tried to delete {self.name} but the values provided do not match the current values")
    zone.rrsets = [one for one in zone.rrsets if one is not found]


def age(request, full_url, headers):
    time = timedelta(seconds=float(request.data))
    for regions in ec2_backends.values():
        for ec2 in regions.values():
            for instance in ec2.all_instances():
                instance.launch_time -= time
    for regions in cloudwatch_backends.values():
        for watch in regions.values():
            for alarm in watch.alarms.values():
                alarm.state_updated_timestamp -= time
            for figure in watch.metric_data:
                figure.timestamp -= time
    return 200, {}, "{}"


def publish(self, message, subject=None, message_attributes=None, **kwargs):
    print(json.dumps({"topic": self.name, "subject": subject, "kind": ((message_attributes or {}).get("notice") or {}).get("Value")}), flush=True)
    return published(self, message, subject=subject, message_attributes=message_attributes, **kwargs)


def delete_in_order(self):
    """The reverse of the order in which the resources were made, in which each came after what it names and depends on."""
    for logical, resource in reversed(list(self._parsed_resources.items())):
        definition = self._resource_json_map.get(logical)
        if definition and isinstance(resource, CloudFormationModel) and definition.get("DeletionPolicy") != "Retain":
            self._delete_resource(resource, definition)
            self._parsed_resources.pop(logical)


url_paths["{0}/moto-api/age"] = age
published, Topic.publish = Topic.publish, publish
cleaned, parsing.clean_json = parsing.clean_json, clean_json
applied, ChangeSet.apply = ChangeSet.apply, apply_with_outputs
created_instance, Instance.create_from_cloudformation_json = Instance.create_from_cloudformation_json, create_instance
created_interface, NetworkInterface.create_from_cloudformation_json = NetworkInterface.create_from_cloudformation_json, create_interface
created_group, SecurityGroup.create_from_cloudformation_json = SecurityGroup.create_from_cloudformation_json, create_group
ElasticAddress.delete, VPCGatewayAttachment.delete, InternetGateway.delete = delete_address, delete_attachment, delete_gateway
NetworkInterface.delete, RouteTable.delete = delete_interface, delete_table
# moto forgets a health check that an update of its stack touches, or makes; our templates change none.
HealthCheck.update_from_cloudformation_json = classmethod(lambda cls, original_resource, **_: original_resource)
RecordSet.delete, HealthCheck.delete, parsing.ResourceMap.delete = delete_stack_record, delete_check, delete_in_order
Route53Backend.change_resource_record_sets = change_records

if __name__ == "__main__":
    main(sys.argv[1:])
