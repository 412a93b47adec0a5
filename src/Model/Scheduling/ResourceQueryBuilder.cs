using Model.Compute;
using Model.Configuration;
using Model.Numa;
using Model.Pci;
using Model.Placement.Pci;

namespace Model.Scheduling;

/// <summary>Turns a request into the query to Placement (<c>nova/scheduler/utils.py</c>, resources_from_request_spec).</summary>
public static class ResourceQueryBuilder
{
    private const string Required = "required";

    /// <summary>The whole query of a request. A named host or node is looked up and written back into the destination.</summary>
    /// <param name="request">The request, after the pre-filters.</param>
    /// <param name="options">[scheduler]max_placement_results.</param>
    /// <param name="nodes">Where named hosts and nodes are looked up.</param>
    /// <param name="translatesPinning">Whether dedicated CPUs become PCPU; false for the second, fallback query.</param>
    /// <exception cref="NovaException">
    /// <c>NoValidHost</c>: the named host or node does not exist. Otherwise as for <see cref="FromRequest"/>.
    /// </exception>
    public static ResourceQuery Build(RequestSpec request, NovaOptions options, IComputeNodeDirectory nodes, bool translatesPinning)
    {
        ResourceQuery query = FromRequest(request, options, translatesPinning, out int suffixedGroupsOfFlavor);
        if (request.Destination is { } destination)
        {
            if (destination.Aggregates is { Count: > 0 } aggregates)
            {
                query.Group(null).Aggregates = aggregates;
            }

            if (destination.ForbiddenAggregates is { Count: > 0 } forbidden)
            {
                query.Group(null).ForbiddenAggregates.UnionWith(forbidden);
            }
        }

        BindToTarget(query, request, nodes);
        if (request.Hints.ContainsKey("group") || request.Hints.ContainsKey("same_host") || request.Hints.ContainsKey("different_host"))
        {
            query.Limit = null;
        }

        // Placement refuses several suffixed groups without a policy; Nova helps out only if the flavor did not make them.
        if (query.SuffixedGroupCount >= 2 && query.GroupPolicy is null && suffixedGroupsOfFlavor <= 1)
        {
            query.GroupPolicy = "none";
        }

        return query;
    }

    /// <summary>The resources and traits that flavor, image, ports and devices ask for, without target and aggregates.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">[scheduler]max_placement_results.</param>
    /// <param name="translatesPinning">Whether dedicated CPUs become PCPU.</param>
    /// <param name="suffixedGroupsOfFlavor">How many suffixed groups the flavor itself asked for.</param>
    /// <exception cref="NovaException">A value, or a combination of flavor and image, that Nova refuses.</exception>
    public static ResourceQuery FromRequest(
        RequestSpec request, NovaOptions options, bool translatesPinning, out int suffixedGroupsOfFlavor)
    {
        ResourceQuery query = new()
        {
            Limit = options.Scheduler.MaxPlacementResults,
            RootRequired = request.RootRequired,
            RootForbidden = request.RootForbidden,
            SameSubtree = request.SameSubtree,
        };
        AddExtraSpecs(query, request.Flavor);
        suffixedGroupsOfFlavor = query.SuffixedGroupCount;
        foreach (string trait in request.ImageProperties.RequiredTraits)
        {
            query.AddTrait(trait, Required);
        }

        if (translatesPinning)
        {
            AddPinning(query, request.Flavor, request.ImageProperties.Numa);
        }

        foreach (RequestedGroup group in request.RequestedResources ?? [])
        {
            query.Add(group);
        }

        AddFlavorAmounts(query, request);
        AddTranslations(query, request);
        query.StripZeros();
        return query;
    }

