using Model.Configuration;
using Model.Compute;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts whose guests have image properties in common with the request (Nova: <c>weights/image_props.py</c>).</summary>
public sealed class ImagePropertiesWeigher(NovaOptions options) : IHostWeigher
{
    private readonly IReadOnlyList<KeyValuePair<string, double>> _settings = options.FilterScheduler.ImagePropsWeightSetting;

    /// <inheritdoc/>
    public string Name => "ImagePropertiesWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "image_props_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.ImagePropsWeightMultiplier;

    /// <inheritdoc/>
    public bool IsNeutral(RequestSpec request) => Multiplier == 0;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        // Off by the option alone, whatever multiplier an aggregate sets (docs/fidelity.md N60).
        if (Multiplier == 0 || !host.IsCellKnown)
        {
            return 0;
        }

        double weight = 0;
        foreach (KeyValuePair<string, ImageProperty> property in request.ImageProperties.Values)
        {
            int count = CountOn(host, property.Key, property.Value.Text);
            if (count > 0)
            {
                weight += RatioOf(property.Key) * count;
            }
        }

        return weight;
    }

    private static int CountOn(HostState host, string name, string value)
    {
        // A mere count: the order of look-up tables does not matter.
        int count = 0;
        foreach (Image? image in host.Instances.Values)
        {
            if (image is not null && ImageProperties.Of(image).Text(name) == value)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>1 for all properties without a setting; with one, the last ratio of the property, or 0.</summary>
    private double RatioOf(string name)
    {
        double ratio = _settings.Count == 0 ? 1 : 0;
        foreach (KeyValuePair<string, double> setting in _settings)
        {
            ratio = setting.Key == name ? setting.Value : ratio;
        }

        return ratio;
    }
}
