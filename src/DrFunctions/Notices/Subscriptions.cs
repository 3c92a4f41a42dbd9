namespace DrFunctions.Notices;

/// <summary>Who receives what DrFunctions tells.</summary>
/// <param name="EscalationConfirmed">Null if there is no escalation topic.</param>
public sealed record Subscriptions(int Pending, int Confirmed, int EscalationPending, int? EscalationConfirmed)
{
    public int AllPending => Pending + EscalationPending;

    public int AllConfirmed => Confirmed + (EscalationConfirmed ?? 0);

    /// <summary>A sentence if not everybody receives notices; null if all subscriptions are confirmed.</summary>
    public string? Trouble =>
        Pending > 0 ? $"{Pending} subscription(s) of the notice topic are not confirmed: open the email from AWS Notifications and confirm, or nobody is notified"
            : Confirmed == 0 ? "the notice topic has no subscription, so nobody is notified: subscribe an email address to it"
            : EscalationPending > 0 ? $"{EscalationPending} subscription(s) of the escalation topic are not confirmed: open the email from AWS Notifications and confirm"
            : EscalationConfirmed == 0 ? "the escalation topic has no subscription, so nobody hears of what nobody has answered: subscribe an email address to it"
            : null;
}
