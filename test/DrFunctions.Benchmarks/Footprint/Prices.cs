using System.Text.Json;

namespace DrFunctions.Benchmarks.Footprint;

/// <summary>What AWS asks for one unit of something.</summary>
/// <param name="Usd">In dollars for one unit, without free tiers.</param>
/// <param name="Page">Where AWS publishes it.</param>
public sealed record Price(decimal Usd, string Unit, Uri Page);

/// <summary>Prices as parameters: prices.json beside this file, or any other list of the same names.</summary>
public sealed record Prices(string Region, string AsOf, IReadOnlyDictionary<string, Price> Of)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Prices OfThisProgram() => Read(Path.Combine(AppContext.BaseDirectory, "Footprint", "prices.json"));

    public static Prices Read(string path) =>
        JsonSerializer.Deserialize<Prices>(File.ReadAllText(path), Options) is { Of.Count: > 0 } prices
            ? prices
            : throw new InvalidOperationException($"{path} holds no prices.");

    /// <exception cref="InvalidOperationException">The list lacks the price, so a sum would be too low.</exception>
    public decimal For(string what, double units) => Of.TryGetValue(what, out var price)
        ? price.Usd * (decimal)units
        : throw new InvalidOperationException($"There is no price for {what}; add it to prices.json.");
}
