using DrFunctions.Core.Plans;

namespace DrFunctions.Steps;

/// <summary>Settings of a step that asks a front door of the standby.</summary>
public interface IFrontDoorCheck
{
    Probe Probe { get; }
}
