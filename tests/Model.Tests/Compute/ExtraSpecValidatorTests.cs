using Model.Compute.ExtraSpecs;
using Xunit;

namespace Model.Tests.Compute;

/// <summary>Goal: corners of the validation of extra specs that the recordings do not reach.</summary>
public sealed class ExtraSpecValidatorTests
{
    [Theory]
    [InlineData("trait{group}:CUSTOM_{trait}", "required", false)]
    [InlineData("trait{group}:CUSTOM_X", "required", true)]
    [InlineData("resources{group}:VCPU", "1", false)]
    [InlineData("hw:numa_memX7", "1", true)]
    [InlineData("hw:numa_mem.7", "1", true)]
    [InlineData("capabilities:vcpus:x", "1", false)]
    [InlineData("capabilities:stats:a:b", "1", true)]
    [InlineData("quota:disk_io_shares_level", "custom", true)]
    [InlineData("quota:vif_outbound_burst", "-1", false)]
    [InlineData("hw:redirected_usb_ports", "99999999999999999999999999", false)]
    [InlineData("resources:VCPU", "99999999999999999999999999", true)]
    [InlineData("hw:mem_encryption_model", "amd-sev-snp", false)]
    [InlineData("hw:tpm_secret_security", "user", false)]
    public void Names_and_values_are_judged_by_the_table(string name, string value, bool accepted) =>
        Assert.Equal(accepted, ExtraSpecValidator.Refusal(name, value) is null);

    [Fact]
    public void A_pattern_with_nested_repetitions_takes_linear_time() =>
        Assert.NotNull(ExtraSpecValidator.Refusal("hw:cpu_dedicated_mask", string.Concat(Enumerable.Repeat("1-2,", 20_000)) + "x"));

    [Fact]
    public void A_refusal_is_a_validation_error() => Assert.Equal(
        "ValidationError", Assert.Throws<NovaException>(() => ExtraSpecValidator.Validate("hw:nope", "1")).Name);
}
