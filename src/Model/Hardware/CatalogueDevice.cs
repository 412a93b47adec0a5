namespace Model.Hardware;

/// <summary>A device model of the <see cref="DeviceCatalogue"/>. Its numbers are defaults that a template may override.</summary>
/// <param name="Name">The short name templates use, for example <c>intel-x520</c>.</param>
/// <param name="VendorId">Vendor id.</param>
/// <param name="DeviceId">Device id of the function (of the PF where it has SR-IOV).</param>
/// <param name="ClassCode">Class, subclass and programming interface.</param>
/// <param name="Driver">The kernel's usual driver.</param>
/// <param name="Virtual">Its virtual functions; null without SR-IOV.</param>
/// <param name="Description">The name people know.</param>
public sealed record CatalogueDevice(
    string Name, int VendorId, int DeviceId, int ClassCode, string Driver, CatalogueVirtualFunctions? Virtual, string Description);
