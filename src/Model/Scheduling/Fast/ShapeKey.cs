using System.Runtime.CompilerServices;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>
/// All that filters with kept verdicts look at in a request. Ids of device requests are left out: they are labels, and mean something only
/// where candidates name groups after them.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="parts">The parts that count; requests that differ in others only have the same key.</param>
/// <param name="filters">The filters that look, one bit each.</param>
/// <param name="question">Where candidates differ in more than their root, what was asked; else null.</param>
/// <param name="groupOwners">Which PCI request each group of a candidate is for.</param>
internal readonly struct ShapeKey(
    RequestSpec request, RequestParts parts, ulong filters, CandidateShape? question, int[] groupOwners) : IEquatable<ShapeKey>
{
    private readonly CandidateShape? _question = question;
    private readonly int[] _groupOwners = groupOwners;
    private readonly ulong _filters = filters;
    private readonly Flavor? _flavor = parts.HasFlag(RequestParts.Flavor) ? request.Flavor : null;
    private readonly Image? _image = parts.HasFlag(RequestParts.Image) ? request.Image : null;
    private readonly string? _zone = parts.HasFlag(RequestParts.Zone) ? request.AvailabilityZone : null;
    private readonly IReadOnlyList<PciRequest> _devices = parts.HasFlag(RequestParts.Devices) ? request.PciRequests : [];
    private readonly InstanceNumaTopology? _cells = parts.HasFlag(RequestParts.Cells) ? request.NumaTopology : null;

    /// <summary>Every part counts.</summary>
    public const RequestParts AllParts =
        RequestParts.Flavor | RequestParts.Image | RequestParts.Zone | RequestParts.Devices | RequestParts.Cells;

    /// <summary>Flavors and images count as the same only if they are the same object, which is quick to see.</summary>
    public bool Equals(ShapeKey other) => _filters == other._filters && ReferenceEquals(_question, other._question)
        && _groupOwners.AsSpan().SequenceEqual(other._groupOwners) && ReferenceEquals(_flavor, other._flavor) && ReferenceEquals(_image, other._image)
        && _zone == other._zone && AreAlike(_devices, other._devices) && Equals(_cells, other._cells);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ShapeKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked((RuntimeHelpers.GetHashCode(_flavor) * 31) + RuntimeHelpers.GetHashCode(_image) + (int)_filters);

    private static bool AreAlike(IReadOnlyList<PciRequest> left, IReadOnlyList<PciRequest> right)
    {
        bool areAlike = left.Count == right.Count;
        for (int index = 0; areAlike && index < left.Count; index++)
        {
            PciRequest a = left[index];
            PciRequest b = right[index];
            areAlike = ReferenceEquals(a, b)
                || (a.Count == b.Count && a.NumaPolicy == b.NumaPolicy && a.AliasName == b.AliasName && a.RequesterId == b.RequesterId
                    && AreAlike(a.Spec, b.Spec));
        }

        return areAlike;
    }

    private static bool AreAlike(
        IReadOnlyList<IReadOnlyDictionary<string, string?>> left, IReadOnlyList<IReadOnlyDictionary<string, string?>> right)
    {
        bool areAlike = ReferenceEquals(left, right) || left.Count == right.Count;
        for (int index = 0; areAlike && !ReferenceEquals(left, right) && index < left.Count; index++)
        {
            areAlike = ReferenceEquals(left[index], right[index]) || AreEqual(left[index], right[index]);
        }

        return areAlike;
    }

    private static bool AreEqual(IReadOnlyDictionary<string, string?> left, IReadOnlyDictionary<string, string?> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
