using System.Numerics;
using Model.Compute;
using Model.Python;

namespace Model.Pci;

/// <summary>Turns what a flavor and an image say into PCI requests (<c>nova/pci/request.py</c>, <c>nova/virt/hardware.py</c>).</summary>
public static class PciRequestFactory
{
    /// <summary>The extra spec with the wanted aliases, <c>NAME:COUNT[,NAME:COUNT…]</c>.</summary>
    public const string AliasExtraSpec = "pci_passthrough:alias";

    private const string PolicyExtraSpec = "hw:pci_numa_affinity_policy";
    private const string PolicyImageProperty = "hw_pci_numa_affinity_policy";

    /// <summary>The NUMA affinity of the guest's PCI devices from flavor and image; null when neither says anything.</summary>
    /// <exception cref="NovaException">
    /// <c>ValueError</c>: a property of the image has an unknown value. <c>ImagePCINUMAPolicyForbidden</c>: flavor and image differ.
    /// <c>InvalidPCINUMAAffinity</c>: the flavor's value is unknown.
    /// </exception>
    public static PciNumaPolicy? AffinityPolicy(Flavor flavor, Image? image, PciRules? rules = null)
    {
        if (!(rules ?? PciRules.Default).InstanceNumaPolicy)
        {
            return null;
        }

        string? ofImage = image is null ? null : ImageProperties.Of(image).Text(PolicyImageProperty);
        string? ofFlavor = flavor.ExtraSpec(PolicyExtraSpec);
        if (string.IsNullOrEmpty(ofFlavor))
        {
            return PciNumaPolicies.TryParse(ofImage, out PciNumaPolicy policy) ? policy : null;
        }

        if (ofImage is not null && ofImage != ofFlavor)
        {
            throw new NovaException(
                "ImagePCINUMAPolicyForbidden",
                $"the image property {PolicyImageProperty} may not differ from the flavor's value {ofFlavor}");
        }

        return PciNumaPolicies.TryParse(ofFlavor, out PciNumaPolicy wanted)
            ? wanted
            : throw new NovaException("InvalidPCINUMAAffinity", $"Invalid PCI NUMA affinity configured: {ofFlavor}");
    }

    /// <summary>The requests of a new guest, with the affinity that its flavor and image ask for.</summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="image">The image.</param>
    /// <param name="aliases">The aliases of the service that asks.</param>
    /// <param name="nameRequest">
    /// Gives the id of the n-th request (from 0); ids must be unique in the cloud and none may start with another.
    /// </param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    /// <exception cref="NovaException">As for the two methods that this one combines.</exception>
    public static IReadOnlyList<PciRequest> FromFlavor(
        Flavor flavor, Image image, PciAliasTable aliases, Func<int, string> nameRequest, PciRules? rules = null) =>
        FromFlavor(flavor, AffinityPolicy(flavor, image, rules), aliases, nameRequest);

    /// <summary>
    /// The requests of a flavor. Moves call this without a policy, so that only the alias's counts
    /// (<c>nova/compute/resource_tracker.py</c>, _move_claim).
    /// </summary>
    /// <param name="flavor">The flavor.</param>
    /// <param name="affinityPolicy">The guest's policy, which goes before the aliases'; null for none.</param>
    /// <param name="aliases">The aliases of the service that asks.</param>
    /// <param name="nameRequest">Gives the id of the n-th request (from 0).</param>
    /// <exception cref="NovaException">
    /// <c>PciRequestAliasNotDefined</c>, or <c>ValueError</c> for bad syntax, as Nova crashes on it.
    /// </exception>
    public static IReadOnlyList<PciRequest> FromFlavor(
        Flavor flavor, PciNumaPolicy? affinityPolicy, PciAliasTable aliases, Func<int, string> nameRequest)
    {
        if (flavor.ExtraSpec(AliasExtraSpec) is not { } wanted)
        {
            return [];
        }

        List<PciRequest> requests = [];
        foreach (string item in wanted.Split(','))
        {
            string[] parts = item.Split(':');
            if (parts.Length != 2)
            {
                throw new NovaException("ValueError", $"'{item}' is not of the form NAME:COUNT");
            }

            string name = PythonText.Strip(parts[0]).ToString();
            if (!aliases.TryGet(name, out PciAlias alias))
            {
                throw new NovaException("PciRequestAliasNotDefined", $"PCI alias {name} is not defined");
            }

            if (!PythonText.TryInteger(parts[1], out BigInteger count))
            {
                throw new NovaException("ValueError", $"'{parts[1]}' is not a whole number");
            }

            requests.Add(new PciRequest
            {
                RequestId = nameRequest(requests.Count),
                Count = (int)BigInteger.Clamp(count, int.MinValue, int.MaxValue),
                Spec = alias.Specs,
                NumaPolicy = affinityPolicy ?? alias.NumaPolicy,
                AliasName = name,
            });
        }

        return requests;
    }
}
