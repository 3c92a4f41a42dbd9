using System.Text.Json;
using DrFunctions.Sbom;

// sbom PACKAGE DEPS [MSTAT RSP]: writes PACKAGE.cdx.json beside the folder PACKAGE. With MSTAT and RSP, which the native compiler writes,
// the package is one executable; without them it is a folder of assemblies.
if (args.Length is not (2 or 4))
{
    await Console.Error.WriteLineAsync("Usage: sbom PACKAGE DEPS [MSTAT RSP]. PACKAGE is the published folder, DEPS its DrFunctions.deps.json.");
    return 2;
}

try
{
    var package = Path.TrimEndingDirectorySeparator(Path.GetFullPath(args[0]));
    var libraries = Library.In(await File.ReadAllTextAsync(args[1]));
    var linked = args.Length == 4
        ? Linked.Native(package, await File.ReadAllBytesAsync(args[2]), await File.ReadAllLinesAsync(args[3]))
        : Linked.Folder(package);
    var bill = BillOfMaterials.Of(libraries, linked);
    await File.WriteAllTextAsync($"{package}.cdx.json", $"{bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true })}\n");
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException
    or BadImageFormatException)
{
    await Console.Error.WriteLineAsync($"No bill of materials is written: {e.Message}");
    return 1;
}
