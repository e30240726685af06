using System.Reflection;
using System.Text;

namespace Zhanggui.HouseTests;

public sealed class ContractTests
{
    [Fact]
    public void Public_contracts_are_kept_in_the_documents()
    {
        var page = new StringBuilder("# What rooms show each other; written by scripts/golden\n");
        foreach (var room in Tree.Rooms.Where(r => r is not ("Tables" or "Kernel" or "Facts" or "Host")))
        {
            page.Append($"\n## {room}\n");
            foreach (var type in RoomTests.AssemblyOf(room).GetExportedTypes().Where(t => t.Namespace!.Contains(".Contracts", StringComparison.Ordinal)).OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                page.Append(Describe(type));
            }
        }

        Golden.ShouldEqual("docs/api/contracts.txt", page.ToString());
    }

    [Fact]
    public void Change_of_a_contract_is_found()
    {
        var now = Describe(typeof(Zhanggui.Shop.Contracts.IBuyers));

        Golden.Difference(now.Replace("FindAsync", "SeekAsync", StringComparison.Ordinal), now).ShouldNotBeNull();
        Golden.Difference(now, now).ShouldBeNull();
    }

    private static string Describe(Type type)
    {
        var text = new StringBuilder($"\n{KindOf(type)} {Name(type)}\n");
        if (type.IsEnum)
        {
            return text.Append($"  {string.Join(", ", Enum.GetNames(type))}\n").ToString();
        }

        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetProperties(Own).Select(p => $"{Name(p.PropertyType)} {p.Name}")
            .Concat(type.GetFields(Own).Select(f => $"{Name(f.FieldType)} {f.Name}{(f.IsLiteral ? $" = {f.GetRawConstantValue()}" : string.Empty)}"))
            .Concat(type.GetMethods(Own).Where(m => !m.IsSpecialName && !IsOfEveryRecord(m)).Select(m => $"{Name(m.ReturnType)} {m.Name}({string.Join(", ", m.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"))})"));
        foreach (var member in members.Order(StringComparer.Ordinal))
        {
            text.Append($"  {member}\n");
        }

        return text.ToString();
    }

    private static bool IsOfEveryRecord(MethodInfo m) => m.Name is "ToString" or "Equals" or "GetHashCode" or "Deconstruct" or "<Clone>$" or "PrintMembers";

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.GetMethod("<Clone>$") is not null ? "record" : "class";

    private static string Name(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return type.GetGenericTypeDefinition() == typeof(Nullable<>) ? $"{arguments}?" : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }
}
