using System.Collections;
using System.Reflection;
using Amazon.Runtime;

namespace DrFunctions.Realism;

/// <summary>A request of any type with every member set, at every depth, so that all members are sent.</summary>
static class FilledRequest
{
    const int Deepest = 12;

    /// <param name="text">The value of every text.</param>
    public static object Of(Type type, string text) => Value(type, text, 0)!;

    static object? Value(Type type, string text, int depth) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Value(inner, text, depth)
        : type == typeof(string) ? text
        : type == typeof(int) ? 3
        : type == typeof(long) ? 60L
        : type == typeof(double) ? 0.5
        : type == typeof(bool) ? true
        : type == typeof(DateTime) ? new DateTime(2026, 1, 15, 3, 0, 0, DateTimeKind.Utc)
        : type == typeof(MemoryStream) ? new MemoryStream([1, 2, 3])
        : typeof(ConstantClass).IsAssignableFrom(type) ? Activator.CreateInstance(type, text)
        : type.IsGenericType ? Collection(type, text, depth)
        : depth > Deepest ? null
        : Filled(type, text, depth);

    static object Filled(Type type, string text, int depth)
    {
        var filled = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0
            && property.DeclaringType!.Assembly == type.Assembly))
        {
            property.SetValue(filled, Value(property.PropertyType, text, depth + 1));
        }

        return filled;
    }

    /// <summary>Two items, so that the number of the second one is sent too.</summary>
    static object Collection(Type type, string text, int depth)
    {
        var made = Activator.CreateInstance(type)!;
        var item = type.GetGenericArguments()[^1];
        for (var number = 1; number <= 2; number++)
        {
            if (made is IDictionary map)
            {
                map.Add($"{text}{number}", Value(item, text, depth + 1));
            }
            else
            {
                ((IList)made).Add(Value(item, $"{text}{number}", depth + 1));
            }
        }

        return made;
    }
}
