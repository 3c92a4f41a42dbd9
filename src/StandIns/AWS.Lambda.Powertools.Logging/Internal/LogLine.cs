using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>The keys of one entry in order. The first value of a key stays; later ones are dropped, as Powertools does.</summary>
internal sealed class LogLine(PowertoolsLoggerConfiguration configuration)
{
    // A placeholder of such a name would be taken for the key itself, so Powertools writes it only within the message.
    private static readonly HashSet<string> s_reserved =
    [
        "level", "message", "timestamp", "service", "coldstart", "functionname", "functionmemorysize", "functionarn",
        "functionrequestid", "functionversion", "xraytraceid", "name", "samplingrate", "exception",
    ];

    private readonly List<KeyValuePair<string, object>> _entries = [];
    private readonly HashSet<string> _names = [];

    public void Add(string key, object value)
    {
        var name = KeyCase.Convert(key, configuration.LoggerOutputCase);
        if (_names.Add(name))
        {
            _entries.Add(new(name, value));
        }
    }

    public void AddIfKnown(string key, object value)
    {
        if (value is not null)
        {
            Add(key, value);
        }
    }

    public void AddAll(IEnumerable<KeyValuePair<string, object>> keys)
    {
        foreach (var (key, value) in keys.Where(pair => !string.IsNullOrWhiteSpace(pair.Key) && pair.Key != "{OriginalFormat}"))
        {
            Add(key, value);
        }
    }

    /// <summary>"{Name}" is written as a number, a truth or a text; "{@Name}" as an object.</summary>
    public void AddPlaceholders(IEnumerable<KeyValuePair<string, object>> placeholders)
    {
        foreach (var (key, value) in placeholders.Where(pair => !string.IsNullOrWhiteSpace(pair.Key) && pair.Key != "{OriginalFormat}"))
        {
            var whole = key.StartsWith('@');
            var name = whole ? key[1..] : key;
            if (!s_reserved.Contains(name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()))
            {
                Add(name, whole || value is null or ValueType ? value : value.ToString());
            }
        }
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var values = new JsonValues(writer, configuration);
            writer.WriteStartObject();
            foreach (var (name, value) in _entries)
            {
                writer.WritePropertyName(name);
                values.Write(value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
