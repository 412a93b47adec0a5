using System.Collections.Frozen;

namespace Model.Compute;

/// <summary>CPU architecture names as Nova and libvirt spell them (<c>nova/virt/arch.py</c>, <c>nova/objects/fields.py</c>).</summary>
public static class Architectures
{
    /// <summary>64-bit x86.</summary>
    public const string X86 = "x86_64";

    /// <summary>32-bit x86.</summary>
    public const string X86Legacy = "i686";

    /// <summary>64-bit Arm.</summary>
    public const string Arm = "aarch64";

    private static readonly FrozenSet<string> Known = new[]
    {
        "aarch64", "alpha", "armv6", "armv7b", "armv7l", "cris", "i686", "ia64", "lm32", "m68k", "microblaze", "microblazeel", "mips",
        "mips64", "mips64el", "mipsel", "openrisc", "parisc", "parisc64", "ppc", "ppc64", "ppc64le", "ppcemb", "ppcle", "s390", "s390x",
        "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "x86_64", "xtensa", "xtensaeb",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads a name in any letter case, with the aliases that Nova accepts (<c>i386</c>…, <c>amd64</c>).</summary>
    /// <returns>False when Nova knows no such architecture.</returns>
    public static bool TryCanonicalize(string name, out string canonical)
    {
        string lower = name.ToLowerInvariant();
        canonical = lower switch
        {
            "i386" or "i486" or "i586" or "x86_32" or "x86_32p" => X86Legacy,
            "amd64" => X86,
            _ => lower,
        };
        return Known.Contains(canonical);
    }

    /// <summary>Whether a canonical name means an x86 guest, 32 or 64 bits wide.</summary>
    public static bool IsX86(string canonical) => canonical is X86 or X86Legacy;
}
