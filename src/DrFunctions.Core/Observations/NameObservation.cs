namespace DrFunctions.Core.Observations;

/// <summary>Where the name of a traffic step leads users, as DNS and a request to the name itself say.</summary>
/// <param name="Because">What DNS answered: "20 of 20 answers of 4 name servers lead shop.example.com to the standby".</param>
public sealed record NameObservation(NameState State, string Because)
{
    /// <summary>Whether a request to the name got what the standby's check wants; null if none could be made, or it was refused.</summary>
    public bool? IsServed { get; init; }

    /// <summary>What the request got: "https://shop.example.com/health answers 503, not 200".</summary>
    public string Request { get; init; } = "";
}

public enum NameState
{
    /// <summary>DNS could not be asked, or nothing says whose the answers are: neither right nor wrong.</summary>
    Unknown,

    AtStandby,

    /// <summary>All answers lead elsewhere, or some.</summary>
    Elsewhere,
}
