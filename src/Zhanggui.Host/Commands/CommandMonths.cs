using System.CommandLine;
using NodaTime;
using NodaTime.Text;

namespace Zhanggui.Host.Commands;

/// <summary>Months as options write them: 2026-10.</summary>
internal static class CommandMonths
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static Option<string> Option(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !Pattern.Parse(text).Success)
            {
                result.AddError($"月份写成 2026-10。 A month is written 2026-10, not '{text}'.");
            }
        });
        return option;
    }

    public static YearMonth Parse(string text) => Pattern.Parse(text).Value;

    public static string Write(YearMonth month) => Pattern.Format(month);
}
