using System.Globalization;
using Model.Compute;
using Model.Python;

namespace Model.Numa;

/// <summary>
/// What a flavor and an image together say about a guest's vCPUs. Each rule stands alone, since the query to Placement and
/// the guest's definition need some of them too (<c>nova/virt/hardware.py</c>, get_*_constraint).
/// </summary>
public static class CpuConstraints
{
    /// <summary>The CPU policy; the flavor's wins, and an image must not pin what the flavor does not.</summary>
    /// <exception cref="NovaException"><c>InvalidCPUAllocationPolicy</c> or <c>ImageCPUPinningForbidden</c>.</exception>
    public static CpuAllocationPolicy? Policy(Flavor flavor, NumaImageProperties image)
    {
        string? text = flavor.ExtraSpec("hw:cpu_policy");
        if (string.IsNullOrEmpty(text))
        {
            return image.CpuPolicy;
        }

        if (!CpuAllocationPolicies.TryParse(text, out CpuAllocationPolicy policy))
        {
            throw new NovaException(
                "InvalidCPUAllocationPolicy",
                $"CPU policy requested from 'flavor extra specs' is invalid, given: '{text}', available: mixed, dedicated, shared");
        }

        bool imagePinsMore = policy switch
        {
            CpuAllocationPolicy.Mixed => image.CpuPolicy is CpuAllocationPolicy.Dedicated,
            CpuAllocationPolicy.Shared => image.CpuPolicy is CpuAllocationPolicy.Dedicated or CpuAllocationPolicy.Mixed,
            _ => false,
        };
        return !imagePinsMore ? policy : throw new NovaException(
            "ImageCPUPinningForbidden", "image property 'hw_cpu_policy' asks for more pinning than the flavor's CPU policy allows");
    }

    /// <summary>
    /// The thread policy as text: null when nobody says, empty when the flavor's extra spec is empty (Nova carries that along
    /// and fails on it later). A flavor's <c>prefer</c> wins over any image; another flavor policy must equal the image's.
    /// </summary>
    /// <exception cref="NovaException"><c>InvalidCPUThreadAllocationPolicy</c> or <c>ImageCPUThreadPolicyForbidden</c>.</exception>
    public static string? ThreadPolicy(Flavor flavor, NumaImageProperties image)
    {
        string? text = flavor.ExtraSpec("hw:cpu_thread_policy");
        string? imagePolicy = image.CpuThreadPolicy?.ToName();
        if (!string.IsNullOrEmpty(text) && !CpuThreadPolicies.TryParse(text, out _))
        {
            throw new NovaException(
                "InvalidCPUThreadAllocationPolicy",
                $"CPU thread policy requested from 'flavor extra specs' is invalid, given: '{text}', available: prefer, isolate, require");
        }

        if (text is null or "prefer")
        {
            return text ?? imagePolicy;
        }

        return imagePolicy is null || imagePolicy == text ? text : throw new NovaException(
            "ImageCPUThreadPolicyForbidden", "image property 'hw_cpu_thread_policy' differs from the flavor's CPU thread policy");
    }

    /// <summary>The vCPUs of <c>hw:cpu_dedicated_mask</c>, or null when it is not set or empty.</summary>
    /// <exception cref="NovaException"><c>InvalidMixedInstanceDedicatedMask</c>, or <c>Invalid</c> for text that is no CPU set.</exception>
    public static CpuSet? DedicatedCpus(Flavor flavor)
    {
        string? mask = flavor.ExtraSpec("hw:cpu_dedicated_mask");
        if (string.IsNullOrEmpty(mask))
        {
            return null;
        }

        CpuSet all = CpuSet.Range(0, flavor.Vcpus);
        CpuSet dedicated = ParseMask(mask, flavor.Vcpus);
        if (dedicated.IsEmpty || all.IsSubsetOf(dedicated))
        {
            throw new NovaException(
                "InvalidMixedInstanceDedicatedMask",
                "a mixed instance needs at least one pinned and one unpinned vCPU; see 'hw:cpu_dedicated_mask'");
        }

        return dedicated.IsSubsetOf(all) ? dedicated : throw new NovaException(
            "InvalidMixedInstanceDedicatedMask", "'hw:cpu_dedicated_mask' names vCPUs that the flavor does not have");
    }

