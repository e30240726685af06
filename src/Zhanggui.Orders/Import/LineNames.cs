using System.Globalization;

namespace Zhanggui.Orders.Import;

/// <summary>
/// Names the lines of an order where the file gives them no number of their own: the item's id, and from the second row of the same item
/// on its place, so that the same file always gives the same names.
/// </summary>
internal sealed class LineNames(Mapping mapping)
{
    private readonly Dictionary<ulong, int> times = [];
    private readonly bool isNeeded = (mapping.HasLines || mapping.Kind == "items") && !mapping.Has("line");

    public RowRead Name(RowRead row)
    {
        if (mapping.Kind == Sales.ShipmentReader.Kind && row.Beside is { } shipped)
        {
            return row with { Beside = shipped with { Key = [.. shipped.Key.Take(2), Numbered(shipped.KeyText, shipped.Key[2])] } };
        }

        if (!isNeeded || row.OrderLine is not { } line)
        {
            return row;
        }

        return row with { OrderLine = line with { Key = [line.Key[0], Numbered(line.KeyText, line.Key[1])] } };
    }

    private string Numbered(string whole, string name)
    {
        var key = FileCheck.KeyOf(whole);
        var time = times[key] = times.GetValueOrDefault(key) + 1;
        return time == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}~{time}");
    }
}
