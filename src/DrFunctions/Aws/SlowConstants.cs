using System.Runtime.CompilerServices;
using Amazon.EC2;
using Amazon.Runtime;

namespace DrFunctions.Aws;

/// <summary>
/// To read its first instance type, AWS's client reflects over all 1,400 that it knows: a third of a cold start. With an empty list
/// instead, the client takes the name as it comes.
/// </summary>
static class SlowConstants
{
    /// <summary>Changes nothing if another version of AWSSDK.Core stores its constants elsewhere.</summary>
    public static void Skip()
    {
        try
        {
            lock (Lock(null))
            {
                Known(null).TryAdd(typeof(InstanceType), []);
            }
        }
        catch (MissingFieldException)
        {
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "staticFields")]
    internal static extern ref Dictionary<Type, Dictionary<string, ConstantClass>> Known(ConstantClass? type);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "staticFieldsLock")]
    static extern ref object Lock(ConstantClass? type);
}
