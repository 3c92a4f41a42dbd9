using System.Text;
using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>The template of a plan, to the byte: a byte order mark stays in the text.</summary>
sealed record TemplateFile(string Path, string Text)
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UsageException">There is no such file, or it cannot be a plan.</exception>
    public static TemplateFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(Directory.Exists(path) ? $"\"{path}\" is a folder; name one plan template in it."
                : $"There is no file \"{path}\"; name a plan template, such as examples/ec2-pilot-light/plan.template.json.");
        }

        if (new FileInfo(path).Length > LocatedJson.MaxBytes)
        {
            throw new UsageException($"{path}(1): {LocatedJson.TooLarge}");
        }

        try
        {
            return new TemplateFile(path, Strict.GetString(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{path}(1): the file is not UTF-8; save it as UTF-8.");
        }
    }
}
