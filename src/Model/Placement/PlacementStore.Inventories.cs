namespace Model.Placement;

/// <content>Inventories: one row per (provider, resource class).</content>
public sealed partial class PlacementStore
{
    private readonly Stack<int> _freeRows = new();
    private int[] _rowProvider = [];
    private int[] _rowClass = [];
    private int[] _rowTotal = [];
    private int[] _rowReserved = [];
    private int[] _rowMinUnit = [];
    private int[] _rowMaxUnit = [];
    private int[] _rowStepSize = [];
    private double[] _rowRatio = [];
    private long[] _rowCapacity = [];
    private long[] _rowUsed = [];
    private int[] _rowNext = [];
    private int[] _rowFirstAllocation = [];
    private long[] _rowBefore = [];
    private int[] _rowStamp = [];
    private int _rowEnd;

    /// <summary>The provider's inventories; empty if there is no such provider.</summary>
    public IReadOnlyList<Inventory> GetInventories(string uuid)
    {
        List<Inventory> found = [];
        if (_providerByUuid.TryGetValue(uuid, out int provider))
        {
            for (int row = _firstRow[provider]; row != None; row = _rowNext[row])
            {
                found.Add(InventoryOf(row));
            }
        }

        return found;
    }

    /// <summary>What is used of each class the provider has inventory of, zero included; empty if there is no such provider.</summary>
    public IReadOnlyList<ResourceAmount> GetUsages(string uuid)
    {
        List<ResourceAmount> found = [];
        if (_providerByUuid.TryGetValue(uuid, out int provider))
        {
            for (int row = _firstRow[provider]; row != None; row = _rowNext[row])
            {
                found.Add(new ResourceAmount(_classes.NameOf(_rowClass[row]), _rowUsed[row]));
            }
        }

        return found;
    }

    /// <summary>
    /// Replaces all inventories of a provider: 200; 404; 409 (generation, or a class that goes still has allocations); 400
    /// (unknown class, more reserved than there is). May leave less capacity than is used. The generation rises, also without a change.
    /// </summary>
    /// <param name="uuid">The provider.</param>
    /// <param name="inventories">Its inventories from now on, each class once.</param>
    /// <param name="generation">The generation the caller has seen; null to skip the comparison.</param>
    /// <param name="reservedCanBeTotal">Whether everything may be reserved; false before microversion 1.26.</param>
    public PlacementResult SetInventories(
        string uuid, IReadOnlyList<Inventory> inventories, int? generation = null, bool reservedCanBeTotal = true)
    {
        ArgumentNullException.ThrowIfNull(inventories);
        PlacementResult result = Check(uuid, generation, out int provider);
        foreach (Inventory inventory in inventories)
        {
            result = result.IsSuccess ? CheckCapacity(inventory, reservedCanBeTotal) : result;
        }

        return result.IsSuccess ? Replace(provider, inventories) : result;
    }

    /// <summary>Removes all inventories of a provider: 204; 404; 409 (some class still has allocations).</summary>
    public PlacementResult DeleteInventories(string uuid)
    {
        PlacementResult result = SetInventories(uuid, []);
        return result.IsSuccess ? PlacementResult.NoContent : result;
    }

    /// <summary>Adds an inventory: 201; 404; 400 (unknown class, more reserved than there is); 409 (the class is there already).</summary>
    public PlacementResult AddInventory(string uuid, Inventory inventory, bool reservedCanBeTotal = true)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        PlacementResult result = Check(uuid, null, out int provider);
        result = result.IsSuccess ? CheckCapacity(inventory, reservedCanBeTotal) : result;
        if (!result.IsSuccess)
        {
            return result;
        }

        int resourceClass = _classes.Find(inventory.ResourceClass);
        if (resourceClass == None)
        {
            return PlacementResult.BadRequest($"no such resource class {inventory.ResourceClass}");
        }

        if (FindRow(provider, resourceClass) != None)
        {
            return PlacementResult.Conflict("update conflict: the inventory exists", PlacementErrorCode.ConcurrentUpdate);
        }

