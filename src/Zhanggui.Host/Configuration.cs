using Zhanggui.Kernel;
using Zhanggui.Kernel.Settings;

namespace Zhanggui.Host;

/// <summary>
/// Where settings come from, later ones winning: <c>appsettings.json</c> beside the program, <c>zhanggui.json</c> in the
/// data folder (or the file that <c>ZHANGGUI_CONFIG</c> names), environment variables, the command line.
/// </summary>
internal static class HouseConfiguration
{
    public const string FileName = "zhanggui.json";

    private static readonly string[] Sections = ["Kernel", "Host", "People", "Rules", "Shop", "Shifts", "Reception", "Files", "Visitors", "Logging", "Urls"];

    /// <summary>Adds the settings file below the environment variables and refuses sections that no room reads.</summary>
    public static void AddSettingsFile(this ConfigurationManager configuration)
    {
        var named = configuration["ZHANGGUI_CONFIG"];
        var path = Path.GetFullPath(named is { Length: > 0 } ? named : Path.Combine(DataDir(configuration), FileName));
        if (!File.Exists(path))
        {
            if (named is { Length: > 0 })
            {
                throw new SettingsException($"ZHANGGUI_CONFIG names {path}, which is not there.");
            }

            return;
        }

        var file = new ConfigurationManager();
        try
        {
            file.AddJsonFile(path, optional: false, reloadOnChange: false);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new SettingsException($"{path} is not valid JSON: {error.InnerException?.Message ?? error.Message}");
        }

        foreach (var child in file.GetChildren().Where(c => !Sections.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            throw new SettingsException($"Unknown section {child.Key} in {path}. Known: {string.Join(", ", Sections)}.");
        }

        // Below the environment: whoever starts the process has the last word.
        var source = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = path, ReloadOnChange = false };
        source.ResolveFileProvider();
        var environment = configuration.Sources.ToList().FindIndex(s => s is Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        configuration.Sources.Insert(environment < 0 ? configuration.Sources.Count : environment, source);
    }

    public static KernelOptions ReadKernel(IConfiguration configuration)
    {
        var options = RoomSettings.Read<KernelOptions>(configuration, "Kernel");
        options.DataDir = DataDir(configuration);
        options.Postgres = configuration["ZHANGGUI_POSTGRES"] ?? options.Postgres;
        options.MasterKey = configuration["ZHANGGUI_MASTER_KEY"] ?? options.MasterKey;
        if (options.MasterKey.Length > 0 && !IsKey(options.MasterKey))
        {
            throw new SettingsException("ZHANGGUI_MASTER_KEY must be 32 bytes in base64 (for example from: openssl rand -base64 32).");
        }

        return options;
    }

    public static HouseHostOptions ReadHost(IConfiguration configuration)
    {
        var options = RoomSettings.Read<HouseHostOptions>(configuration, "Host");
        foreach (var proxy in (configuration["ZHANGGUI_TRUSTED_PROXIES"] ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            options.TrustedProxies.Add(proxy);
        }

        return options;
    }

    private static string DataDir(IConfiguration configuration) =>
        configuration["ZHANGGUI_DATA_DIR"] is { Length: > 0 } dir ? dir
        : configuration["Kernel:DataDir"] is { Length: > 0 } set ? set
        : new KernelOptions().DataDir;

    private static bool IsKey(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var written) && written == 32;
}
