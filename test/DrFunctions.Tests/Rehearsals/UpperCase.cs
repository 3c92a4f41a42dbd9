using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// Writes all of Explaining's output in upper case: for the whole process with DR_UPPER=1, or while a delegate runs. Whoever reads a
/// sentence as data then fails.
/// </summary>
static class UpperCase
{
    public static T While<T>(Func<T> run)
    {
        Wording.InThisFlow = text => text.ToUpperInvariant();
        try
        {
            return run();
        }
        finally
        {
            Wording.InThisFlow = null;
        }
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Before any test runs, and nowhere else.")]
    internal static void Begin()
    {
        if (LongRun.Number("DR_UPPER") == 1)
        {
            Wording.Everywhere = text => text.ToUpperInvariant();
        }
    }
}
