using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.HouseTests;

public sealed partial class RefusalTests
{
    [Fact]
    public void Every_refusal_has_a_code_of_its_own_in_its_rooms_name_and_both_languages() =>
        Tree.Rooms.SelectMany(room => Faults(room, RefusalsOf(room))).Concat(Twice(Tree.Rooms.SelectMany(RefusalsOf))).ShouldBeEmpty();

    [Fact]
    public void Faulty_refusals_are_found()
    {
        Refusal[] planted = [new PlantedRefusal("shop.buyer.not_found", "没有。"), new PlantedRefusal("Reception.x", "没有。"), new PlantedRefusal("shop.a.b", "No"), new PlantedRefusal("shop.buyer.not-found", "没有。")];

        Faults("Shop", planted).ShouldBe(["PlantedRefusal: code Reception.x is not shop.noun.reason", "PlantedRefusal: shop.a.b says nothing in Chinese", "PlantedRefusal: code shop.buyer.not-found is not shop.noun.reason"]);
        Twice([planted[0], planted[0]]).ShouldBeEmpty(); // one type may be made in several places
        Twice([planted[0], new OtherPlantedRefusal()]).ShouldBe(["shop.buyer.not_found is used by OtherPlantedRefusal, PlantedRefusal"]);
    }

    [Fact]
    public void Refusals_are_listed_in_the_documents() => Golden.ShouldEqual("docs/refusals.md", Page());

    private static string Page()
    {
        var page = new StringBuilder("""
            # Refusals

            Every "no" of the house, as `code` in the problem details (RFC 9457) of an answer. Codes are stable; texts may change.
            This page is written by `scripts/golden`.


            """);
        foreach (var room in Tree.Rooms)
        {
            var refusals = RefusalsOf(room).OrderBy(r => r.Code, StringComparer.Ordinal).ToList();
            if (refusals.Count == 0)
            {
                continue;
            }

            page.Append($"## {room}\n\n| Code | Status | Says | In English | Field |\n|---|---|---|---|---|\n");
            foreach (var r in refusals)
            {
                page.Append($"| `{r.Code}` | {Zhanggui.Kernel.Http.Problems.StatusOf(r.Kind)} | {Cell(r.Zh)} | {Cell(r.En)} | {(r.Field is null ? string.Empty : $"`{r.Field}`")} |\n");
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    // What the server says before any room is asked comes from the house itself.
    private static string PrefixOf(string room) => room == "Host" ? "house" : room.ToLowerInvariant();

    private static IEnumerable<string> Faults(string room, IEnumerable<Refusal> refusals)
    {
        foreach (var r in refusals)
        {
            var name = r.GetType().Name;
            if (!CodeShape().IsMatch(r.Code) || !r.Code.StartsWith($"{PrefixOf(room)}.", StringComparison.Ordinal))
            {
                yield return $"{name}: code {r.Code} is not {PrefixOf(room)}.noun.reason";
            }
            else if (!r.Zh.Any(c => c is >= '\u4e00' and <= '\u9fff'))
            {
                yield return $"{name}: {r.Code} says nothing in Chinese";
            }
            else if (string.IsNullOrWhiteSpace(r.En) || r.Zh.Contains('！', StringComparison.Ordinal) || r.En.Contains('!', StringComparison.Ordinal))
            {
                yield return $"{name}: {r.Code} shouts or says nothing in English";
            }
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<Refusal> refusals) => refusals
        .GroupBy(r => r.Code, StringComparer.Ordinal)
        .Select(g => (g.Key, Types: g.Select(r => r.GetType().Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()))
        .Where(g => g.Types.Count > 1).Select(g => $"{g.Key} is used by {string.Join(", ", g.Types)}");

    private static IEnumerable<Refusal> RefusalsOf(string room) => RoomTests.AssemblyOf(room).GetTypes()
        .Where(t => typeof(Refusal).IsAssignableFrom(t) && !t.IsAbstract).Select(Make);

    /// <summary>Makes one with stand-in values; numbers and names in the text then read as 1 and 某项.</summary>
    private static Refusal Make(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type).OrderBy(c => c.GetParameters().Length).First();
        return (Refusal)constructor.Invoke([.. constructor.GetParameters().Select(p => StandIn(p.ParameterType))]);
    }

    private static object? StandIn(Type type) =>
        type == typeof(string) ? "某项"
        : type == typeof(int) ? 1
        : type == typeof(long) ? 1L
        : type == typeof(string[]) || type == typeof(IReadOnlyList<string>) || type == typeof(IEnumerable<string>) || type == typeof(IReadOnlyCollection<string>) ? new[] { "某项" }
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;

    // Words of a code are joined by underscores, never by hyphens: clients compare codes, so one form holds in every room.
    [GeneratedRegex(@"^[a-z]+\.[a-z_]+\.[a-z_0-9]+$", RegexOptions.None, 100)]
    private static partial Regex CodeShape();

    private sealed record PlantedRefusal(string ItsCode, string Said) : Refusal(RefusalKind.NotFound, ItsCode, Said, "Not there.");

    private sealed record OtherPlantedRefusal() : Refusal(RefusalKind.NotFound, "shop.buyer.not_found", "没有。", "Not there.");
}
