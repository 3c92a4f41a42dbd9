"""Deploys examples/ec2-pilot-light into both Regions of a moto server, reads through boto3 what came of it, and deletes it again.

    python3 example_pilot_light.py    prints what was checked and what moto leaves out; exit code 1 if something is wrong

The server is moto_ec2_stacks.py on a free port. No instance boots in moto: the user data is checked as text.
"""

import base64
import json
import pathlib
import re
import socket
import subprocess
import sys
import time

import boto3
import cfnlint.decode
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cfn_resolve import Resolved

HERE = pathlib.Path(__file__).parent
EXAMPLE = HERE.parent.parent / "examples" / "ec2-pilot-light"
SIGNALS = HERE.parent.parent / "src" / "Signals" / "template.yaml"
PRIMARY, STANDBY, ALARMS, DOMAIN = "us-west-2", "us-east-1", "us-east-1", "pilot.example.com"
PLACEHOLDER = re.compile(r"\$\{(\w+)\.(\w+)\}")
NOT_IN_MOTO = [
    "the instance's boot: user data, cfn-signal, CreationPolicy and the standby's own shutdown",
    "what CloudFormation does with an instance whose properties change: the template's text is checked instead",
    "the templates' Rules, AllowedPattern and AllowedValues",
    "health checks of an alarm: moto drops AlarmIdentifier and InsufficientDataHealthStatus, which are checked in the template",
    "Route 53's answers: no name is resolved",
]
good, wrong, skipped = [], [], set()


def check(sentence, holds, found=""):
    (good if holds else wrong).append(sentence if holds else f"{sentence}; found {found!r}")


def equal(sentence, found, wanted):
    check(sentence, found == wanted, found)


def client(service, region=STANDBY):
    return boto3.client(service, region_name=region, endpoint_url=ENDPOINT, aws_access_key_id="test", aws_secret_access_key="test",
                        config=Config(read_timeout=120, retries={"total_max_attempts": 1}))


def template(path):
    return cfnlint.decode.decode(str(path))[0]


def parameters(given):
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]


def deploy(name, region, path, **given):
    """Creates the stack and gives its outputs; notes the types that moto left out."""
    formation = client("cloudformation", region)
    formation.create_stack(StackName=name, TemplateBody=path.read_text(encoding="utf-8"), Parameters=parameters(given))
    stack = formation.describe_stacks(StackName=name)["Stacks"][0]
    equal(f"{name} is created in {region}", stack["StackStatus"], "CREATE_COMPLETE")
    # What moto cannot create is listed without a name.
    made = {one["LogicalResourceId"] for one in formation.describe_stack_resources(StackName=name)["StackResources"] if "LogicalResourceId" in one}
    skipped.update(one["Type"] for logical, one in template(path)["Resources"].items() if "Condition" not in one and logical not in made)
    return {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}


def delete(name, region):
    client("cloudformation", region).delete_stack(StackName=name)


def zone():
    return client("route53").create_hosted_zone(Name=DOMAIN, CallerReference="example")["HostedZone"]["Id"].removeprefix("/hostedzone/")


def account():
    """All that the stacks may leave, by name; the default network of a Region is there before."""
    left = {"health checks": [one["Id"] for one in client("route53").list_health_checks()["HealthChecks"]],
            "records": [(one["Name"], one["Type"]) for one in records() if one["Type"] not in ("NS", "SOA")]}
    for region in (PRIMARY, STANDBY):
        ec2 = client("ec2", region)
        found = {
            "instances": [one["InstanceId"] for group in ec2.describe_instances()["Reservations"] for one in group["Instances"]
                          if one["State"]["Name"] != "terminated"],
            "volumes": [one["VolumeId"] for one in ec2.describe_volumes()["Volumes"]],
            "addresses": [one["AllocationId"] for one in ec2.describe_addresses()["Addresses"]],
            "interfaces": [one["NetworkInterfaceId"] for one in ec2.describe_network_interfaces()["NetworkInterfaces"]],
            "groups": [one["GroupId"] for one in ec2.describe_security_groups()["SecurityGroups"]],
            "launch templates": [one["LaunchTemplateId"] for one in ec2.describe_launch_templates()["LaunchTemplates"]],
            "networks": [one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"]],
            "subnets": [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]],
            "gateways": [one["InternetGatewayId"] for one in ec2.describe_internet_gateways()["InternetGateways"]],
            "route tables": [one["RouteTableId"] for one in ec2.describe_route_tables()["RouteTables"]],
            "alarms": [one["AlarmName"] for one in client("cloudwatch", region).describe_alarms()["MetricAlarms"]],
            "topics": [one["TopicArn"] for one in client("sns", region).list_topics()["Topics"]],
            "queues": client("sqs", region).list_queues().get("QueueUrls", []),
            "stacks": [one["StackName"] for one in client("cloudformation", region).describe_stacks()["Stacks"]],
        }
        left |= {f"{kind} in {region}": sorted(ids) for kind, ids in found.items()}
    return left


