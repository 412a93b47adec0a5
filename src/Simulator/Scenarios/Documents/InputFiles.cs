using System.Security.Cryptography;
using System.Text;
using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>Reads the files a scenario is made of and remembers a digest of all their contents.</summary>
/// <remarks>Paths inside a file are relative to that file's folder. Not safe for use by several threads at once.</remarks>
public sealed class InputFiles(DiagnosticBag diagnostics)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<string, string?> texts = new(StringComparer.Ordinal);

    /// <summary>Digest of everything read or added so far, in lower-case hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>The path of a file that another file names.</summary>
    /// <param name="origin">Where the path was written.</param>
    /// <param name="path">The path as written.</param>
    public static string Resolve(SourcePosition origin, string path) =>
        Path.Combine(Path.GetDirectoryName(origin.File) ?? string.Empty, path);

    /// <summary>Adds a text that is no file, for example an override, to the digest.</summary>
    public void AddToDigest(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text.Length}:{text}"));

    /// <summary>Adds the contents of a file to the digest.</summary>
    public void AddToDigest(Stream stream)
    {
        byte[] buffer = new byte[1 << 16];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            hash.AppendData(buffer, 0, count);
        }
    }

    /// <summary>Gives the text of a file that need not exist.</summary>
    public void Provide(string path, string text)
    {
        AddToDigest(text);
        texts[Path.GetFullPath(path)] = text;
    }

    /// <summary>Reads a text file, once; a problem is reported and gives null.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">Who names it; problems are reported there, or at the file itself when nobody does.</param>
    public string? ReadText(string path, SourcePosition? origin = null)
    {
        SourcePosition position = origin ?? SourcePosition.WholeFile(path);
        string full = Path.GetFullPath(path);
        if (texts.TryGetValue(full, out string? known))
        {
            return known;
        }

        if (texts.Count >= InputLimits.FilesMax)
        {
            diagnostics.Error(ScenarioCodes.LimitExceeded, position, $"more than {InputLimits.FilesMax} files in one scenario");
            return null;
        }

        string? text = TryRead(path, position);
        texts.Add(full, text);
        return text;
    }

    /// <summary>Opens a file of any size; a problem is reported and gives null.</summary>
    public Stream? Open(string path, SourcePosition origin)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(ScenarioCodes.UnreadableFile, origin, Explain(path, problem), Neighbour(path, problem));
            return null;
        }
    }

    /// <summary>The file of a similar name in the same folder as one that is not there, or null.</summary>
    public static string? Neighbour(string path) => Directory.Exists(path) ? null : Neighbour(path, new FileNotFoundException());

    private static string? Neighbour(string path, Exception problem)
    {
        string folder = Path.GetDirectoryName(path) ?? string.Empty;
        string absolute = Path.GetFullPath(folder.Length == 0 ? "." : folder);
        if (problem is not FileNotFoundException || !Directory.Exists(absolute))
        {
            return null;
        }

        IEnumerable<string?> names = Directory.EnumerateFiles(absolute).Take(InputLimits.FilesMax).Select(Path.GetFileName);
        return NearestName.Find(Path.GetFileName(path), names.OfType<string>().Order(StringComparer.Ordinal)) is { } name
            ? Path.Combine(folder, name)
            : null;
    }

    private string? TryRead(string path, SourcePosition position)
    {
        using Stream? stream = Open(path, position);
        if (stream is null)
        {
            return null;
        }

        if (stream.CanSeek && stream.Length > InputLimits.FileBytesMax)
        {
            string message = $"'{path}' has {stream.Length} bytes; the limit for a text file is {InputLimits.FileBytesMax}";
            diagnostics.Error(ScenarioCodes.LimitExceeded, position, message);
            return null;
        }

        try
        {
            using MemoryStream content = new();
            stream.CopyTo(content);
            byte[] bytes = content.ToArray();
            hash.AppendData(bytes);
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException problem)
        {
            string message = $"'{path}' is not a UTF-8 text: byte {problem.Index} cannot be read";
            diagnostics.Error(ScenarioCodes.UnreadableFile, position, message);
        }
        catch (IOException problem)
        {
            diagnostics.Error(ScenarioCodes.UnreadableFile, position, Explain(path, problem));
        }

        return null;
    }

    private static string Explain(string path, Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"there is no file '{path}'",
        UnauthorizedAccessException when Directory.Exists(path) => $"'{path}' is a folder, not a file",
        UnauthorizedAccessException => $"'{path}' may not be read",
        _ => $"'{path}' cannot be read: {problem.Message}",
    };
}
