using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// What an inquiry was about: the items whose numbers stand in its messages (a card or a link holds the number, a person may write it); when it named
/// none, the items of the orders it led to. An inquiry that did neither is about no item in particular.
/// </summary>
internal sealed class ItemTalk
{
    private readonly HashSet<string> items;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> found;
    private readonly Credits credits;

    public ItemTalk(Credits credits)
    {
        this.credits = credits;
        items = credits.Lines.SelectMany(l => l).Select(l => l.Item).OfType<string>().Where(i => i.Length > 0).ToHashSet(StringComparer.Ordinal);
        found = items.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyCollection<string> Of(Inquiry inquiry, IReadOnlyList<OrderFact> placed)
    {
        var about = new HashSet<string>(StringComparer.Ordinal);
        if (items.Count > 0)
        {
            foreach (var line in inquiry.Sittings.SelectMany(s => s.Lines))
            {
                Read(line.Text, about);
            }
        }

        return about.Count > 0 ? about : [.. placed.SelectMany(o => credits.Lines[o.OrderId]).Select(l => l.Item).OfType<string>().Where(i => i.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whole words of letters and digits, as the attribution reads them.</summary>
    private void Read(ReadOnlySpan<char> text, HashSet<string> about)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var from = at;
            while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
            {
                at++;
            }

            if (found.TryGetValue(text[from..at], out var item))
            {
                about.Add(item);
            }
        }
    }
}
