namespace Model.Hardware;

/// <summary>What a PCI function is in the machine's tree.</summary>
public enum PciFunctionKind
{
    /// <summary>A function without SR-IOV.</summary>
    Plain,

    /// <summary>An SR-IOV physical function: <c>sriov_totalvfs</c> is above 0, whether VFs exist or not.</summary>
    PhysicalFunction,

    /// <summary>An SR-IOV virtual function.</summary>
    VirtualFunction,

    /// <summary>A PCI-to-PCI bridge: root port or switch port.</summary>
    Bridge,
}
