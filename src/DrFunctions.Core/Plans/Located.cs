namespace DrFunctions.Core.Plans;

/// <summary>A JSON value with its line in the file.</summary>
public abstract record Located(int Line);

/// <param name="Members">In the order of the file. <see cref="LocatedJson"/> refuses duplicates.</param>
public sealed record LocatedObject(int Line, IReadOnlyList<LocatedMember> Members) : Located(Line)
{
    public LocatedMember? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    /// <summary>The line of a member, or of the object if the member is missing.</summary>
    public int LineOf(string name) => Find(name)?.Line ?? Line;

    /// <summary>The entries of a list member, as written; empty if there is no such list.</summary>
    public IReadOnlyList<Located> ItemsOf(string name) => (Find(name)?.Value as LocatedArray)?.Items ?? [];
}

public sealed record LocatedMember(string Name, int Line, Located Value);

public sealed record LocatedArray(int Line, IReadOnlyList<Located> Items) : Located(Line);

public sealed record LocatedText(int Line, string Text) : Located(Line);

/// <param name="Number">Null if the number exceeds a double's range, which no setting needs.</param>
public sealed record LocatedNumber(int Line, double? Number) : Located(Line);

public sealed record LocatedFlag(int Line, bool Flag) : Located(Line);

public sealed record LocatedNull(int Line) : Located(Line);
