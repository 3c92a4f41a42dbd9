using DrFunctions.Core.Records.Facts;
using LocalAws;
using LocalAws.Services.Sns;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Simulation.Bench;

/// <summary>Records what a rehearsal shows: what happened, what the loop logged, what was changed and who was notified.</summary>
sealed class RehearsalJournal(DateTimeOffset disaster, IProgress<RehearsalEntry>? progress) : ILogger
{
    readonly List<RehearsalEntry> entries = [];
    readonly List<RehearsalEmail> emails = [];
    TimeProvider time = TimeProvider.System;

    public IReadOnlyList<RehearsalEntry> Entries => entries;

    public IReadOnlyList<RehearsalEmail> Emails => emails;

    public void Follow(TestBench simulation)
    {
        time = simulation.Clock;
        simulation.Cloud.Sns.ToInbox = Told;
        simulation.Cloud.Traced = Called;
    }

    public void Add(RehearsalSource source, string text, Fact? fact = null)
    {
        var now = time.GetUtcNow();
        var entry = new RehearsalEntry(now, now - disaster, source, text, fact);
        entries.Add(entry);
        progress?.Report(entry);
    }

    void Told(Email email)
    {
        emails.Add(new RehearsalEmail(email.At, email.To, email.Kind(), email.Subject, email.Body) { Tells = email.Tells() });
        Add(RehearsalSource.Notice, $"email to {email.To}: {email.Subject}");
    }

    /// <summary>Changes to the estate; the store's own writes would hide them.</summary>
    void Called(TracedCall call)
    {
        if (OwnServices.IsChangeElsewhere(call))
        {
            var outcome = call.TookEffect ? "" : $" -> {call.ErrorCode ?? "no answer"}";
            Add(RehearsalSource.Call, $"{call.Service} {call.Operation} in {call.Region}: {call.Summary}{outcome}");
        }
    }

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add(RehearsalSource.Loop, formatter(state, exception),
            (state as IEnumerable<KeyValuePair<string, object?>>)?.Select(argument => argument.Value).OfType<Fact>().FirstOrDefault());

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
