namespace Model.Configuration;

/// <summary>
/// Options in real nova.conf files that belong to libraries (messaging, logging, policy, …) and so are not in Nova's own list.
/// The model ignores them with a warning instead of calling them unknown.
/// </summary>
internal static class LibraryOptions
{
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal)
    {
        "cors", "healthcheck", "keystone_authtoken", "oslo_concurrency", "oslo_limit", "oslo_messaging_amqp", "oslo_messaging_kafka",
        "oslo_messaging_metrics", "oslo_messaging_notifications", "oslo_messaging_rabbit", "oslo_middleware", "oslo_policy",
        "oslo_reports", "oslo_versionedobjects", "os_vif_linux_bridge", "os_vif_noop", "os_vif_ovs", "placement_database",
        "privsep", "privsep_osbrick", "nova_sys_admin", "profiler", "remote_debug", "ssl", "upgrade_check",
        "vif_plug_linux_bridge_privileged", "vif_plug_ovs_privileged", "vif_plug_noop_privileged",
    };

    private static readonly HashSet<string> DefaultNames = new(StringComparer.Ordinal)
    {
        "backdoor_port", "backdoor_socket", "client_socket_timeout", "conn_pool_min_size", "conn_pool_ttl", "control_exchange",
        "debug", "default_log_levels", "enabled_apis", "enabled_ssl_apis", "executor_thread_pool_size", "fatal_deprecations",
        "graceful_shutdown_timeout", "instance_format", "instance_uuid_format", "log_color", "log_config_append", "log_date_format",
        "log_dir", "log_file", "log_options", "log_rotate_interval", "log_rotate_interval_type", "log_rotation_type",
        "logging_context_format_string", "logging_debug_format_suffix", "logging_default_format_string",
        "logging_exception_prefix", "logging_user_identity_format", "logfile", "logdir", "max_header_line", "max_logfile_count",
        "max_logfile_size_mb", "metadata_listen", "metadata_listen_port", "metadata_workers", "osapi_compute_listen",
        "osapi_compute_listen_port", "osapi_compute_workers", "publish_errors", "rate_limit_burst", "rate_limit_except_level",
        "rate_limit_interval", "rpc_conn_pool_size", "rpc_ping_enabled", "rpc_response_timeout", "run_external_periodic_tasks",
        "syslog_log_facility", "tcp_keepidle", "transport_url", "use_journal", "use_json", "use_stderr", "use_syslog",
        "watch_log_file", "wsgi_default_pool_size", "wsgi_keep_alive", "wsgi_log_format", "wsgi_server_debug",
    };

    /// <summary>Whether every option of a section belongs to a library, or is defined at run time for a mediated device type.</summary>
    public static bool OwnsGroup(string group) =>
        Groups.Contains(group)
        || group.StartsWith("mdev_", StringComparison.Ordinal)
        || group.StartsWith("vgpu_", StringComparison.Ordinal);

    /// <summary>Whether an option belongs to a library.</summary>
    public static bool Owns(string group, string name) =>
        OwnsGroup(group) || (group == OptionDefinition.DefaultGroup && DefaultNames.Contains(name));
}
