using System.Globalization;
using Model.Python;

namespace Model.Compute;

/// <summary>
/// The image properties that Nova knows and what values they take (Nova: <c>objects/image_meta.py</c>,
/// <c>objects/fields.py</c>).
/// </summary>
public static class ImagePropertyTable
{
    private static readonly string[] DiskBuses = ["fdc", "ide", "sata", "scsi", "usb", "virtio", "xen", "lxc", "uml"];

    private static readonly string[] HypervisorTypes =
    [
        "baremetal", "bhyve", "docker", "fake", "hyperv", "ironic", "kqemu", "kvm", "lxc", "lxd", "openvz", "parallels", "phyp",
        "qemu", "test", "uml", "vbox", "vz", "vmware", "xen", "zvm", "prsm",
    ];

    private static readonly string[] VifModels =
    [
        "virtio", "ne2k_pci", "pcnet", "rtl8139", "e1000", "e1000e", "netfront", "spapr-vlan", "lan9118", "sriov", "vmxnet",
        "vmxnet3", "igb",
    ];

    private static readonly Dictionary<string, string> PresentNames = new(StringComparer.Ordinal)
    {
        ["architecture"] = "hw_architecture",
        ["owner_id"] = "img_owner_id",
        ["vmware_disktype"] = "hw_disk_type",
        ["vmware_image_version"] = "img_version",
        ["vmware_ostype"] = "os_distro",
        ["auto_disk_config"] = "hw_auto_disk_config",
        ["ipxe_boot"] = "hw_ipxe_boot",
        ["xenapi_device_id"] = "hw_device_id",
        ["xenapi_image_compression_level"] = "img_compression_level",
        ["vmware_linked_clone"] = "img_linked_clone",
        ["xenapi_use_agent"] = "img_use_agent",
        ["xenapi_skip_agent_inject_ssh"] = "os_skip_agent_inject_ssh",
        ["xenapi_skip_agent_inject_files_at_boot"] = "os_skip_agent_inject_files_at_boot",
        ["cache_in_nova"] = "img_cache_in_nova",
        ["vm_mode"] = "hw_vm_mode",
        ["bittorrent"] = "img_bittorrent",
        ["bdm_v2"] = "img_bdm_v2",
        ["root_device_name"] = "img_root_device_name",
        ["hypervisor_version_requires"] = "img_hv_requested_version",
        ["hypervisor_type"] = "img_hv_type",
    };

    private static readonly Dictionary<string, Func<string, ImageProperty?>> Readers = MakeReaders();

    /// <summary>Whether a property is known under this name.</summary>
    public static bool IsKnown(string name) => Readers.ContainsKey(name);

    /// <summary>The present name of a property that is given under an old one, or null.</summary>
    public static string? PresentName(string legacyName) => PresentNames.GetValueOrDefault(legacyName);

    /// <summary>Reads a value of a known property.</summary>
    /// <exception cref="NovaException">ValueError: not a value that Nova accepts.</exception>
    public static ImageProperty Read(string name, string value) => Readers[name](value)
        ?? throw new NovaException("ValueError", $"Field value {value} is invalid for image property {name}");

