using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts of the cell that a move names, where a move between cells is allowed (Nova: <c>weights/cross_cell.py</c>).</summary>
public sealed class CrossCellWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "CrossCellWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "cross_cell_move_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.CrossCellMoveWeightMultiplier;

    /// <inheritdoc/>
    public bool IsNeutral(RequestSpec request) => request.Destination is not { Cell: not null, AllowCrossCellMove: true };

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        if (request.Destination is not { Cell: { } cell, AllowCrossCellMove: true })
        {
            return 0;
        }

        return host.Cell == cell ? 1 : -1;
    }
}
