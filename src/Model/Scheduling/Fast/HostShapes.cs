using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>What a table keeps for the kinds of guests asked for of late.</summary>
internal sealed class HostShapes(HostTable table)
{
    /// <summary>Kinds are kept for so many hosts in all: a kind takes about 9 bytes a host.</summary>
    private const int HostsMax = 8_000_000;
    private const int ShapesMin = 64;
    private const int ShapesMax = 4096;

    private readonly Dictionary<ShapeKey, HostShape> _shapes = [];
    private readonly Dictionary<ShapeKey, HostVerdicts> _verdicts = [];
    private readonly int _shapesMax = Math.Clamp(HostsMax / Math.Max(1, table.Count), ShapesMin, ShapesMax);

    /// <summary>What is kept for a request's kind, be it nothing yet.</summary>
    /// <param name="request">The request.</param>
    /// <param name="question">Where candidates differ in more than their root, what was asked; else null.</param>
    /// <param name="groupOwners">Which PCI request each group is for.</param>
    public HostShape Find(RequestSpec request, CandidateShape? question, int[] groupOwners)
    {
        ShapeKey key = new(request, ShapeKey.AllParts, 0, question, groupOwners);
        if (!_shapes.TryGetValue(key, out HostShape? shape))
        {
            if (_shapes.Count == _shapesMax)
            {
                _shapes.Clear();
                _verdicts.Clear();
            }

            shape = new HostShape(table, VerdictsOf(request, question, groupOwners));
            _shapes.Add(key, shape);
        }

        return shape;
    }

    /// <summary>Kinds of guests that are alike to the filters share the verdicts.</summary>
    private HostVerdicts VerdictsOf(RequestSpec request, CandidateShape? question, int[] groupOwners)
    {
        List<IHostFilter> filters = [];
        RequestParts parts = RequestParts.None;
        ulong mask = 0;
        for (int index = 0; index < table.Scheduler.Filters.Count; index++)
        {
            IHostFilter filter = table.Scheduler.Filters[index];
            if (filter.Basis is { } basis && !filter.PassesAll(request))
            {
                filters.Add(filter);
                parts |= basis;
                mask |= 1UL << index;
            }
        }

        ShapeKey key = new(request, parts, mask, question, groupOwners);
        if (!_verdicts.TryGetValue(key, out HostVerdicts? verdicts))
        {
            verdicts = new HostVerdicts(table, [.. filters]);
            _verdicts.Add(key, verdicts);
        }

        return verdicts;
    }
}