    /// <summary>
    /// Adds a group for every device of every alias request, where Placement knows devices
    /// (Nova: <c>generate_request_groups_from_pci_requests</c>). Groups are called <c>REQUEST_ID-N</c>.
    /// </summary>
    /// <exception cref="NovaException"><c>ValueError</c>: a request with several alternatives, or none.</exception>
    public static void AddPciGroups(RequestSpec request)
    {
        List<RequestedGroup> groups = request.RequestedResources
            ?? throw new NovaException("AttributeError", "the request has no list of groups");
        groups.AddRange(PciRequestGroup.Of(request.PciRequests).Select(device => new RequestedGroup
        {
            RequesterId = device.RequesterId,
            Resources = new SortedDictionary<string, long>(StringComparer.Ordinal) { [device.ResourceClass] = 1 },
            RequiredTraits = new SortedSet<string>(device.RequiredTraits, StringComparer.Ordinal),
        }));
    }

    /// <summary><c>resources[SUFFIX]:CLASS</c>, <c>trait[SUFFIX]:NAME</c> and <c>group_policy</c>.</summary>
    private static void AddExtraSpecs(ResourceQuery query, Flavor flavor)
    {
        foreach (KeyValuePair<string, string> spec in flavor.ExtraSpecs)
        {
            if (spec.Key == "group_policy")
            {
                query.GroupPolicy = spec.Value is "none" or "isolate" ? spec.Value : query.GroupPolicy;
            }
            else if (TrySplit(spec.Key, "resources", out string? suffix, out string name))
            {
                query.SetResource(name, spec.Value, suffix);
            }
            else if (TrySplit(spec.Key, "trait", out suffix, out name))
            {
                query.AddTrait(name, spec.Value, suffix);
            }
        }
    }

