namespace DrFunctions.LocalAws;

/// <summary>
/// The process that makes calls, such as one invocation. A dead one gets no answer any more, not even when it gives up waiting,
/// so that nothing of it ever goes on.
/// </summary>
public sealed class Caller(Action died)
{
    static readonly AsyncLocal<Caller?> Flowing = new();

    /// <summary>The caller of the code that runs now; null outside any invocation.</summary>
    public static Caller? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public bool IsDead { get; private set; }

    public void Die()
    {
        if (!IsDead)
        {
            IsDead = true;
            died();
        }
    }
}