def records():
    return client("route53").list_resource_record_sets(HostedZoneId=ZONE)["ResourceRecordSets"]


def instance_of(outputs):
    return client("ec2", outputs["Region"]).describe_instances(InstanceIds=[outputs["InstanceId"]])["Reservations"][0]["Instances"][0]


def region_is_wired(role, region, outputs):
    ec2, instance = client("ec2", region), instance_of(outputs)
    where = f"{role}, {region}:"
    equal(f"{where} the outputs name the Region and its own front door", (outputs["Region"], outputs["FrontDoor"]), (region, f"{role}.{DOMAIN}"))
    equal(f"{where} the output InstanceArn is that of the instance", outputs["InstanceArn"],
          f"arn:aws:ec2:{region}:123456789012:instance/{instance['InstanceId']}")

    interfaces = [one["NetworkInterfaceId"] for one in instance["NetworkInterfaces"]]
    equal(f"{where} the instance has one interface", len(interfaces), 1)
    address = ec2.describe_addresses(PublicIps=[outputs["PublicIp"]])["Addresses"][0]
    equal(f"{where} the Elastic IP is associated with the interface of the instance", address.get("NetworkInterfaceId"), interfaces[0])
    interface = ec2.describe_network_interfaces(NetworkInterfaceIds=interfaces)["NetworkInterfaces"][0]
    groups = [one["GroupId"] for one in interface["Groups"]]
    equal(f"{where} the interface has one security group", len(groups), 1)
    group = ec2.describe_security_groups(GroupIds=groups)["SecurityGroups"][0]
    equal(f"{where} anybody may reach port 80, and nothing else is open", rules(group["IpPermissions"]), [("tcp", 80, 80, "0.0.0.0/0")])
    equal(f"{where} the instance reaches port 443 only", rules(group["IpPermissionsEgress"]), [("tcp", 443, 443, "0.0.0.0/0")])
    equal(f"{where} interface and group are in the stack's own network", {interface["VpcId"], group["VpcId"]}, {interface["VpcId"]})
    table = ec2.describe_route_tables(Filters=[{"Name": "association.subnet-id", "Values": [interface["SubnetId"]]}])["RouteTables"][0]
    check(f"{where} the subnet's way out is the stack's Internet gateway",
          any(one.get("DestinationCidrBlock") == "0.0.0.0/0" and one.get("GatewayId", "").startswith("igw-") for one in table["Routes"]), table["Routes"])

    tags = {one["Key"]: one["Value"] for one in instance["Tags"]}
    equal(f"{where} only the standby's instance has the tag dr-plan", tags.get("dr-plan"), "pilot-light" if role == "standby" else None)
    equal(f"{where} instance metadata needs a token", instance["MetadataOptions"]["HttpTokens"], "required")
    image = client("ssm", region).get_parameter(Name=template(EXAMPLE / "region.yaml")["Parameters"]["Image"]["Default"])["Parameter"]["Value"]
    equal(f"{where} the image is the one that the SSM parameter names", instance["ImageId"], image)
    volume = ec2.describe_volumes(VolumeIds=[instance["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]])["Volumes"][0]
    equal(f"{where} the volume is encrypted", volume["Encrypted"], True)
    shutdown = ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="instanceInitiatedShutdownBehavior")
    equal(f"{where} a shutdown stops the instance", shutdown["InstanceInitiatedShutdownBehavior"]["Value"], "stop")
    boots(where, role, ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="userData")["UserData"]["Value"])


def rules(permissions):
    return [(one["IpProtocol"], one.get("FromPort"), one.get("ToPort"), source["CidrIp"]) for one in permissions for source in one["IpRanges"]]


def boots(where, role, data):
    script = base64.b64decode(data).decode()
    syntax = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
    equal(f"{where} the user data is a script that bash can read", syntax.stderr, "")
    check(f"{where} the user data is a script from its first line", script.startswith("#!/bin/bash\n"), script[:20])
    check(f"{where} the user data has no reference that nothing fills", "${" not in script, script)
    equal(f"{where} the shutdown is the last line and for the standby only, after the signal", script.splitlines()[-2:],
          ["signal 0", f"if [ {role} = standby ]; then shutdown --poweroff +2; fi"])


def updates_leave_the_instance(name, region, outputs):
    """moto starts and stops nothing in an update either, so the template's own text says why AWS does not."""
    instance = template(EXAMPLE / "region.yaml")["Resources"]["Instance"]["Properties"]
    equal("the instance itself has a launch template and tags only", sorted(instance), ["LaunchTemplate", "Tags"])
    equal("the instance names the launch template's first version", instance["LaunchTemplate"]["Version"], "1")
    ec2, before = client("ec2", region), instance_of(outputs)
    ec2.stop_instances(InstanceIds=[before["InstanceId"]])
    given = {"Role": "standby", "Domain": DOMAIN, "AvailabilityZone": f"{region}a", "InstanceType": "m5.large"}
    client("cloudformation", region).update_stack(
        StackName=name, TemplateBody=(EXAMPLE / "region.yaml").read_text(encoding="utf-8"), Parameters=parameters(given))
    after = instance_of(outputs)
    equal("an update with another instance type leaves the same instance, stopped and of its type",
          (after["InstanceId"], after["InstanceType"], after["State"]["Name"]), (before["InstanceId"], before["InstanceType"], "stopped"))
    launch = ec2.describe_launch_templates()["LaunchTemplates"][0]
    equal("the update made a second version of the launch template, which nothing uses", launch["LatestVersionNumber"], 2)


def a_primary_in_us_east_1_needs_health(addresses):
    given = {"ZoneId": ZONE, "Domain": DOMAIN, "PrimaryAddress": addresses["primary"], "StandbyAddress": addresses["standby"]}
    for primary, via, refusals in (("us-east-1", "records", 1), ("us-east-1", "health", 0), ("us-west-2", "records", 0)):
        refused = Resolved(EXAMPLE / "records.yaml", STANDBY, given | {"PrimaryRegion": primary, "Via": via}).refused
        equal(f"records of a primary in {primary} via {via}: how many rules refuse them", len(refused), refusals)


def pair_is(routing, via, addresses, signals):
    """Deploys the records in one of their four ways, reads them, and deletes them."""
    name, way = "pilot-light-records", f"records, {routing} via {via}:"
    outputs = deploy(name, STANDBY, EXAMPLE / "records.yaml", ZoneId=ZONE, Domain=DOMAIN, PrimaryAddress=addresses["primary"],
                     StandbyAddress=addresses["standby"], Routing=routing, Via=via, PrimaryHealthCheckId=signals["HealthCheckId"])
    for role, address in addresses.items():
        door = [one for one in records() if one["Name"] == f"{role}.{DOMAIN}."]
        equal(f"{way} {role}.{DOMAIN} is the {role}'s address alone", [values(one) for one in door], [[address]])
    pair = {one["SetIdentifier"]: one for one in records() if one["Name"] == f"{DOMAIN}." and one["Type"] == "A"}
    equal(f"{way} {DOMAIN} has a record for each Region", {role: values(one) for role, one in pair.items()}, {role: [one] for role, one in addresses.items()})
    equal(f"{way} the TTL is 60 s", {one["TTL"] for one in pair.values()}, {60})
    equal(f"{way} the weights", {role: one.get("Weight") for role, one in pair.items()},
          {"primary": 100, "standby": 0} if routing == "weighted" else {"primary": None, "standby": None})
    equal(f"{way} the roles", {role: one.get("Failover") for role, one in pair.items()},
          {"primary": "PRIMARY", "standby": "SECONDARY"} if routing == "failover" else {"primary": None, "standby": None})
    health_is_followed(way, routing, via, pair, outputs, signals)
    fills(way, "plan-via-health.template.json" if via == "health" else "plan.template.json", outputs, signals)
    delete(name, STANDBY)
    equal(f"{way} nothing of them is left", [one["Name"] for one in records() if one["Type"] not in ("NS", "SOA")], [])


def health_is_followed(way, routing, via, pair, outputs, signals):
    checks = {one["Id"]: one["HealthCheckConfig"] for one in client("route53").list_health_checks()["HealthChecks"]}
    followed = {role: one.get("HealthCheckId") for role, one in pair.items()}
    if via == "health":
        equal(f"{way} only the primary's record follows a health check, of type CLOUDWATCH_METRIC",
              (checks[followed["primary"]]["Type"], followed["standby"]), ("CLOUDWATCH_METRIC", None))
        alarm = client("cloudwatch").describe_alarms(AlarmNames=[outputs["SwitchAlarm"]])["MetricAlarms"][0]
        wanted = {"Namespace": "DrFunctions/Switch", "MetricName": alarm["AlarmName"], "Statistic": "Maximum", "Period": 60, "EvaluationPeriods": 1,
                  "ComparisonOperator": "GreaterThanOrEqualToThreshold", "Threshold": 1.0, "TreatMissingData": "ignore"}
        equal(f"{way} the switch alarm has the shape that docs/STEPS.md asks for", {member: alarm.get(member) for member in wanted}, wanted)
        config = template(EXAMPLE / "records.yaml")["Resources"]["PrimaryIsWanted"]["Properties"]["HealthCheckConfig"]
        equal(f"{way} that health check names the switch alarm in the stack's Region", (config["AlarmIdentifier"], config["InsufficientDataHealthStatus"]),
              ({"Name": {"Ref": "Switch"}, "Region": {"Ref": "AWS::Region"}}, "LastKnownStatus"))
    elif routing == "failover":
        equal(f"{way} the primary's record follows the signals' health check", followed["primary"], signals["HealthCheckId"])
        mine = checks[followed["standby"]]
        equal(f"{way} the standby's record follows a check of the standby's own front door",
              (mine["Type"], mine["FullyQualifiedDomainName"], mine["Port"], mine["ResourcePath"]), ("HTTP", f"standby.{DOMAIN}", 80, "/health"))
    else:
        equal(f"{way} neither record follows a health check", followed, {"primary": None, "standby": None})


def values(record):
    return [one["Value"] for one in record["ResourceRecords"]]


def fills(way, name, outputs, signals):
    """Every placeholder of the plan is an output, and the filled plan is JSON but for its comments."""
    stacks = {"primary": REGIONS["primary"], "standby": REGIONS["standby"], "signals": signals, "records": outputs}
    text = (EXAMPLE / name).read_text(encoding="utf-8")
    missing = [f"{alias}.{output}" for alias, output in PLACEHOLDER.findall(text) if not stacks.get(alias, {}).get(output)]
    equal(f"{way} every placeholder of {name} is an output of its stack", missing, [])
    filled = PLACEHOLDER.sub(lambda match: stacks.get(match[1], {}).get(match[2], ""), text)
    plan = json.loads("\n".join(line for line in filled.splitlines() if not line.lstrip().startswith("//")))
    ids = plan["steps"][0]["instances"]
    equal(f"{way} the plan starts the standby's instance", ids, [REGIONS["standby"]["InstanceId"]])


def run():
    global ZONE, REGIONS
    ZONE = zone()
    before = account()
    REGIONS = {role: deploy(f"pilot-light-{role}", region, EXAMPLE / "region.yaml", Role=role, Domain=DOMAIN, AvailabilityZone=f"{region}a")
               for role, region in (("primary", PRIMARY), ("standby", STANDBY))}
    region_is_wired("primary", PRIMARY, REGIONS["primary"])
    region_is_wired("standby", STANDBY, REGIONS["standby"])
    updates_leave_the_instance("pilot-light-standby", STANDBY, REGIONS["standby"])
    signals = deploy("pilot-light-signals", ALARMS, SIGNALS, AlarmName="pilot-light-primary-unhealthy", Domain=REGIONS["primary"]["FrontDoor"],
                     Protocol="HTTP", Port="80", SearchString="ok", NoticeEmail="on-call@example.com")
    checked = client("route53").get_health_check(HealthCheckId=signals["HealthCheckId"])["HealthCheck"]["HealthCheckConfig"]
    equal("the signals' health check asks the primary's own front door", (checked["Type"], checked["FullyQualifiedDomainName"], checked["Port"]),
          ("HTTP_STR_MATCH", f"primary.{DOMAIN}", 80))
    addresses = {role: outputs["PublicIp"] for role, outputs in REGIONS.items()}
    a_primary_in_us_east_1_needs_health(addresses)
    for routing in ("weighted", "failover"):
        for via in ("records", "health"):
            pair_is(routing, via, addresses, signals)
    delete("pilot-light-signals", ALARMS)
    for role, region in (("primary", PRIMARY), ("standby", STANDBY)):
        delete(f"pilot-light-{role}", region)
    for kind, left in account().items():
        equal(f"after the deletion: no {kind} are left", [one for one in left if one not in before[kind]], [])


def serve(port):
    server = subprocess.Popen([sys.executable, str(HERE / "moto_ec2_stacks.py"), "-H", "127.0.0.1", "-p", str(port)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            client("sts").get_caller_identity()
            return server
        except (BotoCoreError, ClientError):
            if server.poll() is not None:
                break
            time.sleep(0.2)
    server.kill()
    sys.exit("The moto server does not answer.")


def main():
    global ENDPOINT
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ENDPOINT = f"http://127.0.0.1:{port}"
    server = serve(port)
    try:
        run()
    except Exception as stumble:  # A template that cannot be deployed, or lacks an output, ends the checks here.
        wrong.append(f"the checks ended early: {type(stumble).__name__}: {str(stumble)[:300]}")
    finally:
        server.kill()
        server.wait()
        for title, lines in (("Good:", good), ("moto leaves out, so not checked here:", sorted(skipped) + NOT_IN_MOTO), ("WRONG:", wrong)):
            print("\n".join([title] + [f"  {line}" for line in lines or ["nothing"]]))
    sys.exit(1 if wrong else 0)


main()
