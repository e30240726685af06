using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Zhanggui.Kernel.Settings;

/// <summary>A setting that stops the start, in words for whoever runs the house.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>
/// Reads a room's section into its options record: an unknown key is refused by name, values that do not fit their
/// type or their <see cref="RangeAttribute"/> (or another validation attribute) are refused with the key.
/// </summary>
public static class RoomSettings
{
    /// <summary>Reads section <paramref name="section"/> (the room's name, e.g. <c>Reception</c>) and registers the options as a singleton.</summary>
    public static T AddRoomSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = Read<T>(configuration, section);
        services.AddSingleton(options);
        return options;
    }

    /// <summary>Reads and checks a section without registering it.</summary>
    public static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        var part = configuration.GetSection(section);
        var problems = new List<string>();
        FindUnknown(typeof(T), part, problems);
        if (problems.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, problems));
        }

        var options = new T();
        try
        {
            part.Bind(options);
        }
        catch (InvalidOperationException error)
        {
            throw new SettingsException($"{section}: {error.Message} {error.InnerException?.Message}".TrimEnd());
        }

        Validate(options, section, problems);
        return problems.Count == 0 ? options : throw new SettingsException(string.Join(Environment.NewLine, problems));
    }

    private static void FindUnknown(Type type, IConfigurationSection section, List<string> problems)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite || IsOwn(p.PropertyType))
            .ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out var childType))
            {
                problems.Add($"Unknown setting {child.Path}. Known in {section.Path}: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (IsOwn(childType))
            {
                FindUnknown(childType, child, problems);
            }
        }
    }

    private static void Validate(object options, string path, List<string> problems)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        problems.AddRange(results.Select(r => $"{path}:{string.Join(',', r.MemberNames)}: {r.ErrorMessage}"));
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => IsOwn(p.PropertyType) && p.GetIndexParameters().Length == 0))
        {
            if (property.GetValue(options) is { } nested)
            {
                Validate(nested, $"{path}:{property.Name}", problems);
            }
        }
    }

    // Records of settings nested in settings; lists and dictionaries have keys of their own.
    private static bool IsOwn(Type type) =>
        type is { IsClass: true, IsArray: false } && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type) && type.Assembly.GetName().Name!.StartsWith("Zhanggui", StringComparison.Ordinal);
}
