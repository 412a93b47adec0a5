namespace Model.Placement;

/// <summary>How suffixed groups share providers (Placement: <c>group_policy</c>).</summary>
public enum GroupPolicy
{
    /// <summary>Not given: like <see cref="None"/>; an error with two or more suffixed groups.</summary>
    Unspecified,

    /// <summary>One provider may serve several groups.</summary>
    None,

    /// <summary>Every suffixed group has a provider of its own.</summary>
    Isolate,
}
