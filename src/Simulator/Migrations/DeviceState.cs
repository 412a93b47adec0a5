namespace Simulator.Migrations;

/// <summary>The state of a VFIO device that migrates with its guest (<c>live_migratable</c>, variant driver), in bytes.</summary>
/// <param name="Name">What the device is called in messages, such as its address.</param>
/// <param name="StopCopyBytes">Moved while the guest stands still.</param>
/// <param name="PreCopyBytes">
/// Moved beforehand, with the first round; 0 for a device without pre-copy, whose whole state moves in the blackout.
/// </param>
public sealed record DeviceState(string Name, long StopCopyBytes, long PreCopyBytes = 0);
