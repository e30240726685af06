using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Zhanggui.HouseTests;

public sealed class RoomTests
{
    internal static Assembly AssemblyOf(string room) => room == "Host" ? typeof(Zhanggui.Host.HouseServer).Assembly : Assembly.Load($"Zhanggui.{room}");

    [Fact]
    public void Project_files_refer_only_to_rooms_on_the_left() =>
        Upward(Tree.Rooms.SelectMany(room => ProjectReferences(room).Select(to => (room, to)))).ShouldBeEmpty();

    [Fact]
    public void Compiled_code_uses_only_rooms_on_the_left() =>
        Upward(Tree.Rooms.SelectMany(room => AssemblyOf(room).GetReferencedAssemblies()
            .Select(a => a.Name!).Where(n => n.StartsWith("Zhanggui.", StringComparison.Ordinal)).Select(n => (room, n["Zhanggui.".Length..])))).ShouldBeEmpty();

    [Fact]
    public void Reference_upward_is_found() =>
        Upward([("Shop", "Kernel"), ("Shop", "Reception"), ("Shop", "Shop"), ("Shop", "Unknown")]).ShouldBe(["Shop uses Reception", "Shop uses Shop", "Shop uses Unknown"]);

    [Fact]
    public void Every_project_under_src_has_its_place_in_the_order() =>
        Directory.GetDirectories(Path.Combine(Tree.Root, "src")).Where(d => Directory.GetFiles(d, "*.csproj").Length > 0)
            .Select(d => Path.GetFileName(d)["Zhanggui.".Length..]).Except(Tree.Rooms).ShouldBeEmpty();

    [Fact]
    public void Only_contracts_and_the_door_of_a_room_are_public() =>
        Tree.Rooms.Where(r => r is not ("Tables" or "Kernel" or "Facts" or "Host")).SelectMany(room => TooPublic(room, AssemblyOf(room).GetExportedTypes())).ShouldBeEmpty();

    [Fact]
    public void Public_type_outside_contracts_is_found() =>
        TooPublic("Shop", [typeof(Planted), typeof(Zhanggui.Shop.ShopRoom), typeof(Zhanggui.Shop.Contracts.BuyerId)]).ShouldBe([typeof(Planted).FullName!]);

    [Fact]
    public void Both_migration_folders_have_the_same_names() =>
        Tree.Rooms.SelectMany(room => Unpaired(room, Migrations(room, "Sqlite"), Migrations(room, "Postgres"))).ShouldBeEmpty();

    [Fact]
    public void Migration_for_one_database_only_is_found() =>
        Unpaired("Shop", ["0001_shop.sql", "0002_more.sql"], ["0001_shop.sql"]).ShouldBe(["Shop 0002_more.sql"]);

    [Fact]
    public void Numbers_of_migrations_are_not_used_twice() =>
        Tree.Rooms.SelectMany(room => Migrations(room, "Sqlite").GroupBy(m => m[..4]).Where(g => g.Count() > 1).Select(g => $"{room} {string.Join(' ', g)}")).ShouldBeEmpty();

    [Fact]
    public void Tables_carry_the_name_of_their_room_and_stand_in_its_readme()
    {
        foreach (var room in Tree.Rooms.Where(r => r != "Host"))
        {
            var readme = Path.Combine(Tree.Root, "src", $"Zhanggui.{room}", "README.md");
            File.Exists(readme).ShouldBeTrue($"{room} has no README.md");
            Undescribed(room, File.ReadAllText(readme), Tables(room)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Table_that_the_readme_does_not_name_is_found() =>
        Undescribed("Shop", "Tables: `shop_buyer`.", ["shop_buyer", "shop_token", "reception_message"])
            .ShouldBe(["Shop: `shop_token` is not in the README", "Shop: reception_message does not begin with shop_", "Shop: `reception_message` is not in the README"]);

    private static IEnumerable<string> Upward(IEnumerable<(string From, string To)> references) => references
        .Where(r => Array.IndexOf(Tree.Rooms, r.To) < 0 || Array.IndexOf(Tree.Rooms, r.To) >= Array.IndexOf(Tree.Rooms, r.From))
        .Select(r => $"{r.From} uses {r.To}");

    private static IEnumerable<string> TooPublic(string room, IEnumerable<Type> types) => types
        .Where(t => t.Name != $"{room}Room" && t.Namespace?.StartsWith($"Zhanggui.{room}.Contracts", StringComparison.Ordinal) != true)
        .Select(t => t.FullName!);

    private static IEnumerable<string> Unpaired(string room, IReadOnlyCollection<string> one, IReadOnlyCollection<string> other) =>
        one.Except(other, StringComparer.Ordinal).Concat(other.Except(one, StringComparer.Ordinal)).Select(m => $"{room} {m}");

    private static IEnumerable<string> Undescribed(string room, string readme, IEnumerable<string> tables)
    {
        var prefix = $"{room.ToLowerInvariant()}_";
        foreach (var table in tables)
        {
            if (!table.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return $"{room}: {table} does not begin with {prefix}";
            }

            if (!readme.Contains($"`{table}`", StringComparison.Ordinal))
            {
                yield return $"{room}: `{table}` is not in the README";
            }
        }
    }

    private static IEnumerable<string> ProjectReferences(string room) =>
        XDocument.Load(Path.Combine(Tree.Root, "src", $"Zhanggui.{room}", $"Zhanggui.{room}.csproj")).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))["Zhanggui.".Length..]);

    private static IReadOnlyList<string> Migrations(string room, string database)
    {
        var folder = Path.Combine(Tree.Root, "src", $"Zhanggui.{room}", "Store", "Sql", database);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.sql").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)] : [];
    }

    private static IEnumerable<string> Tables(string room) => Migrations(room, "Sqlite")
        .Select(m => Tree.Read($"src/Zhanggui.{room}/Store/Sql/Sqlite/{m}"))
        .SelectMany(sql => Regex.Matches(sql, @"create (?:virtual )?table (?:if not exists )?(\w+)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)).Select(m => m.Groups[1].Value))
        .Distinct(StringComparer.Ordinal);
}

/// <summary>Stands outside every Contracts namespace on purpose.</summary>
public sealed class Planted;
