using Model.Compute;
using Model.Python;

namespace Model.Scheduling;

/// <summary>
/// What a flavor and an image together ask of a guest, as far as the query to Placement depends on it
/// (<c>nova/virt/hardware.py</c>, get_*_constraint). The flavor may repeat the image's wish but not contradict it.
/// </summary>
public static class GuestConstraints
{
    /// <summary>The policy <c>os:secure_boot</c>: <c>required</c>, <c>disabled</c>, <c>optional</c>, or null.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c> or <c>Invalid</c>.</exception>
    public static string? SecureBoot(Flavor flavor, ImageProperties image) =>
        OneOf(Unique(flavor, image, "os", "secure_boot"), "secure boot policy", "required", "disabled", "optional");

    /// <summary>The mode of guest physical address bits: <c>passthrough</c>, <c>emulate</c>, or null.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c> or <c>Invalid</c>.</exception>
    public static string? AddressBitsMode(Flavor flavor, ImageProperties image) =>
        OneOf(Unique(flavor, image, "hw", "maxphysaddr_mode"), "maxphysaddr mode", "passthrough", "emulate");

    /// <summary>The sound device's model, or null.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c> or <c>Invalid</c>.</exception>
    public static string? SoundModel(Flavor flavor, ImageProperties image)
    {
        string? model = Unique(flavor, image, "hw", "sound_model");
        return string.IsNullOrEmpty(model)
            ? model
            : OneOf(model, "sound device model", "sb16", "es1370", "pcspk", "ac97", "ich6", "ich9", "usb", "virtio");
    }

    /// <summary>Whether the image asks for firmware without state.</summary>
    /// <exception cref="NovaException"><c>Invalid</c>: without UEFI.</exception>
    public static bool StatelessFirmware(ImageProperties image)
    {
        if (image.Find("hw_firmware_stateless") is not { IsTrue: true })
        {
            return false;
        }

        return image.Text("hw_firmware_type") == "uefi"
            ? true
            : throw new NovaException("Invalid", "Stateless firmware is supported only when UEFI firmware type is used.");
    }

    /// <summary>The virtual TPM's version and model, or null for a guest without.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c> or <c>Invalid</c>.</exception>
    public static (string Version, string Model)? Tpm(Flavor flavor, ImageProperties image)
    {
        string? version = OneOf(Unique(flavor, image, "hw", "tpm_version"), "TPM version", "1.2", "2.0");
        if (version is null)
        {
            return null;
        }

        string model = OneOf(Unique(flavor, image, "hw", "tpm_model"), "TPM model", "tpm-tis", "tpm-crb") ?? "tpm-tis";
        return model == "tpm-crb" && version != "2.0"
            ? throw new NovaException("Invalid", "TPM model CRB is only valid with TPM version 2.0.")
            : (version, model);
    }

    /// <summary>The CPU feature for encrypted guest memory, <c>amd-sev</c> or <c>amd-sev-es</c>, or null for a guest without.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c>, <c>InvalidMachineType</c> or <c>Invalid</c>.</exception>
    public static string? MemoryEncryption(Flavor flavor, ImageProperties image)
    {
        bool? ofFlavor = Boolean(flavor.ExtraSpec("hw:mem_encryption"));
        bool? ofImage = image.Find("hw_mem_encryption")?.IsTrue;
        if (ofFlavor is not true && ofImage is not true)
        {
            return null;
        }

        if (ofFlavor is not null && ofImage is not null && ofFlavor != ofImage)
        {
            throw Conflict("hw", "mem_encryption");
        }

        if (image.Text("hw_firmware_type") != "uefi")
        {
            throw new NovaException("FlavorImageConflict", "memory encryption needs the image property hw_firmware_type=uefi");
        }

        if (image.Text("hw_machine_type") is { } machine && !machine.Contains("q35", StringComparison.Ordinal))
        {
            throw new NovaException(
                "InvalidMachineType", $"Machine type '{machine}' is not compatible: q35 type is required for SEV to work");
        }

        string? flavorModel = flavor.ExtraSpec("hw:mem_encryption_model");
        string? imageModel = image.Text("hw_mem_encryption_model");
        if (flavorModel is not null && imageModel is not null && flavorModel != imageModel)
        {
            throw Conflict("hw", "mem_encryption_model");
        }

        string? model = string.IsNullOrEmpty(imageModel) ? flavorModel : imageModel;
        return string.IsNullOrEmpty(model) ? "amd-sev" : OneOf(model, "memory encryption model", "amd-sev", "amd-sev-es");
    }

    /// <summary>The labels of persistent memory namespaces in <c>hw:pmem</c>, in order; one may occur several times.</summary>
    public static IReadOnlyList<string> PersistentMemory(Flavor flavor) =>
        [.. (flavor.ExtraSpec("hw:pmem") ?? "").Split(',').Select(label => label.Trim()).Where(label => label.Length > 0)];

    /// <summary>Whether virtio devices shall use packed rings.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c>.</exception>
    public static bool PackedRings(Flavor flavor, ImageProperties image) => Flag(flavor, image, "virtio_packed_ring");

    /// <summary>Whether ephemeral disks shall be encrypted.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c>.</exception>
    public static bool EphemeralEncryption(Flavor flavor, ImageProperties image) => Flag(flavor, image, "ephemeral_encryption");

    /// <summary>The format of encrypted ephemeral disks, or null.</summary>
    /// <exception cref="NovaException"><c>FlavorImageConflict</c> or <c>Invalid</c>.</exception>
    public static string? EphemeralEncryptionFormat(Flavor flavor, ImageProperties image)
    {
        string? format = Unique(flavor, image, "hw", "ephemeral_encryption_format");
        return string.IsNullOrEmpty(format) ? null : OneOf(format, "ephemeral encryption format", "plain", "luks", "luksv2");
    }

    private static bool Flag(Flavor flavor, ImageProperties image, string key)
    {
        bool? ofFlavor = Boolean(flavor.ExtraSpec("hw:" + key));
        bool? ofImage = image.Find("hw_" + key)?.IsTrue;
        return ofFlavor is not null && ofImage is not null && ofFlavor != ofImage
            ? throw Conflict("hw", key)
            : ofFlavor is true || ofImage is true;
    }

    /// <summary>The value that flavor and image agree on; an empty one counts as none.</summary>
    private static string? Unique(Flavor flavor, ImageProperties image, string prefix, string key)
    {
        string? ofFlavor = flavor.ExtraSpec($"{prefix}:{key}");
        string? ofImage = image.Text($"{prefix}_{key}");
        if (!string.IsNullOrEmpty(ofFlavor) && !string.IsNullOrEmpty(ofImage) && ofFlavor != ofImage)
        {
            throw Conflict(prefix, key);
        }

        return string.IsNullOrEmpty(ofFlavor) ? ofImage : ofFlavor;
    }

    private static string? OneOf(string? value, string what, params ReadOnlySpan<string> allowed) =>
        value is null || allowed.Contains(value)
            ? value
            : throw new NovaException("Invalid", $"Invalid {what} '{value}'. Allowed values: {string.Join(", ", allowed.ToArray())}.");

    /// <summary>Any text but a known word for true is false.</summary>
    private static bool? Boolean(string? text) => text is null ? null : PythonText.IsTrue(text);

    private static NovaException Conflict(string prefix, string key) => new(
        "FlavorImageConflict", $"the flavor's extra spec {prefix}:{key} conflicts with the image's property {prefix}_{key}");
}
