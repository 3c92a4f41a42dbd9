using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>
/// Writes a record by hand: a generated serializer would have to be compiled in each cold process, with as many methods as the rest of a
/// look. Null members are left out.
/// </summary>
static class RecordWriter
{
    public static string Write(Record record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, record);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Write(Utf8JsonWriter writer, Record record)
    {
        writer.WriteStartObject();
        writer.WriteString("plan", record.Plan);
        writer.WriteString("phase", record.Phase.ToString());
        writer.WriteString("phaseSince", record.PhaseSince);
        writer.Add("because", record.Fact);
        writer.WriteString("lookedAt", record.LookedAt);
        writer.Add("lookUntil", record.LookUntil);
        Write(writer, record.Down);
        writer.Add("blindSince", record.BlindSince);
        writer.Add("blindToldAt", record.BlindToldAt);
        writer.Add("automaticAt", record.AutomaticAt);
        writer.WriteStartArray("stoodDownAt");
        foreach (var at in record.StoodDownAt)
        {
            writer.WriteStringValue(at);
        }

        writer.WriteEndArray();
        writer.Add("upSince", record.UpSince);
        writer.Add("upSeen", record.UpSeen);
        writer.Add("prewarmedAt", record.PrewarmedAt);
        writer.WriteBoolean("queued", record.Queued);
        writer.WriteBoolean("flapping", record.Flapping);
        writer.WriteNumber("remindedTimes", record.RemindedTimes);
        Write(writer, record.Unacted);
        writer.WriteString("mode", record.Mode.ToString());
        Write(writer, record.Shadow);
        NoticeJson.Write(writer, record.Needed);
        Write(writer, record.Pause);
        writer.WriteBoolean("asksAfterPause", record.AsksAfterPause);
        writer.Add("disputedSince", record.DisputedSince);
        writer.WriteBoolean("disputed", record.Disputed);
        Write(writer, record.Disarmed);
        Write(writer, record.Answered);
        Write(writer, record.Signals);
        Write(writer, record.SeenUp);
        WaveringJson.Write(writer, record.Wavering);
        writer.Add("waveringToldAt", record.WaveringToldAt);
        Write(writer, record.Run);
        writer.WriteStartObject("observed");
        foreach (var (id, seen) in record.Baseline)
        {
            writer.Add(id, seen);
        }

        writer.WriteEndObject();
        NoticeJson.Write(writer, record.Outbox);
        writer.WriteNumber("historyCount", record.HistoryCount);
        writer.WriteString("historyHash", record.HistoryHash);
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, DownClock down)
    {
        writer.WriteStartObject("down");
        writer.Add("since", down.Since);
        writer.WriteString("counted", down.Counted.ToString("c"));
        writer.Add("lastDown", down.LastDown);
        writer.Add("looks", down.Looks.Length == 0 ? null : down.Looks);
        writer.Add("countedAt", down.CountedAt);
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, UnactedOutage? unacted)
    {
        if (unacted is not null)
        {
            writer.WriteStartObject("unacted");
            writer.WriteString("why", unacted.Why.ToString());
            writer.WriteString("since", unacted.Since);
            writer.Add("toldAt", unacted.ToldAt);
            writer.WriteNumber("told", unacted.Told);
            writer.Add("upSince", unacted.UpSince);
            writer.Add("ackedBy", unacted.AckedBy);
            if (unacted.AckedDown is { } down)
            {
                writer.WriteNumber("ackedDown", down);
            }

            writer.WriteEndObject();
        }
    }

