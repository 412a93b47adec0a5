namespace Model.Placement;

/// <content>Allocations: who holds how much of which inventory.</content>
public sealed partial class PlacementStore
{
    private readonly Stack<int> _freeAllocations = new();
    private readonly List<int> _touchedRows = [];
    private readonly List<int> _claimConsumers = [];
    private readonly List<int> _createdConsumers = [];
    private readonly List<int> _claimRows = [];
    private int[] _allocationRow = [];
    private int[] _allocationConsumer = [];
    private long[] _allocationAmount = [];
    private int[] _allocationNextOfConsumer = [];
    private int[] _allocationNextOfRow = [];
    private int[] _allocationPreviousOfRow = [];
    private int _allocationEnd;
    private int _stamp;

    /// <summary>Told of every change of use with its resource class and difference; null for nobody.</summary>
    public Action<string, long>? UsageChanged { get; set; }

    /// <summary>Who holds what on this provider: the consumer's UUID and generation with its amounts there.</summary>
    public IReadOnlyList<ProviderHolding> GetProviderAllocations(string uuid)
    {
        List<ProviderHolding> found = [];
        if (!_providerByUuid.TryGetValue(uuid, out int provider))
        {
            return found;
        }

        for (int row = _firstRow[provider]; row != None; row = _rowNext[row])
        {
            string resourceClass = _classes.NameOf(_rowClass[row]);
            for (int allocation = _rowFirstAllocation[row]; allocation != None; allocation = _allocationNextOfRow[allocation])
            {
                int consumer = _allocationConsumer[allocation];
                found.Add(new ProviderHolding(
                    _consumerUuid[consumer]!, _consumerGeneration[consumer], resourceClass, _allocationAmount[allocation]));
            }
        }

        return found;
    }

    /// <summary>Replaces what one consumer holds (PUT allocations). See <see cref="Claim(IReadOnlyList{ConsumerClaim})"/>.</summary>
    public PlacementResult Claim(ConsumerClaim claim) => Claim([claim]);

    /// <summary>
    /// Replaces what several consumers hold, all or nothing (POST allocations): 204; 409 (a consumer's generation; no inventory; unit
    /// constraints; over capacity, unless usage ends up no greater than it was); 400 (unknown provider or resource class).
    /// </summary>
    /// <remarks>
    /// As in the real service an unknown provider leaves records of new consumers behind, at generation 0; so does an empty claim of
    /// an unknown consumer. Other failures leave nothing behind.
    /// </remarks>
    public PlacementResult Claim(IReadOnlyList<ConsumerClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        PlacementResult result = EnsureConsumers(claims);
        if (!result.IsSuccess)
        {
            return result;
        }

        result = CheckProviders(claims);
        if (!result.IsSuccess)
        {
            return result;
        }

        int stamp = NextStamp();
        result = Apply(claims, stamp);
        if (result.IsSuccess)
        {
            Commit(claims, stamp);
        }
        else
        {
            ForgetCreatedConsumers();
        }

        return result;
    }

    /// <summary>Removes all that a consumer holds, and its record: 204; 404 if it holds nothing. No provider's generation rises.</summary>
    public PlacementResult DeleteAllocations(string consumerUuid)
    {
        if (!_consumerByUuid.TryGetValue(consumerUuid, out int consumer) || _consumerFirstAllocation[consumer] == None)
        {
            return PlacementResult.NotFound($"no allocations for consumer {consumerUuid}");
        }

        for (int allocation = _consumerFirstAllocation[consumer]; allocation != None; allocation = _allocationNextOfConsumer[allocation])
        {
            int row = _allocationRow[allocation];
            _rowUsed[row] -= _allocationAmount[allocation];
            _index?.RowChanged(_root[_rowProvider[row]]);
            UsageChanged?.Invoke(_classes.NameOf(_rowClass[row]), -_allocationAmount[allocation]);
        }

        UnlinkAllocations(consumer);
        RemoveConsumer(consumer);
        return PlacementResult.NoContent;
    }

    private PlacementResult CheckProviders(IReadOnlyList<ConsumerClaim> claims)
    {
        foreach (ConsumerClaim claim in claims)
        {
            foreach (ProviderAllocation wanted in claim.Allocations)
            {
                if (!_providerByUuid.ContainsKey(wanted.ProviderUuid))
                {
                    return PlacementResult.BadRequest($"allocation for resource provider {wanted.ProviderUuid} that does not exist");
                }
            }
        }

        return PlacementResult.NoContent;
    }

