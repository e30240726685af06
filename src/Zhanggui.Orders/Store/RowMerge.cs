using Zhanggui.Orders.Import;

namespace Zhanggui.Orders.Store;

/// <summary>
/// What a stored row becomes when a file says something about it. A file never takes away what it does not know: an empty cell leaves the
/// stored value, except where people write the text themselves (note, flag), because there empty means removed.
/// </summary>
internal static class RowMerge
{
    public static object?[] Merge(TableShape shape, object?[] stored, IncomingRow incoming)
    {
        var merged = (object?[])stored.Clone();
        for (var i = 0; i < merged.Length; i++)
        {
            if (incoming.Values[i] is { } value)
            {
                merged[i] = i == shape.Extra ? KeptCells.Merge(stored[i] as string, (string)value) : value;
            }
            else if (incoming.Clears?[i] == true)
            {
                merged[i] = null;
            }
        }

        if (ReferenceEquals(shape, TableShape.Orders))
        {
            KeepEnd(shape, stored, merged);
        }

        if (ReferenceEquals(shape, TableShape.Refunds))
        {
            KeepJudged(shape, stored, merged, incoming);
        }

        return merged;
    }

    /// <summary>What a person has decided about a refund stands against files that name nobody, or a decision before it.</summary>
    private static void KeepJudged(TableShape shape, object?[] stored, object?[] merged, IncomingRow incoming)
    {
        var (by, at) = (shape.At("decided_by"), shape.At("decided_at"));
        if (stored[by] is not null && (incoming.Values[by] is null || (incoming.Values[at] is long then && stored[at] is long since && then < since)))
        {
            foreach (var column in new[] { shape.At("responsible"), by, at })
            {
                merged[column] = stored[column];
            }
        }
    }

    /// <summary>Of an order whose personal parts were taken out, no file brings them back.</summary>
    public static void WithoutPerson(IncomingRow order)
    {
        foreach (var column in (string[])["buyer", "buyer_message", "seller_note", "region", "extra"])
        {
            order.Values[TableShape.Orders.At(column)] = null;
        }
    }

    /// <summary>Indices of the values that differ.</summary>
    public static IReadOnlyList<int> Changed(object?[] stored, object?[] merged)
    {
        List<int>? changed = null;
        for (var i = 0; i < merged.Length; i++)
        {
            if (!Equals(stored[i], merged[i]))
            {
                (changed ??= []).Add(i);
            }
        }

        return changed ?? (IReadOnlyList<int>)[];
    }

    /// <summary>An older file that is imported later does not reopen an order.</summary>
    private static void KeepEnd(TableShape shape, object?[] stored, object?[] merged)
    {
        var (status, said) = (shape.At("status"), shape.At("status_said"));
        if (!OrderStatuses.MayFollow(stored[status] as string, merged[status] as string))
        {
            (merged[status], merged[said]) = (stored[status], stored[said]);
        }
    }
}
