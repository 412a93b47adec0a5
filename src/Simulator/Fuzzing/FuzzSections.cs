namespace Simulator.Fuzzing;

/// <summary>Whole sections of scenarios that drawn cases may have.</summary>
internal static class FuzzSections
{
    private static readonly KeyValuePair<string, string>[] Texts =
    [
        new("slow migration network", """
            migration-network:
              host-rate: 1 Gbit/s
              guests: { dirty-rate: { distribution: constant, value: 200 MiB/s }, working-set: { distribution: constant, value: 1 GiB } }
            """),
        new("migration network", """
            migration-network:
              host-rate: 10 Gbit/s
            """),
        new("failing hosts", """
            faults:
              hosts:
                mtbf: { distribution: exponential, mean: 40 min }
                mttr: { distribution: exponential, mean: 5 min }
              evacuation: { after: 1 min, at-once: 2 }
            """),
        new("failing Placement", """
            faults:
              placement:
                mtbf: { distribution: exponential, mean: 10 min }
                mttr: { distribution: exponential, mean: 2 min }
              live-migrations: 30%
            """),
        new("lost messages", """
            faults:
              lost-messages: 5%
              points: { spawn: 10%, migrate-disk: 20%, finish-migration: 20%, pre-live-migration: 20%, attach: 20%, live-migration: 20% }
            """),
        new("slow services", """
            faults:
              placement-outages: [ { at: 12min, for: 5min } ]
              slowdowns:
                - { latencies: [placement-write, message], factor: 30, windows: [ { at: 5min, for: 20min } ] }
            """),
        new("failing devices", """
            faults:
              devices:
                - mtbf: { distribution: exponential, mean: 90 min }
                  mttr: { distribution: exponential, mean: 10 min }
                  noticed-after: 1 min
                  restart-service: both
                  servers: move
            """),
        new("cleaning", """
            device-cleaning:
              notification: { distribution: lognormal, median: 2 s, sigma: 1 }
              lost: 30%
              clean: { distribution: lognormal, median: 3 min, sigma: 0.3 }
              poll: 15min
            """),
        new("maintenance", """
            campaigns:
              - { name: patching, kind: maintenance, at: 10min, work: { distribution: constant, value: 2min }, retry-after: 1min }
            """),
        new("drain and restart", """
            campaigns:
              - { name: emptying, kind: drain, at: 8min, hosts: host1, cold: no, retry-after: 1min }
              - { name: restarting, kind: restart, after: emptying, work: { distribution: constant, value: 20s } }
            """),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Texts.Select(text => text.Key)];

    /// <summary>The key that a section is for; a scenario has each once.</summary>
    public static string KeyOf(string name) => TextOf(name).Split(':')[0];

    /// <summary>A section as it stands in the scenario.</summary>
    public static string TextOf(string name) => Texts.First(text => text.Key == name).Value;
}