    private static Dictionary<string, Func<string, ImageProperty?>> MakeReaders()
    {
        Dictionary<string, Func<string, ImageProperty?>> readers = new(StringComparer.Ordinal);
        Add(Text, "hw_auto_disk_config", "hw_cpu_realtime_mask", "hw_disk_type", "hw_machine_type", "hw_mem_page_size");
        Add(Text, "hw_ephemeral_encryption_secret_uuid", "img_owner_id", "img_root_device_name", "img_signature");
        Add(Text, "img_signature_certificate_uuid", "img_signature_hash_method", "os_admin_user", "os_command_line", "os_distro");
        Add(Integer, "hw_cpu_cores", "hw_cpu_sockets", "hw_cpu_max_cores", "hw_cpu_max_sockets", "hw_cpu_max_threads");
        Add(Integer, "hw_cpu_threads", "hw_device_id", "hw_numa_nodes", "hw_serial_port_count", "hw_video_ram");
        Add(Integer, "hw_maxphysaddr_bits", "hw_redirected_usb_ports", "img_compression_level", "img_version");
        Add(Boolean, "hw_boot_menu", "hw_firmware_stateless", "hw_ipxe_boot", "hw_locked_memory", "hw_mem_encryption", "hw_pmu");
        Add(Boolean, "hw_qemu_guest_agent", "hw_time_hpet", "hw_vif_multiqueue_enabled", "hw_ephemeral_encryption");
        Add(Boolean, "hw_virtio_packed_ring", "img_bittorrent", "img_bdm_v2", "img_cache_in_nova", "img_linked_clone");
        Add(Boolean, "img_use_agent", "img_hide_hypervisor_id", "os_require_quiesce", "os_skip_agent_inject_files_at_boot");
        Add(Boolean, "os_skip_agent_inject_ssh");
        Add(OneOf(DiskBuses), "hw_cdrom_bus", "hw_disk_bus", "hw_floppy_bus", "hw_rescue_bus");
        Add(OneOf("dedicated", "shared", "mixed"), "hw_cpu_policy");
        Add(OneOf("prefer", "isolate", "require"), "hw_cpu_thread_policy");
        Add(OneOf("uefi", "bios"), "hw_firmware_type");
        Add(OneOf("usb", "virtio"), "hw_input_bus");
        Add(OneOf("amd-sev", "amd-sev-es"), "hw_mem_encryption_model");
        Add(OneOf("required", "legacy", "preferred", "socket"), "hw_pci_numa_affinity_policy");
        Add(OneOf("usbtablet"), "hw_pointer_model");
        Add(OneOf("cdrom", "disk", "floppy", "fs", "lun"), "hw_rescue_device");
        Add(OneOf("virtio"), "hw_rng_model");
        Add(ScsiModel, "hw_scsi_model");
        Add(OneOf("cirrus", "qxl", "vga", "vmvga", "xen", "virtio", "gop", "none", "bochs"), "hw_video_model");
        Add(VifModel, "hw_vif_model");
        Add(OneOf("intel", "smmuv3", "virtio", "auto"), "hw_viommu_model");
        Add(VmMode, "hw_vm_mode");
        Add(OneOf("none", "pause", "poweroff", "reset", "disabled"), "hw_watchdog_action");
        Add(OneOf("tpm-tis", "tpm-crb"), "hw_tpm_model");
        Add(OneOf("1.2", "2.0"), "hw_tpm_version");
        Add(OneOf("plain", "luks", "luksv2"), "hw_ephemeral_encryption_format");
        Add(OneOf("passthrough", "emulate"), "hw_maxphysaddr_mode");
        Add(OneOf("sb16", "es1370", "pcspk", "ac97", "ich6", "ich9", "usb", "virtio"), "hw_sound_model");
        Add(OneOf("none", "nec-xhci", "qemu-xhci"), "hw_usb_model");
        Add(OneOf("optional", "mandatory"), "img_config_drive");
        Add(
            OneOf("DSA", "ECC_SECP384R1", "ECC_SECP521R1", "ECC_SECT409K1", "ECC_SECT409R1", "ECC_SECT571K1", "ECC_SECT571R1", "RSA-PSS"),
            "img_signature_key_type");
        Add(OneOf("required", "disabled", "optional"), "os_secure_boot");
        Add(value => OneOf("linux", "windows")(value.ToLowerInvariant()), "os_type");
        Add(
            value => Architectures.TryCanonicalize(value, out string name) ? Text(name) : null,
            "hw_architecture", "hw_emulation_architecture");
        Add(HypervisorType, "img_hv_type");
        Add(value => VersionPredicate.TryParse(value, out _) ? Text(value) : null, "img_hv_requested_version");
        return readers;

        void Add(Func<string, ImageProperty?> reader, params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                readers.Add(name, reader);
            }
        }
    }

    private static ImageProperty? Text(string value) => new ImageProperty(value, value.Length > 0);

    private static ImageProperty? Integer(string value) => PythonNumber.TryParseInteger(value, out long number)
        ? new ImageProperty(number.ToString(CultureInfo.InvariantCulture), number != 0)
        : null;

    /// <summary>Anything that is not a known word for true is false (oslo.utils <c>strutils.bool_from_string</c>).</summary>
    private static ImageProperty? Boolean(string value) =>
        PythonText.IsTrue(value) ? new ImageProperty("True", true) : new ImageProperty("False", false);

    private static Func<string, ImageProperty?> OneOf(params string[] values) =>
        value => Array.IndexOf(values, value) >= 0 ? Text(value) : null;

    private static ImageProperty? ScsiModel(string value)
    {
        string lower = value.ToLowerInvariant();
        lower = lower switch
        {
            "lsilogicsas" => "lsisas1068",
            "paravirtual" => "vmpvscsi",
            _ => lower,
        };
        return OneOf("buslogic", "ibmvscsi", "lsilogic", "lsisas1068", "lsisas1078", "virtio-scsi", "vmpvscsi")(lower);
    }

    private static ImageProperty? VifModel(string value)
    {
        string lower = value.ToLowerInvariant();
        lower = lower switch
        {
            "virtuale1000" => "e1000",
            "virtuale1000e" => "e1000e",
            "virtualpcnet32" => "pcnet",
            "virtualsriovethernetcard" => "sriov",
            "virtualvmxnet" => "vmxnet",
            "virtualvmxnet3" => "vmxnet3",
            _ => lower,
        };
        return OneOf(VifModels)(lower);
    }

    private static ImageProperty? VmMode(string value)
    {
        string lower = value.ToLowerInvariant();
        lower = lower switch
        {
            "pv" => "xen",
            "hv" or "baremetal" => "hvm",
            _ => lower,
        };
        return OneOf("hvm", "xen", "uml", "exe")(lower);
    }

    private static ImageProperty? HypervisorType(string value)
    {
        string lower = value.ToLowerInvariant();
        return OneOf(HypervisorTypes)(lower == "xapi" ? "xen" : lower);
    }
}
