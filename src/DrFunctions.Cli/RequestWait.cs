using DrFunctions.Aws;
using DrFunctions.Core.Records;
using DrFunctions.Store;

namespace DrFunctions.Cli;

/// <summary>The outcome of a request.</summary>
/// <param name="Stored">What was read last.</param>
/// <param name="Answered">Null if it was not taken, or if another was taken right after it.</param>
sealed record Answer(Stored Stored, bool Taken, AnsweredRequest? Answered)
{
    public Record Record => Stored.Record;
}

/// <summary>Waits until the loop has taken a request.</summary>
sealed class RequestWait(RecordStore store, string plan, string id)
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public async Task<Answer> ForAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var isOver = TimeProvider.System.GetElapsedTime(began) >= patience;
            try
            {
                var stored = await store.LoadAsync(plan, cancellation);
                var answered = stored.Record.Answered is { } newest && newest.Id == id ? newest : null;
                var taken = answered is not null || stored.Requests.All(request => request.Id != id);
                if (taken || isOver)
                {
                    return new Answer(stored, taken, answered);
                }
            }
            catch (Exception e) when (AwsErrors.Is(e) && !isOver)
            {
                // The request is in the table; a failed read is repeated.
            }

            await Task.Delay(Pace, cancellation);
        }
    }
}
