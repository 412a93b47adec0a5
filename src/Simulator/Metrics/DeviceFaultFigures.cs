namespace Simulator.Metrics;

/// <summary>What failures of PCI devices did. Immutable.</summary>
/// <param name="Failures">Times a device failed.</param>
/// <param name="Replaced">Of these, times another one came in its place.</param>
/// <param name="Functions">Functions that failed, VFs included.</param>
/// <param name="MissingMean">Functions missing or broken, on average over the run.</param>
/// <param name="ServersHit">Times a running server lost a device, or was given a broken one.</param>
/// <param name="ServersGivenBroken">Of these, servers that were given a device that stayed on the bus and did not work.</param>
/// <param name="ServersMoved">Servers that operators moved away from a device that failed.</param>
/// <param name="ServersNotMoved">Servers that they tried to move in vain.</param>
/// <param name="ServersStillHit">Servers that were without their device at the end.</param>
/// <param name="StartsRefused">Guests that did not start, as Nova had given them a device that was missing.</param>
/// <param name="RestartsRefused">Times nova-compute did not start with the devices that were there.</param>
/// <param name="DownSeconds">From a failure until the device was back.</param>
/// <param name="HitSeconds">From a server's loss until it had a device that works, or was gone.</param>
public sealed record DeviceFaultFigures(
    int Failures,
    int Replaced,
    int Functions,
    double MissingMean,
    int ServersHit,
    int ServersGivenBroken,
    int ServersMoved,
    int ServersNotMoved,
    int ServersStillHit,
    int StartsRefused,
    int RestartsRefused,
    Quantiles DownSeconds,
    Quantiles HitSeconds);
