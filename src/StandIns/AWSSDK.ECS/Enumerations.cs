using Amazon.Runtime;

namespace Amazon.ECS;

public class AvailabilityZoneRebalancing(string value) : ConstantClass(value)
{
    public static readonly AvailabilityZoneRebalancing ENABLED = new("ENABLED");
    public static readonly AvailabilityZoneRebalancing DISABLED = new("DISABLED");

    public static AvailabilityZoneRebalancing FindValue(string value) => FindValue<AvailabilityZoneRebalancing>(value);
    public static implicit operator AvailabilityZoneRebalancing(string value) => FindValue(value);
}

public class DeploymentRolloutState(string value) : ConstantClass(value)
{
    public static readonly DeploymentRolloutState COMPLETED = new("COMPLETED");
    public static readonly DeploymentRolloutState FAILED = new("FAILED");
    public static readonly DeploymentRolloutState IN_PROGRESS = new("IN_PROGRESS");

    public static DeploymentRolloutState FindValue(string value) => FindValue<DeploymentRolloutState>(value);
    public static implicit operator DeploymentRolloutState(string value) => FindValue(value);
}

public class LaunchType(string value) : ConstantClass(value)
{
    public static readonly LaunchType EC2 = new("EC2");
    public static readonly LaunchType FARGATE = new("FARGATE");
    public static readonly LaunchType EXTERNAL = new("EXTERNAL");
    public static readonly LaunchType MANAGED_INSTANCES = new("MANAGED_INSTANCES");

    public static LaunchType FindValue(string value) => FindValue<LaunchType>(value);
    public static implicit operator LaunchType(string value) => FindValue(value);
}

public class PropagateTags(string value) : ConstantClass(value)
{
    public static readonly PropagateTags TASK_DEFINITION = new("TASK_DEFINITION");
    public static readonly PropagateTags SERVICE = new("SERVICE");
    public static readonly PropagateTags NONE = new("NONE");

    public static PropagateTags FindValue(string value) => FindValue<PropagateTags>(value);
    public static implicit operator PropagateTags(string value) => FindValue(value);
}

public class SchedulingStrategy(string value) : ConstantClass(value)
{
    public static readonly SchedulingStrategy REPLICA = new("REPLICA");
    public static readonly SchedulingStrategy DAEMON = new("DAEMON");

    public static SchedulingStrategy FindValue(string value) => FindValue<SchedulingStrategy>(value);
    public static implicit operator SchedulingStrategy(string value) => FindValue(value);
}

public class ServiceField(string value) : ConstantClass(value)
{
    public static readonly ServiceField TAGS = new("TAGS");

    public static ServiceField FindValue(string value) => FindValue<ServiceField>(value);
    public static implicit operator ServiceField(string value) => FindValue(value);
}
