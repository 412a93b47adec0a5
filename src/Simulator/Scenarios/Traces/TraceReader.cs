using System.Globalization;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Format;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Traces;

/// <summary>Turns a trace file into requests by the scenario's map.</summary>
internal sealed class TraceReader
{
    private readonly BindContext context;
    private readonly FlavorCatalogue flavors;
    private readonly IReadOnlyCollection<string> images;
    private readonly WorkloadEntry workload;
    private readonly string workloadName;
    private readonly TraceTable table;
    private readonly List<ServerRequest> requests = [];
    private TraceFlavors? flavorOf;
    private TraceColumn? name;
    private TraceColumn? at;
    private TraceColumn? lifetime;
    private TraceColumn? until;
    private TraceColumn? image;
    private TraceColumn? project;

    private TraceReader(
        BindContext context, FlavorCatalogue flavors, IReadOnlyCollection<string> images, WorkloadEntry workload, string workloadName)
    {
        this.context = context;
        this.flavors = flavors;
        this.images = images;
        this.workload = workload;
        this.workloadName = workloadName;
        Placed<string> trace = workload.Trace!.Value;
        table = new TraceTable(InputFiles.Resolve(trace.Position, trace.Value), trace.Position, context.Files, context.Diagnostics);
    }

    /// <summary>Reads a workload's trace; problems are reported.</summary>
    /// <param name="context">Where problems go.</param>
    /// <param name="flavors">The flavors; those that the trace needs are added.</param>
    /// <param name="images">Names of the images.</param>
    /// <param name="workload">A workload with a trace.</param>
    /// <param name="workloadName">Its name.</param>
    /// <returns>The requests in the order of the file.</returns>
    public static IReadOnlyList<ServerRequest> Read(
        BindContext context, FlavorCatalogue flavors, IReadOnlyCollection<string> images, WorkloadEntry workload, string workloadName)
    {
        if (workload.Map is null)
        {
            return [];
        }

        TraceReader reader = new(context, flavors, images, workload, workloadName);
        reader.table.ReadRows(reader.FindColumns, reader.TakeRow);
        return reader.requests;
    }

    private bool FindColumns()
    {
        int before = context.Diagnostics.ErrorCount;
        TraceMapEntry map = workload.Map!;
        name = Find(map.Name, null, 1);
        at = Find(map.At, SecondsOf, 1);
        lifetime = Find(map.Lifetime, SecondsOf, 1);
        until = Find(map.Until, SecondsOf, 1);
        image = Find(map.Image, null, 1);
        project = Find(map.Project, null, 1);
        flavorOf = new TraceFlavors(table, map.Flavor, flavors, context);
        return context.Diagnostics.ErrorCount == before;
    }

    private TraceColumn? Find(ColumnEntry? entry, Func<string, double>? unitOf, double usualUnit) =>
        TraceColumn.Find(table, entry, unitOf, usualUnit, context.Diagnostics);

    private static double SecondsOf(string unit) => DurationText.TryParse($"1{unit}", out TimeSpan time, out _) ? time.TotalSeconds : 0;

    private bool TakeRow(CsvRow row)
    {
        if (requests.Count >= workload.Limit)
        {
            return false;
        }

        if (requests.Count >= InputLimits.RequestsMax)
        {
            context.Error(ScenarioCodes.LimitExceeded, table.At(row, 0), $"more than the limit of {InputLimits.RequestsMax} requests");
            return false;
        }

        TimeSpan start = TimeSpan.Zero;
        bool isRead = at is not null && at.TryTime(row, out start);
        isRead &= TryLifetime(row, start, out TimeSpan? life);
        isRead &= flavorOf!.TryGet(row, out string flavor);
        string numbered = string.Create(CultureInfo.InvariantCulture, $"{workloadName}-{requests.Count + 1}");
        isRead &= TryText(name, row, numbered, out string? server);
        isRead &= TryText(image, row, workload.Image?.Value, out string? imageName);
        isRead &= TryText(project, row, workload.Project, out string? owner);
        if (isRead && image is not null && !images.Contains(imageName!))
        {
            table.Error(ScenarioCodes.UnknownName, image.At(row), $"there is no image '{imageName}'");
            isRead = false;
        }

        start += workload.From;
        if (isRead && !(start >= workload.Until))
        {
            requests.Add(new ServerRequest
            {
                Name = server!,
                At = start,
                Flavor = flavor,
                Image = imageName,
                Project = owner!,
                Lifetime = life,
                Workload = workloadName,
            });
        }

        return true;
    }

    private bool TryLifetime(CsvRow row, TimeSpan start, out TimeSpan? life)
    {
        life = null;
        TraceColumn? column = lifetime ?? until;
        if (column is null || column.IsEmpty(row))
        {
            return true;
        }

        if (!column.TryTime(row, out TimeSpan time))
        {
            return false;
        }

        life = column == until ? time - start : time;
        if (life < TimeSpan.Zero)
        {
            table.Error(ScenarioCodes.TraceRow, column.At(row), "the server ends before it starts");
            return false;
        }

        return true;
    }

    private static bool TryText(TraceColumn? column, CsvRow row, string? otherwise, out string? text)
    {
        text = otherwise;
        return column is null || column.TryText(row, out text);
    }
}
