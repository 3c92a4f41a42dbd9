using Amazon.EC2;
using DrFunctions.Aws;

namespace DrFunctions.Tests.Aws;

public sealed class SlowConstantsTests
{
    /// <summary>Fails when AWSSDK.Core keeps its constants elsewhere: then find where, or a cold start takes a third longer.</summary>
    [Fact]
    public void Instance_types_are_taken_as_they_come()
    {
        SlowConstants.Skip();

        var type = InstanceType.FindValue("t3.small");

        Assert.DoesNotContain("t3.small", SlowConstants.Known(null)[typeof(InstanceType)].Keys);
        Assert.Equal((InstanceType.T3Small, "t3.small"), (type, type.Value));
    }
}
