using Amazon.Runtime;

namespace Amazon.EC2;

public class DeviceType(string value) : ConstantClass(value)
{
    public static readonly DeviceType Ebs = new("ebs");
    public static readonly DeviceType InstanceStore = new("instance-store");

    public static DeviceType FindValue(string value) => FindValue<DeviceType>(value);
    public static implicit operator DeviceType(string value) => FindValue(value);
}

public class EventCode(string value) : ConstantClass(value)
{
    public static readonly EventCode InstanceReboot = new("instance-reboot");
    public static readonly EventCode SystemReboot = new("system-reboot");
    public static readonly EventCode SystemMaintenance = new("system-maintenance");
    public static readonly EventCode InstanceRetirement = new("instance-retirement");
    public static readonly EventCode InstanceStop = new("instance-stop");

    public static EventCode FindValue(string value) => FindValue<EventCode>(value);
    public static implicit operator EventCode(string value) => FindValue(value);
}

public class InstanceLifecycleType(string value) : ConstantClass(value)
{
    public static readonly InstanceLifecycleType Spot = new("spot");
    public static readonly InstanceLifecycleType Scheduled = new("scheduled");
    public static readonly InstanceLifecycleType CapacityBlock = new("capacity-block");
    public static readonly InstanceLifecycleType InterruptibleCapacityReservation = new("interruptible-capacity-reservation");

    public static InstanceLifecycleType FindValue(string value) => FindValue<InstanceLifecycleType>(value);
    public static implicit operator InstanceLifecycleType(string value) => FindValue(value);
}

public class InstanceStateName(string value) : ConstantClass(value)
{
    public static readonly InstanceStateName Pending = new("pending");
    public static readonly InstanceStateName Running = new("running");
    public static readonly InstanceStateName ShuttingDown = new("shutting-down");
    public static readonly InstanceStateName Terminated = new("terminated");
    public static readonly InstanceStateName Stopping = new("stopping");
    public static readonly InstanceStateName Stopped = new("stopped");

    public static InstanceStateName FindValue(string value) => FindValue<InstanceStateName>(value);
    public static implicit operator InstanceStateName(string value) => FindValue(value);
}

public class InstanceType(string value) : ConstantClass(value)
{
    public static readonly InstanceType T3Micro = new("t3.micro");
    public static readonly InstanceType M5Large = new("m5.large");

    public static InstanceType FindValue(string value) => FindValue<InstanceType>(value);
    public static implicit operator InstanceType(string value) => FindValue(value);
}

public class StatusName(string value) : ConstantClass(value)
{
    public static readonly StatusName Reachability = new("reachability");

    public static StatusName FindValue(string value) => FindValue<StatusName>(value);
    public static implicit operator StatusName(string value) => FindValue(value);
}

public class StatusType(string value) : ConstantClass(value)
{
    public static readonly StatusType Passed = new("passed");
    public static readonly StatusType Failed = new("failed");
    public static readonly StatusType InsufficientData = new("insufficient-data");
    public static readonly StatusType Initializing = new("initializing");

    public static StatusType FindValue(string value) => FindValue<StatusType>(value);
    public static implicit operator StatusType(string value) => FindValue(value);
}

public class SummaryStatus(string value) : ConstantClass(value)
{
    public static readonly SummaryStatus Ok = new("ok");
    public static readonly SummaryStatus Impaired = new("impaired");
    public static readonly SummaryStatus InsufficientData = new("insufficient-data");
    public static readonly SummaryStatus NotApplicable = new("not-applicable");
    public static readonly SummaryStatus Initializing = new("initializing");

    public static SummaryStatus FindValue(string value) => FindValue<SummaryStatus>(value);
    public static implicit operator SummaryStatus(string value) => FindValue(value);
}

public class Tenancy(string value) : ConstantClass(value)
{
    public static readonly Tenancy Default = new("default");
    public static readonly Tenancy Dedicated = new("dedicated");
    public static readonly Tenancy Host = new("host");

    public static Tenancy FindValue(string value) => FindValue<Tenancy>(value);
    public static implicit operator Tenancy(string value) => FindValue(value);
}