        WriteRow(AddRow(provider, resourceClass), inventory);
        _generation[provider]++;
        return PlacementResult.Created;
    }

    /// <summary>
    /// Changes one inventory: 200; 404 (provider or class unknown); 409 (generation); 400 (no such inventory, bad amounts).
    /// </summary>
    public PlacementResult UpdateInventory(string uuid, Inventory inventory, int? generation = null, bool reservedCanBeTotal = true)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        PlacementResult result = Check(uuid, generation, out int provider);
        result = result.IsSuccess ? CheckCapacity(inventory, reservedCanBeTotal) : result;
        if (!result.IsSuccess)
        {
            return result;
        }

        int resourceClass = _classes.Find(inventory.ResourceClass);
        if (resourceClass == None)
        {
            return PlacementResult.NotFound($"no such resource class {inventory.ResourceClass}");
        }

        int row = FindRow(provider, resourceClass);
        if (row == None)
        {
            return PlacementResult.BadRequest($"no inventory of class {inventory.ResourceClass} found");
        }

        WriteRow(row, inventory);
        _generation[provider]++;
        return PlacementResult.Ok;
    }

    /// <summary>Removes one inventory: 204; 404 (provider, class or inventory unknown); 409 (still has allocations).</summary>
    public PlacementResult DeleteInventory(string uuid, string resourceClass)
    {
        PlacementResult result = Check(uuid, null, out int provider);
        if (!result.IsSuccess)
        {
            return result;
        }

        int id = _classes.Find(resourceClass);
        int row = id == None ? None : FindRow(provider, id);
        if (row == None)
        {
            return PlacementResult.NotFound($"no inventory of class {resourceClass} found for delete");
        }

        if (_rowUsed[row] > 0)
        {
            // The real service answers with this code here, although nobody changed anything at the same time.
            return PlacementResult.Conflict($"inventory for {resourceClass} in use", PlacementErrorCode.ConcurrentUpdate);
        }

        RemoveRow(provider, row);
        _generation[provider]++;
        return PlacementResult.NoContent;
    }

    /// <summary>One more than the greatest inventory handle in use.</summary>
    internal int RowEnd => _rowEnd;

    internal int FindRow(int provider, int resourceClass)
    {
        int row = _firstRow[provider];
        while (row != None && _rowClass[row] != resourceClass)
        {
            row = _rowNext[row];
        }

        return row;
    }

    internal int NextRow(int row) => _rowNext[row];

    internal int ClassOfRow(int row) => _rowClass[row];

    internal long CapacityOf(int row) => _rowCapacity[row];

    internal long UsedOf(int row) => _rowUsed[row];

    internal int MaxUnitOf(int row) => _rowMaxUnit[row];

    /// <summary>Whether an amount asked for by one group fits this inventory now (research_context.py, capacity clause).</summary>
    internal bool Fits(int row, long amount) =>
        amount <= _rowCapacity[row] - _rowUsed[row]
        && amount >= _rowMinUnit[row]
        && amount <= _rowMaxUnit[row]
        && amount % _rowStepSize[row] == 0;

    private static PlacementResult CheckCapacity(Inventory inventory, bool reservedCanBeTotal) =>
        inventory.Capacity < 0 || (inventory.Capacity == 0 && !reservedCanBeTotal)
            ? PlacementResult.BadRequest($"invalid inventory for {inventory.ResourceClass}: the reserved value is too great for total")
            : PlacementResult.Ok;

    private Inventory InventoryOf(int row) => new()
    {
        ResourceClass = _classes.NameOf(_rowClass[row]),
        Total = _rowTotal[row],
        Reserved = _rowReserved[row],
        MinUnit = _rowMinUnit[row],
        MaxUnit = _rowMaxUnit[row],
        StepSize = _rowStepSize[row],
        AllocationRatio = _rowRatio[row],
    };

    private PlacementResult Replace(int provider, IReadOnlyList<Inventory> inventories)
    {
        int stamp = NextStamp();
        foreach (Inventory inventory in inventories)
        {
            int resourceClass = _classes.Find(inventory.ResourceClass);
            if (resourceClass == None)
            {
                return PlacementResult.BadRequest($"no such resource class {inventory.ResourceClass}");
            }

            int row = FindRow(provider, resourceClass);
            if (row != None)
            {
                _rowStamp[row] = stamp;
            }
        }

        for (int row = _firstRow[provider]; row != None; row = _rowNext[row])
        {
            if (_rowStamp[row] != stamp && _rowUsed[row] > 0)
            {
                string name = _classes.NameOf(_rowClass[row]);
                return PlacementResult.Conflict($"inventory for {name} in use", PlacementErrorCode.InventoryInUse);
            }
        }

        for (int row = _firstRow[provider]; row != None;)
        {
            int next = _rowNext[row];
            if (_rowStamp[row] != stamp)
            {
                RemoveRow(provider, row);
            }

            row = next;
        }

        foreach (Inventory inventory in inventories)
        {
            int resourceClass = _classes.Find(inventory.ResourceClass);
            int row = FindRow(provider, resourceClass);
            WriteRow(row == None ? AddRow(provider, resourceClass) : row, inventory);
        }

        _generation[provider]++;
        return PlacementResult.Ok;
    }

    private int AddRow(int provider, int resourceClass)
    {
        if (!_freeRows.TryPop(out int row))
        {
            row = _rowEnd++;
            Grow(ref _rowProvider, _rowEnd);
            Grow(ref _rowClass, _rowEnd);
            Grow(ref _rowTotal, _rowEnd);
            Grow(ref _rowReserved, _rowEnd);
            Grow(ref _rowMinUnit, _rowEnd);
            Grow(ref _rowMaxUnit, _rowEnd);
            Grow(ref _rowStepSize, _rowEnd);
            Grow(ref _rowRatio, _rowEnd);
            Grow(ref _rowCapacity, _rowEnd);
            Grow(ref _rowUsed, _rowEnd);
            Grow(ref _rowNext, _rowEnd);
            Grow(ref _rowFirstAllocation, _rowEnd);
            Grow(ref _rowBefore, _rowEnd);
            Grow(ref _rowStamp, _rowEnd);
        }

        _rowProvider[row] = provider;
        _rowClass[row] = resourceClass;
        _rowUsed[row] = 0;
        _rowNext[row] = _firstRow[provider];
        _rowFirstAllocation[row] = None;
        _rowStamp[row] = 0;
        _firstRow[provider] = row;
        _index?.TreeChanged(_root[provider]);
        return row;
    }

    private void WriteRow(int row, Inventory inventory)
    {
        _rowTotal[row] = inventory.Total;
        _rowReserved[row] = inventory.Reserved;
        _rowMinUnit[row] = inventory.MinUnit;
        _rowMaxUnit[row] = inventory.MaxUnit;
        _rowStepSize[row] = inventory.StepSize;
        _rowRatio[row] = inventory.AllocationRatio;
        _rowCapacity[row] = inventory.Capacity;
        _index?.RowChanged(_root[_rowProvider[row]]);
    }

    private void RemoveRow(int provider, int row)
    {
        if (_firstRow[provider] == row)
        {
            _firstRow[provider] = _rowNext[row];
        }
        else
        {
            int before = _firstRow[provider];
            while (_rowNext[before] != row)
            {
                before = _rowNext[before];
            }

            _rowNext[before] = _rowNext[row];
        }

        _rowProvider[row] = None;
        _freeRows.Push(row);
        _index?.TreeChanged(_root[provider]);
    }
}