    /// <summary>Splits <c>PREFIX[SUFFIX]:NAME</c>; a suffix is 1 to 64 letters, digits, underscores or hyphens.</summary>
    private static bool TrySplit(string key, string prefix, out string? suffix, out string name)
    {
        const int suffixMax = 64;
        suffix = null;
        name = "";
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> between = key.AsSpan(prefix.Length, Math.Max(0, colon - prefix.Length));
        foreach (char letter in between)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))
            {
                return false;
            }
        }

        suffix = between.IsEmpty ? null : between.ToString();
        name = key[(colon + 1)..];
        return between.Length <= suffixMax;
    }

    private static void AddPinning(ResourceQuery query, Flavor flavor, NumaImageProperties image)
    {
        CpuAllocationPolicy? policy = CpuConstraints.Policy(flavor, image);
        string? threadPolicy = CpuConstraints.ThreadPolicy(flavor, image);
        EmulatorThreadsPolicy? emulatorThreads = CpuConstraints.EmulatorThreads(flavor);
        long? dedicated = null;
        if (policy is CpuAllocationPolicy.Dedicated)
        {
            query.IsPinned = true;
            dedicated = flavor.Vcpus;
        }
        else if (policy is CpuAllocationPolicy.Mixed)
        {
            int? byMask = CpuConstraints.DedicatedCpus(flavor)?.Count;
            int? realtime = CpuConstraints.RealtimeCpus(flavor, image)?.Count;
            dedicated = byMask ?? realtime ?? 0;
            query.SetResource("VCPU", flavor.Vcpus - dedicated.Value);
        }

        if (dedicated is { } count)
        {
            query.SetResource("PCPU", emulatorThreads is EmulatorThreadsPolicy.Isolate ? count + 1 : count);
        }

        if (threadPolicy is "isolate" or "require")
        {
            query.AddTrait("HW_CPU_HYPERTHREADING", threadPolicy == "require" ? Required : "forbidden");
        }
    }

    /// <summary>The flavor's own sizes, each unless some group mentions its class.</summary>
    private static void AddFlavorAmounts(ResourceQuery query, RequestSpec request)
    {
        const int mibPerGib = 1024;
        Flavor flavor = request.Flavor;
        bool addsVcpus = !query.Mentions("VCPU") && !query.Mentions("PCPU");
        bool addsMemory = !query.Mentions("MEMORY_MB");
        bool addsDisk = !query.Mentions("DISK_GB");
        if (addsVcpus)
        {
            query.SetResource("VCPU", flavor.Vcpus);
        }

        if (addsMemory)
        {
            query.SetResource("MEMORY_MB", flavor.MemoryMb);
        }

        long swapGb = ((long)flavor.SwapMb + mibPerGib - 1) / mibPerGib;
        long disk = flavor.EphemeralGb + swapGb + (request.IsBootFromVolume ? 0 : flavor.RootGb);
        if (addsDisk && disk != 0)
        {
            query.SetResource("DISK_GB", disk);
        }
    }

    private static void AddTranslations(ResourceQuery query, RequestSpec request)
    {
        Flavor flavor = request.Flavor;
        ImageProperties image = request.ImageProperties;
        if (GuestConstraints.MemoryEncryption(flavor, image) is { } encryption)
        {
            query.SetResource("MEM_ENCRYPTION_CONTEXT", 1);
            query.AddTrait(encryption == "amd-sev-es" ? "HW_CPU_X86_AMD_SEV_ES" : "HW_CPU_X86_AMD_SEV", Required);
        }

        IReadOnlyList<string> labels = GuestConstraints.PersistentMemory(flavor);
        foreach (IGrouping<string, string> label in labels.GroupBy(
            label => PciPlacementNames.ResourceClass("PMEM_NAMESPACE_" + label, null, null), StringComparer.Ordinal))
        {
            query.SetResource(label.Key, label.Count());
        }

        if (GuestConstraints.Tpm(flavor, image) is { } tpm)
        {
            query.AddTrait(tpm.Model == "tpm-crb" ? "COMPUTE_SECURITY_TPM_CRB" : "COMPUTE_SECURITY_TPM_TIS", Required);
            query.AddTrait(tpm.Version == "2.0" ? "COMPUTE_SECURITY_TPM_2_0" : "COMPUTE_SECURITY_TPM_1_2", Required);
        }

        if (PciRequestFactory.AffinityPolicy(flavor, request.Image) is PciNumaPolicy.Socket)
        {
            query.AddTrait("COMPUTE_SOCKET_PCI_NUMA_AFFINITY", Required);
        }

        if (GuestConstraints.SecureBoot(flavor, image) == Required)
        {
            query.AddTrait("COMPUTE_SECURITY_UEFI_SECURE_BOOT", Required);
        }

        if (GuestConstraints.AddressBitsMode(flavor, image) is { } mode)
        {
            query.AddTrait(mode == "emulate" ? "COMPUTE_ADDRESS_SPACE_EMULATED" : "COMPUTE_ADDRESS_SPACE_PASSTHROUGH", Required);
        }

        if (GuestConstraints.StatelessFirmware(image))
        {
            query.AddTrait("COMPUTE_SECURITY_STATELESS_FIRMWARE", Required);
        }
    }

    private static void BindToTarget(ResourceQuery query, RequestSpec request, IComputeNodeDirectory nodes)
    {
        string? host = string.IsNullOrEmpty(request.Destination?.Host) ? First(request.ForceHosts) : request.Destination.Host;
        string? node = string.IsNullOrEmpty(request.Destination?.Node) ? First(request.ForceNodes) : request.Destination.Node;
        if (string.IsNullOrEmpty(host) && string.IsNullOrEmpty(node))
        {
            return;
        }

        IReadOnlyList<ComputeNodeName> found = nodes.Find(host, node, request.Destination?.Cell);
        switch (found.Count)
        {
            case 0:
                throw new NovaException(
                    "NoValidHost", $"No valid host was found. No such host - host: {host ?? "None"} node: {node ?? "None"} ");
            case 1:
                if (request.Destination is { } destination)
                {
                    destination.Host = found[0].Host;
                    destination.Node = found[0].Node;
                }

                query.Group(null).InTree = found[0].Uuid;
                break;
            default:
                // A query can name one tree only; all are asked for, lest the limit cut off the host.
                query.Limit = null;
                break;
        }
    }

    private static string? First(IReadOnlyList<string> names) => names.Count == 0 ? null : names[0];
}
