namespace Model.Placement;

/// <content>Resource classes and traits: standard names exist always, custom ones are created and removed.</content>
public sealed partial class PlacementStore
{
    private const string CustomPrefix = "CUSTOM_";

    /// <summary>All resource classes: the standard ones in their defined order, then custom ones in order of creation.</summary>
    public IReadOnlyList<string> ResourceClasses => [.. _classes.Names()];

    /// <summary>All traits: the standard ones in order, then custom ones in order of creation.</summary>
    public IReadOnlyList<string> Traits => [.. _traits.Names()];

    /// <summary>Whether a name has the form of a custom class or trait: <c>CUSTOM_</c> and then A–Z, 0–9 and _, at most 255.</summary>
    public static bool IsCustomName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 7 and <= 255 && name.StartsWith(CustomPrefix, StringComparison.Ordinal) && IsName(name);
    }

    /// <summary>Whether a name consists of A–Z, 0–9 and _ only and is not empty.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (char letter in name)
        {
            if (letter is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    /// <summary>Whether the resource class exists.</summary>
    public bool HasResourceClass(string name) => _classes.Find(name) != None;

    /// <summary>Whether the trait exists.</summary>
    public bool HasTrait(string name) => _traits.Find(name) != None;

    /// <summary>Makes sure a resource class exists: 201 if it was created, 204 if it was there, 400 for a bad name.</summary>
    public PlacementResult EnsureResourceClass(string name)
    {
        if (_classes.Find(name) != None && name.StartsWith(CustomPrefix, StringComparison.Ordinal))
        {
            return PlacementResult.NoContent;
        }

        if (!IsCustomName(name))
        {
            return PlacementResult.BadRequest($"resource class name '{name}' is not a custom name");
        }

        _classes.Add(name);
        return PlacementResult.Created;
    }

    /// <summary>Makes sure a trait exists: 201 if it was created, 204 if it was there, 400 for a bad name.</summary>
    public PlacementResult EnsureTrait(string name)
    {
        if (!IsCustomName(name))
        {
            return PlacementResult.BadRequest($"trait name '{name}' is not a custom name");
        }

        if (_traits.Find(name) != None)
        {
            return PlacementResult.NoContent;
        }

        _traits.Add(name);
        return PlacementResult.Created;
    }

    /// <summary>Renames a custom resource class (before microversion 1.7): 200; 404, 400 (standard) or 409 (name taken).</summary>
    public PlacementResult RenameResourceClass(string name, string newName)
    {
        int id = _classes.Find(name);
        if (id == None)
        {
            return PlacementResult.NotFound($"no such resource class {name}");
        }

        if (id < _classes.StandardCount)
        {
            return PlacementResult.BadRequest($"cannot update standard resource class {name}");
        }

        int taken = _classes.Find(newName);
        if (taken != None && taken != id)
        {
            return PlacementResult.Conflict($"resource class already exists: {newName}");
        }

        if (taken == None)
        {
            _classes.Rename(id, newName);
        }

        return PlacementResult.Ok;
    }

    /// <summary>Removes a custom resource class: 204; 404, 400 (standard) or 409 (some inventory has it).</summary>
    public PlacementResult DeleteResourceClass(string name)
    {
        int id = _classes.Find(name);
        if (id == None)
        {
            return PlacementResult.NotFound($"no such resource class {name}");
        }

        if (id < _classes.StandardCount)
        {
            return PlacementResult.BadRequest($"cannot delete standard resource class {name}");
        }

        for (int row = 0; row < _rowEnd; row++)
        {
            if (_rowProvider[row] != None && _rowClass[row] == id)
            {
                return PlacementResult.Conflict($"resource class {name} is in use in inventory");
            }
        }

        _classes.Remove(id);
        return PlacementResult.NoContent;
    }

    /// <summary>Removes a custom trait: 204; 404, 400 (standard) or 409 (some provider has it).</summary>
    public PlacementResult DeleteTrait(string name)
    {
        int id = _traits.Find(name);
        if (id == None)
        {
            return PlacementResult.NotFound($"no such trait {name}");
        }

        if (!name.StartsWith(CustomPrefix, StringComparison.Ordinal))
        {
            return PlacementResult.BadRequest($"cannot delete standard trait {name}");
        }

        if (IsTraitUsed(id))
        {
            return PlacementResult.Conflict($"the trait {name} is in use by a resource provider");
        }

        _traits.Remove(id);
        return PlacementResult.NoContent;
    }

    /// <summary>Whether some provider has the trait.</summary>
    public bool IsTraitAssociated(string name)
    {
        int id = _traits.Find(name);
        return id != None && IsTraitUsed(id);
    }

    private bool IsTraitUsed(int trait)
    {
        for (int provider = 0; provider < _providerEnd; provider++)
        {
            if (_uuid[provider] is not null && _traitSets.Contains(_traitSet[provider], trait))
            {
                return true;
            }
        }

        return false;
    }
}
