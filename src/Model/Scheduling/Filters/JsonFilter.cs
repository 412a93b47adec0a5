namespace Model.Scheduling.Filters;

/// <summary>
/// Evaluates the JSON expression of hint <c>query</c> against the host, for example
/// <c>["and", ["&gt;=", "$free_ram_mb", 1024], ["=", "$hypervisor_type", "QEMU"]]</c> (Nova: <c>filters/json_filter.py</c>).
/// </summary>
public sealed class JsonFilter : IHostFilter
{
    private const int DepthMax = 1000;

    /// <inheritdoc/>
    public string Name => "JsonFilter";

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (request.Hint("query") is not { } hint || hint is [] or [""])
        {
            return FilterVerdict.Pass;
        }

        if (hint.Count > 1)
        {
            throw new NovaException("TypeError", "the JSON object must be str, bytes or bytearray, not list");
        }

        if (!LooseJson.TryParse(hint[0], out object? query))
        {
            throw new NovaException("JSONDecodeError", "the query is not JSON");
        }

        object? result = Evaluate(query, host, DepthMax);
        bool passes = result is List<object?> results ? results.Exists(LooseValue.IsTrue) : LooseValue.IsTrue(result);
        return passes ? FilterVerdict.Pass : FilterVerdict.Fail("the query {0} is false", hint[0]);
    }

    private static object? Evaluate(object? query, HostState host, int depth)
    {
        if (depth == 0)
        {
            throw new NovaException("RecursionError", "maximum recursion depth exceeded");
        }

        if (!LooseValue.IsTrue(query))
        {
            return true;
        }

        string command = query switch
        {
            List<object?> items => items[0] as string ?? throw new NovaException("KeyError", LooseValue.ToText(items[0])),
            string text => text[..1],
            LooseMap => throw new NovaException("KeyError", "0"),
            _ => throw new NovaException("TypeError", "the query cannot be indexed"),
        };
        List<object?> arguments = [];
        // A text is taken apart into its letters, the first of which is the operator.
        IEnumerable<object?> terms = query as List<object?> ?? ((string)query).Select(letter => (object?)letter.ToString());
        foreach (object? term in terms.Skip(1))
        {
            object? argument = term switch
            {
                List<object?> => Evaluate(term, host, depth - 1),
                string text => Resolve(text, host),
                _ => term,
            };
            if (argument is not null)
            {
                arguments.Add(argument);
            }
        }

        return Apply(command, arguments);
    }

    private static object? Apply(string command, List<object?> arguments) => command switch
    {
        "=" => HoldsForAll(arguments, LooseValue.AreEqual),
        "<" => HoldsForAll(arguments, (left, right) => LooseValue.Compare(left, right) < 0),
        ">" => HoldsForAll(arguments, (left, right) => LooseValue.Compare(left, right) > 0),
        "<=" => HoldsForAll(arguments, (left, right) => LooseValue.Compare(left, right) <= 0),
        ">=" => HoldsForAll(arguments, (left, right) => LooseValue.Compare(left, right) >= 0),
        "in" => arguments.Count >= 2 && arguments.Skip(1).Any(other => LooseValue.AreEqual(arguments[0], other)),
        // The answer is a list, which counts as true wherever it is an argument itself, unless it is empty.
        "not" => arguments.Select(argument => (object?)!LooseValue.IsTrue(argument)).ToList(),
        "or" => arguments.Exists(LooseValue.IsTrue),
        "and" => arguments.TrueForAll(LooseValue.IsTrue),
        _ => throw new NovaException("KeyError", command),
    };

    /// <summary>Whether the relation holds between the first argument and every other; false without another.</summary>
    private static bool HoldsForAll(List<object?> arguments, Func<object?, object?, bool> relation)
    {
        bool holds = arguments.Count >= 2;
        for (int index = 1; index < arguments.Count; index++)
        {
            // All are compared even after a failure: one that cannot be compared is an error.
            holds &= relation(arguments[0], arguments[index]);
        }

        return holds;
    }

    /// <summary>A text that begins with $ stands for an attribute of the host, or for an entry of one.</summary>
    private static object? Resolve(string text, HostState host)
    {
        if (text.Length == 0 || text[0] != '$')
        {
            return text.Length == 0 ? null : text;
        }

        string[] path = text[1..].Split('.');
        object? value = HostAttributes.Get(host, path[0]);
        for (int index = 1; index < path.Length && value is not null; index++)
        {
            value = value is LooseMap map
                ? map.Get(path[index])
                : throw new NovaException("AttributeError", $"'{path[index - 1]}' has no attribute 'get'");
        }

        return value;
    }
}