    static void Write(Utf8JsonWriter writer, ShadowLog? shadow)
    {
        if (shadow is null)
        {
            return;
        }

        writer.WriteStartObject("shadow");
        writer.WriteString("since", shadow.Since);
        writer.WriteString("reportedAt", shadow.ReportedAt);
        writer.WriteStartArray("failovers");
        foreach (var failover in shadow.Failovers)
        {
            writer.WriteStartObject();
            writer.WriteString("downAt", failover.DownAt);
            writer.WriteString("beganAt", failover.BeganAt);
            writer.Add("stuck", failover.Stuck);
            writer.Add("wellAt", failover.WellAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, SeenPause? pause)
    {
        if (pause is not null)
        {
            writer.WriteStartObject("pause");
            writer.WriteString("since", pause.Since);
            writer.Add("until", pause.Until);
            writer.WriteString("toldAt", pause.ToldAt);
            writer.WriteBoolean("endTold", pause.EndTold);
            writer.WriteEndObject();
        }
    }

    static void Write(Utf8JsonWriter writer, Disarming? disarmed)
    {
        if (disarmed is not null)
        {
            writer.WriteStartObject("disarmed");
            writer.Add("by", disarmed.By);
            writer.WriteString("at", disarmed.At);
            writer.Add("reason", disarmed.Reason);
            writer.WriteEndObject();
        }
    }

    static void Write(Utf8JsonWriter writer, AnsweredRequest? answered)
    {
        if (answered is not null)
        {
            writer.WriteStartObject("answered");
            writer.Add("id", answered.Id);
            writer.WriteString("command", answered.Command.ToString());
            writer.Add("by", answered.By);
            writer.Add("reason", answered.Reason);
            writer.WriteString("at", answered.At);
            writer.WriteBoolean("accepted", answered.Accepted);
            writer.Add("because", answered.Fact);
            writer.WriteEndObject();
        }
    }

    static void Write(Utf8JsonWriter writer, IReadOnlyList<RecordedSignal> seen)
    {
        writer.WriteStartArray("seen");
        foreach (var signal in seen)
        {
            writer.WriteStartObject();
            writer.Add("title", signal.Title);
            writer.WriteString("state", signal.State.ToString());
            writer.Add("because", signal.Observed);
            writer.WriteString("at", signal.At);
            writer.Add("discount", signal.Discount == Discount.None ? null : signal.Discount.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void Write(Utf8JsonWriter writer, IReadOnlyList<string>? seenUp)
    {
        if (seenUp is not null)
        {
            writer.WriteStartArray("seenUp");
            seenUp.ToList().ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }
    }

    static void Write(Utf8JsonWriter writer, Run? run)
    {
        if (run is null)
        {
            return;
        }

        writer.WriteStartObject("run");
        writer.WriteString("id", run.Id);
        writer.WriteString("beganAt", run.BeganAt);
        writer.WriteString("purpose", run.Purpose.ToString());
        writer.Add("orderedBy", run.OrderedBy);
        writer.WriteBoolean("overridesPause", run.OverridesPause);
        writer.WriteBoolean("overridesShadow", run.OverridesShadow);
        writer.WriteBoolean("disputed", run.Disputed);
        writer.Add("undoing", run.Undoing?.ToString());
        writer.WriteBoolean("skipsHealth", run.SkipsHealth);
        writer.Add("why", run.Cause);
        writer.WriteString("detectedAt", run.DetectedAt);
        writer.Add("recoveredAt", run.RecoveredAt);
        writer.Add("endedAt", run.EndedAt);
        writer.Add("backToldAt", run.BackToldAt);
        WriteCourse(writer, run);
        writer.Add("planHash", run.PlanHash);
        writer.WritePropertyName("plan");
        // Byte for byte, whichever version writes: its hash was taken when the run began.
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(run.Plan));
        writer.WriteStartObject("steps");
        foreach (var (id, step) in run.Steps)
        {
            writer.WritePropertyName(id);
            Write(writer, step);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteIds(Utf8JsonWriter writer, string name, IReadOnlyList<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }

    /// <summary>What happened to the run on its way.</summary>
    static void WriteCourse(Utf8JsonWriter writer, Run run)
    {
        writer.WriteNumber("alterations", run.Alterations);
        writer.Add("stuckSince", run.StuckSince);
        WriteIds(writer, "stuckTold", run.StuckTold);
        WriteIds(writer, "deniedTold", run.DeniedTold);
        writer.Add("takenOverBy", run.TakenOverBy);
        writer.Add("observedAt", run.ObservedAt);
        PostSwitchJson.Write(writer, run.PostSwitch);
        writer.Add("lateToldAt", run.LateToldAt);
        writer.Add("drillResult", run.DrillResult);
        writer.Add("heldSince", run.HeldSince);
        writer.Add("pausedSince", run.PausedSince);
        writer.WriteBoolean("stoppedByPause", run.StoppedByPause);
    }

    static void Write(Utf8JsonWriter writer, StepRecord step)
    {
        writer.WriteStartObject();
        writer.WriteString("progress", step.Progress.ToString());
        writer.WriteNumber("attempts", step.Attempts);
        writer.Add("readyAt", step.ReadyAt);
        writer.Add("refusedAt", step.RefusedAt);
        writer.Add("startedAt", step.StartedAt);
        writer.Add("doneAt", step.DoneAt);
        writer.Add("verifiedAt", step.VerifiedAt);
        writer.WriteBoolean("doubted", step.Doubted);
        writer.Add("ledger", step.Ledger);
        writer.Add("expected", step.Expected);
        writer.Add("receipt", step.Receipt);
        writer.WriteBoolean("unsent", step.Unsent);
        writer.WriteNumber("ineffective", step.Ineffective);
        writer.WriteBoolean("carried", step.Carried);
        writer.WriteNumber("extra", step.Extra);
        writer.WriteBoolean("degraded", step.Degraded);
        writer.WriteBoolean("mayPass", step.MayPass);
        writer.WriteBoolean("resumed", step.Resumed);
        writer.WriteString("hindered", step.Hindered.ToString("c"));
        writer.Add("lostAt", step.LostAt);
        writer.Add("acceptedBy", step.AcceptedBy);
        if (step.Claimed > 0)
        {
            writer.WriteNumber("claimed", step.Claimed);
        }

        writer.Add("answer", step.Answer);
        if (step.Undo is { } undo)
        {
            writer.WriteStartObject("undo");
            Write(writer, undo);
            writer.WriteEndObject();
        }

        writer.Add("because", step.Fact);
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, UndoRecord undo)
    {
        writer.WriteString("progress", undo.Progress.ToString());
        writer.WriteBoolean("mayPass", undo.MayPass);
        writer.WriteNumber("attempts", undo.Attempts);
        writer.Add("readyAt", undo.ReadyAt);
        writer.Add("refusedAt", undo.RefusedAt);
        writer.Add("startedAt", undo.StartedAt);
        writer.Add("doneAt", undo.DoneAt);
        writer.Add("shared", undo.Shared);
        writer.Add("receipt", undo.Receipt);
        writer.Add("answer", undo.Answer);
        writer.Add("expected", undo.Expected);
        writer.Add("because", undo.Fact);
    }

    /// <summary>
    /// Writes the sentence, for people who open the table and for earlier versions, and the fact unless it is only that sentence.
    /// </summary>
    static void Add(this Utf8JsonWriter writer, string name, Fact? fact)
    {
        if (fact is null or Quoted)
        {
            writer.Add(name, fact is null ? null : Sentences.Short(fact));
            return;
        }

        writer.WriteString(name, Sentences.Short(fact));
        writer.WritePropertyName($"{name}Fact");
        FactJson.Write(writer, fact);
    }

    static void Add(this Utf8JsonWriter writer, string name, CallAnswer value) =>
        writer.Add(name, value == CallAnswer.NotKnown ? null : value.ToString());

    static void Add(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    static void Add(this Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } at)
        {
            writer.WriteString(name, at);
        }
    }

    static void Add(this Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } json)
        {
            writer.WritePropertyName(name);
            json.WriteTo(writer);
        }
    }
}
