using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DrFunctions.Tests.Museum;

/// <summary>A member of a type in the assemblies in which bugs are planted, found by its name in any file.</summary>
/// <param name="Type">The type's full name.</param>
/// <param name="Text">The source of the member, without the comment above it.</param>
sealed record ShippedMember(string Type, string Name, string Text, SyntaxTree Tree, int Start)
{
    public static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp14);

    /// <summary>The sources of the assemblies, parsed once.</summary>
    public static IReadOnlyList<SyntaxTree> Sources { get; } = [.. SourcesOf("DrFunctions.Core"), .. SourcesOf("DrFunctions")];

    public static IReadOnlyList<ShippedMember> All { get; } =
        [.. Sources.SelectMany(TypesIn).SelectMany(type => type.Members.SelectMany(member => Of(type, member)))];

    public static string AssemblyOf(SyntaxTree? source) => source!.FilePath.Split('/')[1];

    public bool Is(string type, string name) => Name == name && $".{Type}".EndsWith($".{type}", StringComparison.Ordinal);

    public Location At(int index, int length) => Location.Create(Tree, new TextSpan(Start + index, length));

    public override string ToString() => $"{Type}.{Name}";

    static IEnumerable<TypeDeclarationSyntax> TypesIn(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>();

    static IEnumerable<ShippedMember> Of(TypeDeclarationSyntax type, MemberDeclarationSyntax member) =>
        NamesOf(member).Select(name => new ShippedMember(NameOf(type), name, member.ToString(), member.SyntaxTree, member.SpanStart));

    static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.Text],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        _ => [],
    };

    static string NameOf(TypeDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf().Reverse().Select(node => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax outer => outer.Identifier.Text,
        _ => "",
    }).Where(name => name.Length > 0));

    static IEnumerable<SyntaxTree> SourcesOf(string assembly) =>
        Directory.EnumerateFiles(Path.Combine(Files.Root, "src", assembly), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Files.Root, file).Replace('\\', '/'))
            .Where(path => path.Split('/')[2] is not ("obj" or "bin"))
            .Select(path => CSharpSyntaxTree.ParseText(Files.ReadText(path), Language, path, Encoding.UTF8));
}
