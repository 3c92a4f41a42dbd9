namespace DrFunctions.Realism;

/// <summary>What happens to each call, by a seed: for a while from the first call on, and then the network has healed.</summary>
sealed class BadNetwork(int seed)
{
    static readonly Mishap[] Kinds = [.. Enum.GetValues<Mishap>().Where(mishap => mishap > Mishap.KillAfterAnswer)];

    readonly Lock gate = new();
    readonly Random dice = new(seed);
    DateTimeOffset? healed;

    public Task<Mishap> Meet(PassingCall call)
    {
        lock (gate)
        {
            // Each seed has its own badness: some networks lose a call now and then, some most of them.
            healed ??= call.At + TimeSpan.FromSeconds(8 + dice.Next(10));
            return Task.FromResult(call.At < healed && dice.Next(100) < 10 + (seed * 37 % 50) ? Kinds[dice.Next(Kinds.Length)] : Mishap.None);
        }
    }
}