    /// <summary>Finds or creates the consumers of the claims, in order, into <see cref="_claimConsumers"/> (handlers/util.py).</summary>
    private PlacementResult EnsureConsumers(IReadOnlyList<ConsumerClaim> claims)
    {
        _claimConsumers.Clear();
        _createdConsumers.Clear();
        foreach (ConsumerClaim claim in claims)
        {
            bool exists = _consumerByUuid.TryGetValue(claim.ConsumerUuid, out int consumer);
            int? generation = exists ? _consumerGeneration[consumer] : null;
            if (claim.ChecksGeneration && generation != claim.ConsumerGeneration)
            {
                ForgetCreatedConsumers();
                return PlacementResult.Conflict(
                    $"consumer generation conflict - expected {Show(generation)} but got {Show(claim.ConsumerGeneration)}",
                    PlacementErrorCode.ConcurrentUpdate);
            }

            if (!exists)
            {
                consumer = NewConsumer(claim.ConsumerUuid);
                DescribeConsumer(consumer, claim);
                _createdConsumers.Add(consumer);
            }

            _claimConsumers.Add(consumer);
        }

        return PlacementResult.NoContent;
    }

    private static string Show(int? generation) =>
        generation is { } value ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null";

    private void ForgetCreatedConsumers()
    {
        foreach (int consumer in _createdConsumers)
        {
            RemoveConsumer(consumer);
        }

        _createdConsumers.Clear();
    }

    /// <summary>
    /// Takes the old amounts out of the inventories' usage and adds the new ones; on a refusal usage is as before
    /// (objects/allocation.py). Who holds what is not touched: <see cref="Commit"/> follows, or <see cref="Undo"/>.
    /// </summary>
    private PlacementResult Apply(IReadOnlyList<ConsumerClaim> claims, int stamp)
    {
        _touchedRows.Clear();
        _claimRows.Clear();
        foreach (ConsumerClaim claim in claims)
        {
            foreach (ProviderAllocation wanted in claim.Allocations)
            {
                if (_classes.Find(wanted.ResourceClass) == None)
                {
                    return PlacementResult.BadRequest($"no such resource class {wanted.ResourceClass}");
                }
            }
        }

        foreach (int consumer in _claimConsumers)
        {
            for (int held = _consumerFirstAllocation[consumer]; held != None; held = _allocationNextOfConsumer[held])
            {
                Touch(_allocationRow[held], stamp);
                _rowUsed[_allocationRow[held]] -= _allocationAmount[held];
            }
        }

        foreach (ConsumerClaim claim in claims)
        {
            foreach (ProviderAllocation wanted in claim.Allocations)
            {
                string? refusal = TryAdd(wanted, stamp);
                if (refusal is not null)
                {
                    Undo();
                    return PlacementResult.Conflict($"unable to allocate inventory: {refusal}");
                }
            }
        }

        return PlacementResult.NoContent;
    }

    private void Undo()
    {
        foreach (int row in _touchedRows)
        {
            _rowUsed[row] = _rowBefore[row];
        }
    }

    private string? TryAdd(ProviderAllocation wanted, int stamp)
    {
        int row = FindRow(_providerByUuid[wanted.ProviderUuid], _classes.Find(wanted.ResourceClass));
        if (row == None)
        {
            return $"{wanted.ResourceClass} on {wanted.ProviderUuid}: there is no such inventory";
        }

        if (wanted.Amount < _rowMinUnit[row] || wanted.Amount > _rowMaxUnit[row] || wanted.Amount % _rowStepSize[row] != 0)
        {
            return $"{wanted.ResourceClass} on {wanted.ProviderUuid}: {wanted.Amount} violates min_unit, max_unit or step_size";
        }

        Touch(row, stamp);
        _rowUsed[row] += wanted.Amount;
        _claimRows.Add(row);

        // A provider may stay over capacity as long as this call leaves it no worse than it was.
        return _rowUsed[row] > _rowCapacity[row] && _rowUsed[row] > _rowBefore[row]
            ? $"{wanted.ResourceClass} on {wanted.ProviderUuid}: {wanted.Amount} would exceed the capacity"
            : null;
    }

