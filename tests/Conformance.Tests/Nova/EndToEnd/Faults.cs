using System.Text.Json.Nodes;

namespace Conformance.Tests.Nova.EndToEnd;

/// <summary>
/// Compares the texts of servers' faults loosely: both must be there or not, and tell of the same kind of error. Ours are written as
/// <c>EXCEPTION: MESSAGE</c>.
/// </summary>
internal static class Faults
{
    // The fixed beginnings of Nova's messages.
    private static readonly (string Beginning, string Exception)[] Known =
    [
        ("PCI device request", "PciDeviceRequestFailed"),
        ("Resource provider inventory and allocation data migration failed", "ReshapeFailed"),
        ("No valid host was found", "NoValidHost"),
        ("Exceeded maximum number of retries", "MaxRetriesExceeded"),
        ("Insufficient compute resources", "ComputeResourcesUnavailable"),
        ("Build of instance", "BuildAbortException"),
        ("Image property", "ImagePCINUMAPolicyForbidden"),
        ("Migration pre-check error", "MigrationPreCheckError"),
        ("injected failure", "Injected"),
        ("Migration error", "MigrationError"),
        ("Compute service of", "ComputeServiceUnavailable"),
        ("Invalid [pci]device_spec config", "PciConfigInvalidSpec"),
        ("PCI alias", "PciRequestAliasNotDefined"),
        ("PCI device ", "PciDeviceInvalidStatus"),
        ("PCI device ", "PciDeviceInvalidOwner"),
        ("Attempt to consume PCI device", "PciDevicePoolEmpty"),
        ("Failed to update allocations", "AllocationUpdateFailed"),
        ("Failed to gather or report PCI", "PlacementPciException"),
        ("CPU set to pin", "CPUPinningUnknown"),
        ("CPU set to unpin", "CPUUnpinningUnknown"),
    ];

    /// <summary>Replaces our text of a fault by the recorded one where both tell of the same error.</summary>
    public static void Reconcile(JsonObject wanted, JsonObject actual)
    {
        foreach ((string name, JsonNode? server) in actual["servers"]!.AsObject())
        {
            string? ours = server!["fault"]?.GetValue<string>();
            string? recorded = wanted["servers"]?[name]?["fault"]?.GetValue<string>();
            if (ours is not null && recorded is not null && Tells(recorded, ours))
            {
                server["fault"] = recorded;
            }
        }
    }

    private static bool Tells(string recorded, string ours)
    {
        string exception = ours[..ours.IndexOf(':', StringComparison.Ordinal)];
        foreach ((string beginning, string known) in Known)
        {
            if (recorded.StartsWith(beginning, StringComparison.Ordinal) && exception == known)
            {
                return true;
            }
        }

        // Errors that Nova did not raise on purpose are recorded by their class alone.
        string message = ours[(exception.Length + 2)..];
        return recorded == exception || (message.Length > 0 && recorded.StartsWith(message, StringComparison.Ordinal));
    }
}
