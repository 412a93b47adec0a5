namespace Simulator.Randomness;

/// <summary>Chooses among items by weight; each choice takes exactly one number from the stream.</summary>
/// <typeparam name="T">The items' type.</typeparam>
public sealed class WeightedChoice<T>
{
    private readonly T[] items;
    private readonly double[] limits;

    /// <summary>Creates the choice.</summary>
    /// <param name="items">One or more items.</param>
    /// <param name="weights">As many weights, 0 or more, of which one is more than 0.</param>
    /// <exception cref="ArgumentException">The lists differ in length, are empty, or hold a weight out of its range.</exception>
    public WeightedChoice(IReadOnlyList<T> items, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(weights);
        if (items.Count == 0 || items.Count != weights.Count)
        {
            throw new ArgumentException("A choice needs one weight for each of one or more items.", nameof(weights));
        }

        this.items = [.. items];
        limits = new double[items.Count];
        double sum = 0;
        for (int index = 0; index < limits.Length; index++)
        {
            double weight = weights[index];
            if (!(double.IsFinite(weight) && weight >= 0))
            {
                throw new ArgumentException("A weight must be a finite number, 0 or more.", nameof(weights));
            }

            sum += weight;
            limits[index] = sum;
        }

        if (!(double.IsFinite(sum) && sum > 0))
        {
            throw new ArgumentException("One of the weights must be more than 0.", nameof(weights));
        }
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>Probability of the item at an index.</summary>
    public double ShareOf(int index) => (limits[index] - (index == 0 ? 0 : limits[index - 1])) / limits[^1];

    /// <summary>The item that a share of the total weight falls on.</summary>
    /// <param name="p">The share, from 0 to below 1.</param>
    public T At(double p)
    {
        double wanted = p * limits[^1];
        int found = Array.BinarySearch(limits, wanted);

        // On a limit the next item begins; items without weight have the limit of their predecessor and are passed over.
        int index = found < 0 ? ~found : found + 1;
        while (index < limits.Length - 1 && limits[index] <= wanted)
        {
            index++;
        }

        index = Math.Min(index, limits.Length - 1);
        while (index > 0 && limits[index] == limits[index - 1])
        {
            index--;
        }

        return items[index];
    }

    /// <summary>Draws an item.</summary>
    public T Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return At(stream.NextDouble());
    }
}
