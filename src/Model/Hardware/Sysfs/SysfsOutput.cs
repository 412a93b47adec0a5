using System.Globalization;
using System.Text;

namespace Model.Hardware.Sysfs;

/// <summary>Writes files the way the kernel spells them.</summary>
internal sealed class SysfsOutput(IFileTreeWriter writer)
{
    public void Directory(string path) => writer.AddDirectory(path);

    public void Text(string path, string text) => writer.AddFile(path, Encoding.UTF8.GetBytes(text + "\n"));

    public void Number(string path, long value) => Text(path, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A hexadecimal number with 0x and a fixed number of digits.</summary>
    public void Hex(string path, int value, int digits) =>
        Text(path, "0x" + value.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    public void Bytes(string path, byte[] content) => writer.AddFile(path, content);

    /// <summary>A link, given the target's path from the root; it is written relative to the link's folder, as in sysfs.</summary>
    public void Link(string path, string target)
    {
        string[] from = path.Split('/')[..^1];
        string[] to = target.Split('/');
        int common = 0;
        while (common < from.Length && common < to.Length - 1 && from[common] == to[common])
        {
            common++;
        }

        IEnumerable<string> up = Enumerable.Repeat("..", from.Length - common);
        writer.AddLink(path, string.Join('/', up.Concat(to[common..])));
    }

    /// <summary>A CPU set in both spellings.</summary>
    public void CpuSet(string maskPath, string listPath, IReadOnlyCollection<int> set, int highest)
    {
        Text(maskPath, CpuSets.ToMask(set, highest));
        Text(listPath, CpuSets.ToList(set));
    }
}
