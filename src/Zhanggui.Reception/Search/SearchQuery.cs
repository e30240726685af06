using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Reception.Search;

/// <summary>The search as the address asks for it.</summary>
internal sealed record SearchQuery
{
    private const int MostHits = 50;

    public required SearchAsked Asked { get; init; }

    public Guid? Agent { get; init; }

    public string? Tag { get; init; }

    public Hit? After { get; init; }

    public int Size { get; init; }

    public static Outcome<SearchQuery> Read(ShopCard shop, SearchForm form)
    {
        if (SearchWords.Parse(form.Q) is not { } words)
        {
            return new SearchInvalid("q");
        }

        if (!TryDay(form.From, shop, 0, out var from) || !TryDay(form.To, shop, 1, out var to))
        {
            return new SearchInvalid(TryDay(form.From, shop, 0, out _) ? "to" : "from");
        }

        if (!TrySenders(form.Sender, out var senders, out var kinds))
        {
            return new SearchInvalid("sender");
        }

        if (form.Sort is not (null or "" or "newest" or "best"))
        {
            return new SearchInvalid("sort");
        }

        if (!TryPlace(form.After, out var after))
        {
            return new SearchInvalid("after");
        }

        return new SearchQuery
        {
            Asked = new SearchAsked(shop.Id, words, new PlaceFilter { From = from, To = to, Channel = form.Channel, Senders = senders, Kinds = kinds }, form.Sort == "best"),
            Agent = form.Agent,
            Tag = string.IsNullOrWhiteSpace(form.Tag) ? null : form.Tag.Trim(),
            After = after,
            Size = Math.Clamp(form.Limit ?? 20, 1, MostHits),
        };
    }

    public static string Text(Hit hit) => string.Create(CultureInfo.InvariantCulture, $"{hit.Place.At}.{hit.Place.Conversation:n}.{hit.Place.Seq}.{hit.Score}");

    /// <summary>Days are the shop's; the last one counts whole.</summary>
    private static bool TryDay(string? text, ShopCard shop, int daysOn, out long? at)
    {
        at = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var day = LocalDatePattern.Iso.Parse(text);
        at = day.Success ? day.Value.PlusDays(daysOn).AtStartOfDayInZone(shop.TimeZone).ToInstant().ToUnixTimeMilliseconds() : null;
        return day.Success;
    }

    private static bool TrySenders(string? text, out IReadOnlyCollection<SenderKind>? senders, out IReadOnlyCollection<MessageKind>? kinds)
    {
        MessageKind[] said = [MessageKind.Text, MessageKind.Image, MessageKind.File, MessageKind.Card, MessageKind.System];
        (senders, kinds) = text switch
        {
            null or "" => (null, null),
            "buyer" => ([SenderKind.Buyer], null),
            "agent" => (new[] { SenderKind.Agent, SenderKind.AssistBot }, said),
            "robot" => ([SenderKind.Bot, SenderKind.AutoReply, SenderKind.Push], null),
            "note" => ((IReadOnlyCollection<SenderKind>?)null, (IReadOnlyCollection<MessageKind>?)[MessageKind.Note]),
            _ => ([], null),
        };
        return senders is not { Count: 0 };
    }

    private static bool TryPlace(string? text, out Hit? place)
    {
        place = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var parts = text.Split('.');
        if (parts.Length != 4 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || !Guid.TryParseExact(parts[1], "N", out var conversation)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var score))
        {
            return false;
        }

        place = new Hit(new Place(at, conversation, seq), score);
        return true;
    }
}

/// <summary>What stands in the address.</summary>
internal sealed record SearchForm(Guid Shop, string? Q, string? From, string? To, Guid? Channel, string? Sender, Guid? Agent, string? Tag, string? Sort, string? After, int? Limit);
