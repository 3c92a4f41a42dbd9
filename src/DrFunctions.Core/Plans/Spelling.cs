namespace DrFunctions.Core.Plans;

/// <summary>Finds the word that was probably meant.</summary>
public static class Spelling
{
    /// <summary>" Did you mean …?" with a leading space, or nothing if no known word is close.</summary>
    public static string DidYouMean(string written, IEnumerable<string> known)
    {
        if (written.Length > 40)
        {
            return "";
        }

        var nearest = known.Select(word => (Word: word, Distance: Distance(written, word))).OrderBy(near => near.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, nearest.Word.Length / 3) ? $" Did you mean \"{nearest.Word}\"?" : "";
    }

    // The Levenshtein distance, ignoring case, with one row of the table.
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
