using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace DrFunctions.Tests.Museum;

/// <summary>A deliberate bug: one search and replace within a member of a type that ships.</summary>
/// <param name="Room">The part of the code that has the bug.</param>
/// <param name="Why">Why it is a bug, in one sentence.</param>
/// <param name="Type">The type's name, with its namespace or outer type where the name alone is ambiguous.</param>
/// <param name="Member">A method, constructor, property or field; among overloads, the one with the match.</param>
/// <param name="Find">Occurs exactly once in the members of that name. White space does not count, so a line may be wrapped anew.</param>
/// <param name="Replace">The replacement; it may end the member and begin another one, where a bug needs a field.</param>
public sealed record PlantedBug(string Room, string Name, string Why, string Type, string Member, string Find, string Replace)
{
    /// <summary>The scenario that shows the bug, which alone is played then; null for one that any proof may find.</summary>
    public string? Scenario { get; init; }

    /// <summary>The assembly in which the bug is planted.</summary>
    public string Assembly => ShippedMember.AssemblyOf(Place().SourceTree);

    /// <summary>Where the bug is planted.</summary>
    /// <exception cref="InvalidOperationException">There is no such place, or there are several: the code has changed.</exception>
    public Location Place()
    {
        var members = ShippedMember.All.Where(member => member.Is(Type, Member)).ToList();
        var places = members.SelectMany(PlacesIn).ToList();
        var trouble = members.Count == 0 ? "no type has such a member" : $"its match occurs there {places.Count} times, not once";
        return places is [var one] ? one : throw new InvalidOperationException(
            $"\"{Name}\" should be planted in {Type}.{Member}, but {trouble}. "
            + $"The match occurs in {Members()}: change the bug as the code changed.\n{Find}");
    }

    public override string ToString() => Name;

    string Members()
    {
        var names = ShippedMember.All.Where(member => PlacesIn(member).Any()).Select(member => member.ToString()).ToList();
        return names.Count == 0 ? "no member of any type" : string.Join(", ", names);
    }

    IEnumerable<Location> PlacesIn(ShippedMember member) =>
        Regex.Matches(member.Text, Pattern()).Select(match => member.At(match.Index, match.Length));

    string Pattern() => string.Join(@"\s*", Regex.Matches(Find, @"\w+|\S").Select(piece => Regex.Escape(piece.Value)));
}
