using Amazon.Runtime;

namespace Amazon.ECS;

public class AvailabilityZoneRebalancing(string value) : ConstantClass(value)
{
    public static readonly AvailabilityZoneRebalancing ENABLED = new("ENABLED");
    public static readonly AvailabilityZoneRebalancing DISABLED = new("DISABLED");

    public static AvailabilityZoneRebalancing FindValue(string value) => FindValue<AvailabilityZoneRebalancing>(value);
    public static implicit operator AvailabilityZoneRebalancing(string value) => FindValue(value);
}

public class DeploymentControllerType(string value) : ConstantClass(value)
{
    public static readonly DeploymentControllerType ECS = new("ECS");
    public static readonly DeploymentControllerType CODE_DEPLOY = new("CODE_DEPLOY");
    public static readonly DeploymentControllerType EXTERNAL = new("EXTERNAL");

    public static DeploymentControllerType FindValue(string value) => FindValue<DeploymentControllerType>(value);
    public static implicit operator DeploymentControllerType(string value) => FindValue(value);
}

public class DeploymentRolloutState(string value) : ConstantClass(value)
{
    public static readonly DeploymentRolloutState COMPLETED = new("COMPLETED");
    public static readonly DeploymentRolloutState FAILED = new("FAILED");
    public static readonly DeploymentRolloutState IN_PROGRESS = new("IN_PROGRESS");

    public static DeploymentRolloutState FindValue(string value) => FindValue<DeploymentRolloutState>(value);
    public static implicit operator DeploymentRolloutState(string value) => FindValue(value);
}

public class DeploymentStrategy(string value) : ConstantClass(value)
{
    public static readonly DeploymentStrategy ROLLING = new("ROLLING");
    public static readonly DeploymentStrategy BLUE_GREEN = new("BLUE_GREEN");
    public static readonly DeploymentStrategy LINEAR = new("LINEAR");
    public static readonly DeploymentStrategy CANARY = new("CANARY");

    public static DeploymentStrategy FindValue(string value) => FindValue<DeploymentStrategy>(value);
    public static implicit operator DeploymentStrategy(string value) => FindValue(value);
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

public class ManagedScalingStatus(string value) : ConstantClass(value)
{
    public static readonly ManagedScalingStatus ENABLED = new("ENABLED");
    public static readonly ManagedScalingStatus DISABLED = new("DISABLED");

    public static ManagedScalingStatus FindValue(string value) => FindValue<ManagedScalingStatus>(value);
    public static implicit operator ManagedScalingStatus(string value) => FindValue(value);
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

public class ScaleUnit(string value) : ConstantClass(value)
{
    public static readonly ScaleUnit PERCENT = new("PERCENT");

    public static ScaleUnit FindValue(string value) => FindValue<ScaleUnit>(value);
    public static implicit operator ScaleUnit(string value) => FindValue(value);
}

public class ServiceField(string value) : ConstantClass(value)
{
    public static readonly ServiceField TAGS = new("TAGS");

    public static ServiceField FindValue(string value) => FindValue<ServiceField>(value);
    public static implicit operator ServiceField(string value) => FindValue(value);
}

public class StabilityStatus(string value) : ConstantClass(value)
{
    public static readonly StabilityStatus STEADY_STATE = new("STEADY_STATE");
    public static readonly StabilityStatus STABILIZING = new("STABILIZING");

    public static StabilityStatus FindValue(string value) => FindValue<StabilityStatus>(value);
    public static implicit operator StabilityStatus(string value) => FindValue(value);
}
