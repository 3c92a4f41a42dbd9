using YamlDotNet.RepresentationModel;

namespace DrFunctions.Tests.Templates;

/// <summary>A place in a template as it is written: nothing is resolved, and a short form reads as its text ("!Ref StateTable").</summary>
public sealed class TemplateNode
{
    readonly YamlNode node;
    readonly string path;

    TemplateNode(YamlNode node, string path) => (this.node, this.path) = (node, path);

    /// <summary>Reads a YAML file of the repository.</summary>
    /// <param name="path">Path from the root of the repository, such as <c>template.yaml</c>.</param>
    public static TemplateNode Load(string path)
    {
        using var text = File.OpenText(Path.Combine(RepositoryRoot(), path));
        var yaml = new YamlStream();
        yaml.Load(text);
        return new(yaml.Documents[0].RootNode, path);
    }

    /// <summary>The folder that holds DrFunctions.sln.</summary>
    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DrFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds DrFunctions.sln.");
    }

    public TemplateNode this[string key] =>
        Find(key) ?? throw new KeyNotFoundException($"{path} has no {key}; it has: {string.Join(", ", Keys)}.");

    /// <summary>The text of a scalar, with its tag, if it has one, before it.</summary>
    public string Text => node is YamlScalarNode scalar
        ? Tag.Length == 0 ? scalar.Value ?? "" : $"{Tag} {scalar.Value}"
        : throw new InvalidDataException($"{path} is not a plain value.");

    /// <summary>The items of a list, or of a function's arguments (<c>!If [a, b, c]</c>).</summary>
    public IEnumerable<TemplateNode> Items => node is YamlSequenceNode list
        ? list.Select((item, index) => new TemplateNode(item, $"{path}[{index}]"))
        : throw new InvalidDataException($"{path} is not a list.");

    public IEnumerable<string> Keys => node is YamlMappingNode map ? map.Children.Keys.Select(key => ((YamlScalarNode)key).Value!) : [];

    /// <summary>One value or several, as IAM and others allow both.</summary>
    public IEnumerable<string> Texts => node is YamlSequenceNode ? Items.Select(item => item.Text) : [Text];

    public string Tag => node.Tag.IsEmpty || node.Tag.Value is "!" ? "" : node.Tag.Value;

    public bool IsMap => node is YamlMappingNode;

    public TemplateNode? Find(string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value)
            ? new(value, $"{path}/{key}")
            : null;
}
