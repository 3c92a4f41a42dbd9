using System.Reflection;

namespace DrFunctions.Tests.StandIns;

/// <summary>The public members of an assembly, in C#'s words: <c>type -&gt; members</c>, sorted.</summary>
static class Surface
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(bool)] = "bool",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(byte)] = "byte",
    };

    public static SortedDictionary<string, List<string>> Of(Assembly assembly)
    {
        var types = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes())
            types[type.FullName!] = Members(type).Order(StringComparer.Ordinal).ToList();
        return types;
    }

    static IEnumerable<string> Members(Type type) => type.IsEnum
        ? type.GetEnumNames()
        : type.GetMembers(Declared).Select(Describe).OfType<string>();

    static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when Seen(constructor) => $"new({Parameters(constructor)})",
        PropertyInfo property when Accessor(property) is { } accessor => Property(property, accessor),
        FieldInfo { IsPublic: true } field => $"{(field.IsStatic ? "static " : "")}{Word(field.FieldType)} {field.Name}",
        EventInfo @event when Seen(@event.AddMethod!) => $"event {Word(@event.EventHandlerType!)} {@event.Name}",
        MethodInfo method when Seen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            => $"{(method.IsStatic ? "static " : "")}{Word(method.ReturnType)} {method.Name}{Arity(method)}({Parameters(method)})",
        _ => null,
    };

    /// <summary>An override adds nothing that a caller could name.</summary>
    static bool Seen(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && !(method is MethodInfo info && info.GetBaseDefinition().DeclaringType != info.DeclaringType);

    static MethodInfo? Accessor(PropertyInfo property)
        => new[] { property.GetMethod, property.SetMethod }.FirstOrDefault(accessor => accessor != null && Seen(accessor));

    static string Property(PropertyInfo property, MethodInfo accessor)
    {
        var get = property.GetMethod is { } getter && Seen(getter) ? " get;" : "";
        var set = property.SetMethod is { } setter && Seen(setter) ? " set;" : "";
        return $"{(accessor.IsStatic ? "static " : "")}{Word(property.PropertyType)} {property.Name} {{{get}{set} }}";
    }

    static string Arity(MethodInfo method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Word))}>" : "";

    static string Parameters(MethodBase method)
        => string.Join(", ", method.GetParameters().Select(parameter => Word(parameter.ParameterType)));

    static string Word(Type type)
    {
        if (Words.TryGetValue(type, out var word))
            return word;
        if (type.IsArray || type.IsByRef)
            return Word(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Word(value) + "?";
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Word))}>" : type.Name;
    }
}
