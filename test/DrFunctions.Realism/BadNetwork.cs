namespace DrFunctions.Realism;

/// <summary>Draws the fault of each call from a seed, for a while from the first call on; then the network is healthy.</summary>
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
            // Each seed has its own severity: some networks lose a call now and then, some lose most calls.
            healed ??= call.At + TimeSpan.FromSeconds(8 + dice.Next(10));
            return Task.FromResult(
                call.At < healed && dice.Next(100) < 10 + (seed * 37 % 50) ? Kinds[dice.Next(Kinds.Length)] : Mishap.None);
        }
    }
}
