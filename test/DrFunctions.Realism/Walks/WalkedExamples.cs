namespace DrFunctions.Realism.Walks;

/// <summary>The walks through the READMEs of the examples, beside the other classes that drive the published functions.</summary>
[CollectionDefinition(Name)]
public sealed class WalkedExamples : ICollectionFixture<PublishedFunctions>
{
    public const string Name = "walked examples";
}
