namespace Model.Scheduling.Fast;

/// <summary>What a table keeps for the kinds of guests asked for of late.</summary>
internal sealed class HostShapes(HostTable table)
{
    /// <summary>More kinds than this at a time are not kept.</summary>
    private const int ShapesMax = 64;

    private readonly Dictionary<ShapeKey, HostShape> _shapes = [];

    /// <summary>What is kept for a request's kind, be it nothing yet.</summary>
    public HostShape Find(RequestSpec request)
    {
        ShapeKey key = new(request);
        if (!_shapes.TryGetValue(key, out HostShape? shape))
        {
            if (_shapes.Count == ShapesMax)
            {
                _shapes.Clear();
            }

            IHostFilter[] filters = [.. table.Scheduler.Filters.Where(filter => filter.IsRepeatable && !filter.PassesAll(request))];
            shape = new HostShape(table, filters);
            _shapes.Add(key, shape);
        }

        return shape;
    }
}
