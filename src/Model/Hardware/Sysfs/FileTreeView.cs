using System.Globalization;
using System.Text;

namespace Model.Hardware.Sysfs;

/// <summary>
/// Reads a tree as a kernel would show it: follows links (never out of the tree, never for ever) and reads numbers, masks
/// and words with errors that name the file.
/// </summary>
internal sealed class FileTreeView(IFileTree tree, string root)
{
    private const int MaxLinks = 40; // the kernel's own limit
    private readonly Dictionary<string, string?> _folders = new(StringComparer.Ordinal);

    public string Name => tree.Name;

    /// <summary>The path with all links followed, or null when it leads nowhere.</summary>
    public string? Resolve(string path)
    {
        // Most files lie in a folder that was resolved before.
        int slash = path.LastIndexOf('/');
        string folder = slash < 0 ? "" : path[..slash];
        if (!_folders.TryGetValue(folder, out string? real))
        {
            real = Walk(folder);
            _folders[folder] = real;
        }

        if (real is null)
        {
            return null;
        }

        string name = path[(slash + 1)..];
        string whole = real.Length == 0 ? name : real + "/" + name;
        return tree.KindOf(Full(whole)) switch
        {
            FileNodeKind.Missing => null,
            FileNodeKind.Link => Walk(whole),
            _ => whole,
        };
    }

    private string? Walk(string path)
    {
        List<string> done = [.. root.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        int floor = done.Count;
        Stack<string> ahead = new(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        int links = 0;
        while (ahead.TryPop(out string? part))
        {
            if (part == ".")
            {
                continue;
            }

            if (part == "..")
            {
                if (done.Count > floor)
                {
                    done.RemoveAt(done.Count - 1);
                }

                continue;
            }

            done.Add(part);
            string here = string.Join('/', done);
            FileNodeKind kind = tree.KindOf(here);
            if (kind == FileNodeKind.Missing || (kind == FileNodeKind.File && ahead.Count > 0))
            {
                return null;
            }

            if (kind != FileNodeKind.Link)
            {
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new HardwareException($"{Name}: {path} goes round in a circle of symbolic links");
            }

            string target = tree.ReadLink(here);
            done.RemoveAt(done.Count - 1);
            if (target.StartsWith('/'))
            {
                done.RemoveRange(floor, done.Count - floor);
            }

            foreach (string next in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                ahead.Push(next);
            }
        }

        string all = string.Join('/', done);
        return root.Length == 0 ? all : all.Length > root.Length ? all[(root.Length + 1)..] : "";
    }

    public bool IsDirectory(string path) => Resolve(path) is string real && tree.KindOf(Full(real)) == FileNodeKind.Directory;

    public IReadOnlyList<string> List(string path) => Resolve(path) is string real ? tree.List(Full(real)) : [];

    /// <summary>The target of a link as written, or null when the path is no link. The directory part must have no links.</summary>
    public string? LinkTarget(string path) => tree.KindOf(Full(path)) == FileNodeKind.Link ? tree.ReadLink(Full(path)) : null;

    public byte[]? Bytes(string path) =>
        Resolve(path) is string real && tree.KindOf(Full(real)) == FileNodeKind.File ? tree.Read(Full(real)) : null;

    /// <summary>A file's bytes, or null also where reading it is refused (on a live machine some files are for root only).</summary>
    public byte[]? OptionalBytes(string path)
    {
        try
        {
            return Bytes(path);
        }
        catch (HardwareException)
        {
            return null;
        }
    }

    /// <summary>The text of a file without surrounding white space; null when it is missing or empty.</summary>
    public string? Text(string path)
    {
        byte[]? bytes = Bytes(path);

        // tar takes a file of sysfs for a whole page and fills it up with zeros.
        string? text = bytes is null ? null : Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A decimal number; null when the file is missing or empty.</summary>
    public long? Number(string path)
    {
        string? text = Text(path);
        return text is null ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value
            : throw Bad(path, text, "a decimal number");
    }

    /// <summary>A hexadecimal number with or without 0x, at most <paramref name="max"/>; null when the file is missing or empty.</summary>
    public int? Hex(string path, int max)
    {
        string? text = Text(path);
        if (text is null)
        {
            return null;
        }

        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        bool good = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value);
        return good && value >= 0 && value <= max ? value : throw Bad(path, text, $"a hexadecimal number of at most {max:x}");
    }

    /// <summary>A CPU set from a mask file or, when that is missing, from a list file; null when both are.</summary>
    public SortedSet<int>? CpuSet(string maskPath, string listPath)
    {
        if (Text(maskPath) is string mask)
        {
            return CpuSets.TryParseMask(mask, out SortedSet<int> set)
                ? set
                : throw Bad(maskPath, mask, "a hexadecimal CPU mask such as 00000000,000000ff");
        }

        if (Text(listPath) is string list)
        {
            return CpuSets.TryParseList(list, out SortedSet<int> set) ? set : throw Bad(listPath, list, "a CPU list such as 0-3,8");
        }

        return null;
    }

    public HardwareException Bad(string path, string found, string expected) =>
        new($"{Name}: {path} holds '{Shorten(found)}'; expected {expected}");

    private string Full(string path) => root.Length == 0 ? path : path.Length == 0 ? root : root + "/" + path;

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