    /// <summary>The realtime vCPUs, or null when <c>hw:cpu_realtime</c> is off. The image's mask wins over the flavor's.</summary>
    /// <exception cref="NovaException">
    /// <c>RealtimeMaskNotFoundOrInvalid</c>, <c>InvalidEmulatorThreadsPolicy</c>, or <c>Invalid</c> for text that is no CPU set.
    /// </exception>
    public static CpuSet? RealtimeCpus(Flavor flavor, NumaImageProperties image)
    {
        if (!PythonText.IsTrue(flavor.ExtraSpec("hw:cpu_realtime")))
        {
            return null;
        }

        string? mask = string.IsNullOrEmpty(image.RealtimeMask) ? flavor.ExtraSpec("hw:cpu_realtime_mask") : image.RealtimeMask;
        CpuSet all = CpuSet.Range(0, flavor.Vcpus);
        CpuSet realtime = string.IsNullOrEmpty(mask) ? all : ParseMask(mask, flavor.Vcpus);
        if (realtime.IsEmpty || (EmulatorThreads(flavor) is null && realtime == all))
        {
            throw new NovaException(
                "RealtimeMaskNotFoundOrInvalid", "realtime CPUs need a vCPU that is not realtime, or emulator threads elsewhere");
        }

        return realtime.IsSubsetOf(all) ? realtime : throw new NovaException(
            "RealtimeMaskNotFoundOrInvalid", "the realtime mask names vCPUs that the flavor does not have");
    }

    /// <summary>The policy of <c>hw:emulator_threads_policy</c>, or null when it is not set or empty.</summary>
    /// <exception cref="NovaException"><c>InvalidEmulatorThreadsPolicy</c>.</exception>
    public static EmulatorThreadsPolicy? EmulatorThreads(Flavor flavor)
    {
        string? text = flavor.ExtraSpec("hw:emulator_threads_policy");
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return EmulatorThreadsPolicies.TryParse(text, out EmulatorThreadsPolicy policy) ? policy : throw new NovaException(
            "InvalidEmulatorThreadsPolicy",
            $"CPU emulator threads option requested is invalid, given: '{text}', available: share, isolate");
    }

    /// <summary>Amounts of <c>resources:VCPU</c> and <c>resources:PCPU</c>, numbered groups included; what is no number counts as 0.</summary>
    /// <remarks>Nova looks at the beginning of the key only, so <c>resources:PCPU_ANYTHING</c> counts as PCPU.</remarks>
    internal static (long Vcpus, long Pcpus) ExplicitResources(Flavor flavor)
    {
        long vcpus = 0;
        long pcpus = 0;
        foreach (KeyValuePair<string, string> spec in flavor.ExtraSpecs)
        {
            ReadOnlySpan<char> name = AfterGroup(spec.Key, "resources");
            if (name.StartsWith("VCPU") && PythonNumber.TryParseInteger(spec.Value, out long amount))
            {
                vcpus += amount;
            }
            else if (name.StartsWith("PCPU") && PythonNumber.TryParseInteger(spec.Value, out amount))
            {
                pcpus += amount;
            }
        }

        return (vcpus, pcpus);
    }

    /// <summary>The wish for hyper-threading: the first such trait of the flavor, else the image's; null when there is none.</summary>
    internal static string? HyperthreadingTrait(Flavor flavor, NumaImageProperties image)
    {
        foreach (KeyValuePair<string, string> spec in flavor.ExtraSpecs)
        {
            if (AfterGroup(spec.Key, "trait").StartsWith("HW_CPU_HYPERTHREADING"))
            {
                return spec.Value;
            }
        }

        return image.RequiresHyperthreading ? "required" : null;
    }

    /// <summary>What follows <c>prefix:</c> or <c>prefixN:</c> with N a number without leading zero; empty when the key is another.</summary>
    private static ReadOnlySpan<char> AfterGroup(string key, string prefix)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return [];
        }

        ReadOnlySpan<char> rest = key.AsSpan(prefix.Length);
        int digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
        {
            digits++;
        }

        return digits < rest.Length && rest[digits] == ':' && (digits == 0 || rest[0] != '0') ? rest[(digits + 1)..] : [];
    }

    /// <summary>A mask that begins with a caret is taken out of all vCPUs.</summary>
    private static CpuSet ParseMask(string mask, int vcpus) => CpuSpec.Parse(mask.AsSpan().Trim().StartsWith("^")
        ? string.Create(CultureInfo.InvariantCulture, $"0-{vcpus - 1},{mask}")
        : mask);
}
