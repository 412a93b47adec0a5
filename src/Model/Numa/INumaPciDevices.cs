namespace Model.Numa;

/// <summary>
/// What a fit needs to know of a host's free PCI devices and of the guest's wishes for them. A host without any is handed in as
/// null, which is not the same as one whose devices are all taken: without it, cells are not sorted by devices.
/// </summary>
public interface INumaPciDevices
{
    /// <summary>Whether the guest asks for devices.</summary>
    bool AreRequested { get; }

    /// <summary>Free devices on a host cell, over all pools.</summary>
    long CountFree(int hostCell);

    /// <summary>Whether the free devices meet all the guest's requests when its cells lie on these host cells.</summary>
    bool Suit(ReadOnlySpan<int> hostCells);
}
