using System.Globalization;
using System.Runtime.CompilerServices;
using Model.Numa;
using Model.Python;

namespace Model.Compute;

/// <summary>
/// The properties of an image that Nova knows, under their present names, read and checked
/// (Nova: <c>ImageMetaProps</c> in <c>objects/image_meta.py</c>). Unknown properties are not here. Immutable.
/// </summary>
public sealed class ImageProperties
{
    private const string TraitPrefix = "trait:";

    private static readonly ConditionalWeakTable<Image, ImageProperties> Known = [];

    private readonly SortedDictionary<string, ImageProperty> _values = new(StringComparer.Ordinal);
    private List<string> _requiredTraits = [];

    private ImageProperties()
    {
    }

    /// <summary>No properties at all.</summary>
    public static ImageProperties None { get; } = new();

    /// <summary>The traits of <c>trait:NAME=required</c> properties, in the image's order.</summary>
    public IReadOnlyList<string> RequiredTraits => _requiredTraits;

    /// <summary>The properties that shape the guest's NUMA topology.</summary>
    public NumaImageProperties Numa { get; private set; } = new();

    /// <summary>All properties by name.</summary>
    public IReadOnlyDictionary<string, ImageProperty> Values => _values;

    /// <summary>As <see cref="From"/>, remembering images already read for as long as they live.</summary>
    /// <exception cref="NovaException">As for <see cref="From"/>.</exception>
    public static ImageProperties Of(Image image) => Known.GetValue(image, From);

    /// <summary>Reads an image's properties: old names first, so that a present name wins over its old one.</summary>
    /// <exception cref="NovaException">ValueError, or Invalid for a set of CPUs: a value is not one that Nova accepts.</exception>
    public static ImageProperties From(Image image)
    {
        ImageProperties result = new();
        foreach (KeyValuePair<string, string> pair in image.Properties)
        {
            if (ImagePropertyTable.PresentName(pair.Key) is { } name)
            {
                result.Set(name, pair.Value);
            }
            else if (pair.Key == "vmware_adaptertype")
            {
                result.SetAdapter(pair.Value);
            }
        }

        result.SetKnown(image, isBeforeNuma: true);
        result.Numa = NumaImageProperties.Read(image);
        result.SetKnown(image, isBeforeNuma: false);
        result.SetList("hw_numa_mem", result.Numa.MemoryMb?.Select(amount => amount.ToString(CultureInfo.InvariantCulture)));
        result.SetList("hw_numa_cpus", result.Numa.Cpus?.Select(ShowSet));
        result._requiredTraits = [.. image.Properties
            .Where(pair => pair.Key.StartsWith(TraitPrefix, StringComparison.Ordinal) && pair.Value == "required")
            .Select(pair => pair.Key[TraitPrefix.Length..])];
        if (result._requiredTraits.Count > 0)
        {
            string text = "['" + string.Join("', '", result._requiredTraits) + "']";
            result._values["traits_required"] = new ImageProperty(text, true);
        }

        return result;
    }

    /// <summary>A property as text (booleans are <c>True</c> or <c>False</c>), or null when it is not set.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out ImageProperty value) ? value.Text : null;

    /// <summary>A property with its truth, or null when it is not set.</summary>
    public ImageProperty? Find(string name) => _values.TryGetValue(name, out ImageProperty value) ? value : null;

    /// <summary>Where several values are wrong, the one that Nova reads first decides about the error.</summary>
    private static bool IsReadBeforeNuma(string name) => string.CompareOrdinal(name, "hw_numa_o") < 0
        && !name.StartsWith("hw_ephemeral_encryption", StringComparison.Ordinal)
        && !name.StartsWith("hw_maxphysaddr", StringComparison.Ordinal);

    private void SetKnown(Image image, bool isBeforeNuma)
    {
        foreach (KeyValuePair<string, string> pair in image.Properties)
        {
            if (ImagePropertyTable.IsKnown(pair.Key) && IsReadBeforeNuma(pair.Key) == isBeforeNuma)
            {
                Set(pair.Key, pair.Value);
            }
        }
    }

    private void Set(string name, string value) => _values[name] = ImagePropertyTable.Read(name, value);

    private void SetAdapter(string value)
    {
        if (value == "ide")
        {
            Set("hw_disk_bus", "ide");
        }
        else if (value.Length > 0)
        {
            Set("hw_disk_bus", "scsi");
            Set("hw_scsi_model", value);
        }
    }

    /// <summary>A set of CPUs as Python shows one that an object's field holds.</summary>
    private static string ShowSet(CpuSet cpus)
    {
        int[] numbers = cpus.ToArray();
        int[] order = PythonSetOrder.Of([.. numbers.Select(number => (long)number)]);
        string items = string.Join(", ", order.Select(place => numbers[place]));
        return items.Length == 0 ? "CoercedSet()" : "CoercedSet({" + items + "})";
    }

    private void SetList(string name, IEnumerable<string>? items)
    {
        if (items is not null)
        {
            _values[name] = new ImageProperty("[" + string.Join(", ", items) + "]", true);
        }
    }
}