    private void Touch(int row, int stamp)
    {
        if (_rowStamp[row] != stamp)
        {
            _rowStamp[row] = stamp;
            _rowBefore[row] = _rowUsed[row];
            _touchedRows.Add(row);
        }
    }

    private void Commit(IReadOnlyList<ConsumerClaim> claims, int stamp)
    {
        int next = 0;
        for (int index = 0; index < claims.Count; index++)
        {
            int consumer = _claimConsumers[index];
            ConsumerClaim claim = claims[index];
            DescribeConsumer(consumer, claim);
            if (claim.Allocations.Count == 0)
            {
                if (_consumerFirstAllocation[consumer] != None)
                {
                    RaiseHolders(consumer, stamp);
                    UnlinkAllocations(consumer);
                    RemoveConsumer(consumer);
                }

                continue;
            }

            UnlinkAllocations(consumer);
            for (int count = 0; count < claim.Allocations.Count; count++)
            {
                LinkAllocation(consumer, _claimRows[next], claim.Allocations[count].Amount);
                Raise(_rowProvider[_claimRows[next]], stamp);
                next++;
            }

            _consumerGeneration[consumer]++;
        }

        for (int index = 0; UsageChanged is not null && index < _touchedRows.Count; index++)
        {
            int row = _touchedRows[index];
            UsageChanged(_classes.NameOf(_rowClass[row]), _rowUsed[row] - _rowBefore[row]);
        }

        if (_index is { } candidates)
        {
            foreach (int row in _touchedRows)
            {
                candidates.RowChanged(_root[_rowProvider[row]]);
            }
        }
    }

    private void RaiseHolders(int consumer, int stamp)
    {
        for (int allocation = _consumerFirstAllocation[consumer]; allocation != None; allocation = _allocationNextOfConsumer[allocation])
        {
            Raise(_rowProvider[_allocationRow[allocation]], stamp);
        }
    }

    /// <summary>Raises a provider's generation, once per call however many allocations the call has there.</summary>
    private void Raise(int provider, int stamp)
    {
        if (_providerStamp[provider] != stamp)
        {
            _providerStamp[provider] = stamp;
            _generation[provider]++;
        }
    }

    private int NextStamp()
    {
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_rowStamp);
            Array.Clear(_providerStamp);
            _stamp = 0;
        }

        return ++_stamp;
    }

    private void LinkAllocation(int consumer, int row, long amount)
    {
        if (!_freeAllocations.TryPop(out int allocation))
        {
            allocation = _allocationEnd++;
            Grow(ref _allocationRow, _allocationEnd);
            Grow(ref _allocationConsumer, _allocationEnd);
            Grow(ref _allocationAmount, _allocationEnd);
            Grow(ref _allocationNextOfConsumer, _allocationEnd);
            Grow(ref _allocationNextOfRow, _allocationEnd);
            Grow(ref _allocationPreviousOfRow, _allocationEnd);
        }

        _allocationRow[allocation] = row;
        _allocationConsumer[allocation] = consumer;
        _allocationAmount[allocation] = amount;
        _allocationNextOfConsumer[allocation] = _consumerFirstAllocation[consumer];
        _consumerFirstAllocation[consumer] = allocation;
        int first = _rowFirstAllocation[row];
        _allocationNextOfRow[allocation] = first;
        _allocationPreviousOfRow[allocation] = None;
        if (first != None)
        {
            _allocationPreviousOfRow[first] = allocation;
        }

        _rowFirstAllocation[row] = allocation;
    }

    /// <summary>Forgets the consumer's allocations; what the inventories count as used is the caller's business.</summary>
    private void UnlinkAllocations(int consumer)
    {
        for (int allocation = _consumerFirstAllocation[consumer]; allocation != None;)
        {
            int previous = _allocationPreviousOfRow[allocation];
            int next = _allocationNextOfRow[allocation];
            if (previous == None)
            {
                _rowFirstAllocation[_allocationRow[allocation]] = next;
            }
            else
            {
                _allocationNextOfRow[previous] = next;
            }

            if (next != None)
            {
                _allocationPreviousOfRow[next] = previous;
            }

            _freeAllocations.Push(allocation);
            allocation = _allocationNextOfConsumer[allocation];
        }

        _consumerFirstAllocation[consumer] = None;
    }
}
