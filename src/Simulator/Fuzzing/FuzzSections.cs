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
        new("failing racks", """
            faults:
              racks:
                mtbf: { distribution: exponential, mean: 60 min }
                mttr: { distribution: exponential, mean: 5 min }
              points: { suspend: 30% }
              evacuation: { after: 30 s, restart: no }
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
        new("replaced GPUs", """
            faults:
              devices:
                - id: "10de:20b5"
                  mtbf: { distribution: exponential, mean: 60 min }
                  mttr: { distribution: exponential, mean: 10 min }
                  effect: stays
                  restart-service: after-repair
                  replacement: { id: "10de:2330" }
            """),
        new("replaced NICs", """
            faults:
              devices:
                - type: type-PF
                  whole-card: yes
                  mtbf: { distribution: exponential, mean: 90 min }
                  mttr: { distribution: exponential, mean: 10 min }
                  restart-service: after-failure
                  replacement: { vfs: 1 }
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
        new("upgrade", """
            campaigns:
              - { name: services, kind: controllers, at: 5min, release: "2025.2" }
              - { name: computes, kind: restart, after: services, at-once: 2, release: "2025.2", work: { distribution: constant, value: 30s } }
            """),
        new("virtual IOMMU", """
            viommu-cost: 10%
            """),
        new("drain and restart", """
            campaigns:
              - { name: emptying, kind: drain, at: 8min, hosts: host1, cold: no, retry-after: 1min }
              - { name: restarting, kind: restart, after: emptying, work: { distribution: constant, value: 20s } }
            """),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Texts.Select(text => text.Key)];

    /// <summary>Whether the section means devices that some host has.</summary>
    public static bool Fits(string name, IReadOnlyList<FuzzHost> hosts) => name switch
    {
        "replaced GPUs" => hosts.Any(host => host.Cards.Any(card => card.Kind == "gpu")),
        "replaced NICs" => hosts.Any(host => host.Cards.Any(card => card.Vfs > 0)),
        "failing devices" => hosts.Any(host => host.Cards.Count > 0),
        _ => true,
    };

    /// <summary>The key that a section is for; a scenario has each once.</summary>
    public static string KeyOf(string name) => TextOf(name).Split(':')[0];

    /// <summary>A section as it stands in the scenario.</summary>
    public static string TextOf(string name) => Texts.First(text => text.Key == name).Value;
}
