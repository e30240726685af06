using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Kernel.Http;

/// <summary>The one JSON form of the house: camelCase names, kebab-case enums, ISO instants, Chinese unescaped.</summary>
public static class HouseJson
{
    public static readonly JsonSerializerOptions Options = Make();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new TypedIdJson());
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new LocalDateJson());
        options.Converters.Add(new LocalTimeJson());
        options.Converters.Add(new LocalDateTimeJson());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
