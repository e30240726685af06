using System.Collections;
using System.Reflection;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.FactsFolders;

/// <summary>A fact set with one row in every file and a value in every column, made from the records themselves: a column that the schema forgets is found.</summary>
internal static class FullFacts
{
    private static readonly Dictionary<string, string> Choices = new(StringComparer.Ordinal)
    {
        ["Responsible"] = "courier",
        ["Rating"] = "neutral",
        ["ChangedTo"] = "good",
        ["ReviewFact.Cause"] = "goods",
        ["Stage"] = "loss",
        ["Place"] = "home",
        ["Outcome"] = "broken",
        ["FilterFact.Kind"] = "named",
        ["Zone"] = "Asia/Tokyo",
        ["Approved"] = "[1]",
    };

    public static FactSet Make()
    {
        var facts = new FactSet();
        foreach (var property in Lists())
        {
            var type = property.PropertyType.GetGenericArguments()[0];
            var rows = Array.CreateInstance(type, 1);
            rows.SetValue(Row(type), 0);
            property.SetValue(facts, rows);
        }

        return facts;
    }

    public static IEnumerable<object> Rows(FactSet facts) => Lists().SelectMany(p => ((IEnumerable)p.GetValue(facts)!).Cast<object>());

    private static IEnumerable<PropertyInfo> Lists() => typeof(FactSet).GetProperties().Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));

    private static object Row(Type type)
    {
        var row = Activator.CreateInstance(type)!;
        var number = 0;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && (type, p.Name) is not (_, nameof(MessageFact.Channel))))
        {
            number++;
            property.SetValue(row, Value(type, property, number));
        }

        return row;
    }

    private static object Value(Type row, PropertyInfo property, int number) => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
    {
        var t when t == typeof(string) => Choices.GetValueOrDefault($"{row.Name}.{property.Name}") ?? Choices.GetValueOrDefault(property.Name) ?? $"{property.Name}{number}",
        var t when t == typeof(Instant) => Instant.FromUtc(2026, 10, number, 1, 2, 3) + Duration.FromMilliseconds(number),
        var t when t == typeof(LocalDate) => new LocalDate(2026, 10, number),
        var t when t == typeof(LocalTime) => new LocalTime(8, number),
        var t when t == typeof(YearMonth) => new YearMonth(2026, 10),
        var t when t == typeof(Fen) => new Fen(100 + number),
        var t when t == typeof(int) => number,
        var t when t == typeof(decimal) => number + 0.5m,
        var t when t == typeof(bool) => true,
        var t when t.IsEnum => Enum.GetValues(t).GetValue(1)!,
        var t => throw new InvalidOperationException($"A value for {t} is missing here."),
    };
}
