using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>The files about what was said.</summary>
internal static class TalkFiles
{
    public static FactsFile<MessageFact> Messages { get; } = new FactsFile<MessageFact>(
        "messages.csv",
        [
            FactsColumn<MessageFact>.Id("id", m => m.Id).Required,
            FactsColumn<MessageFact>.Id("shop", m => m.Shop).Required,
            FactsColumn<MessageFact>.Id("buyer", m => m.Buyer).Required,
            FactsColumn<MessageFact>.Id("account", m => m.Account),
            FactsColumn<MessageFact>.Choice<SenderKind>("sender", m => m.Sender).Required,
            FactsColumn<MessageFact>.At("sent_at", m => m.SentAt),
            FactsColumn<MessageFact>.Choice<MessageKind>("kind", m => m.Kind),
            FactsColumn<MessageFact>.Text("text", m => m.Text),
        ],
        r => new MessageFact
        {
            Id = r.OwnId(0),
            Shop = r.NeedId(1),
            Buyer = r.NeedId(2),
            Account = r.Id(3),
            Sender = r.Choice<SenderKind>(4) ?? default,
            SentAt = r.At(5),
            Kind = r.Choice<MessageKind>(6) ?? default,
            Text = r.Text(7),
        },
        f => f.Messages,
        (f, rows) => f with { Messages = rows })
    {
        Keeper = _ => new MessageKeeper(),
    }.Key("id");

    public static FactsFile<SessionFact> Sessions { get; } = new FactsFile<SessionFact>(
        "sessions.csv",
        [
            FactsColumn<SessionFact>.Id("id", s => s.Id).Required,
            FactsColumn<SessionFact>.Id("shop", s => s.Shop).Required,
            FactsColumn<SessionFact>.Id("buyer", s => s.Buyer).Required,
            FactsColumn<SessionFact>.Id("account", s => s.Account),
            FactsColumn<SessionFact>.At("from", s => s.From).Required,
            FactsColumn<SessionFact>.At("to", s => s.To),
            FactsColumn<SessionFact>.Id("ended_by", s => s.EndedBy),
        ],
        r => new SessionFact { Id = r.OwnId(0), Shop = r.NeedId(1), Buyer = r.NeedId(2), Account = r.Id(3), From = r.At(4) ?? default, To = r.At(5), EndedBy = r.Id(6) },
        f => f.Sessions,
        (f, rows) => f with { Sessions = rows })
    {
        IsBackward = s => s.To < s.From,
    }.Key("id");

    public static FactsFile<TransferFact> Transfers { get; } = new FactsFile<TransferFact>(
        "transfers.csv",
        [
            FactsColumn<TransferFact>.Id("id", t => t.Id).Required,
            FactsColumn<TransferFact>.Id("session", t => t.Session),
            FactsColumn<TransferFact>.At("at", t => t.At).Required,
            FactsColumn<TransferFact>.Id("from_account", t => t.FromAccount),
            FactsColumn<TransferFact>.Id("to_account", t => t.ToAccount),
            FactsColumn<TransferFact>.Text("reason", t => t.Reason),
        ],
        r => new TransferFact { Id = r.OwnId(0), Session = r.Id(1), At = r.At(2) ?? default, FromAccount = r.Id(3), ToAccount = r.Id(4), Reason = r.Text(5) },
        f => f.Transfers,
        (f, rows) => f with { Transfers = rows }).Key("id");

    public static FactsFile<RatingFact> Ratings { get; } = new FactsFile<RatingFact>(
        "ratings.csv",
        [
            FactsColumn<RatingFact>.Id("session", t => t.Session).Required,
            FactsColumn<RatingFact>.At("at", t => t.At),
            FactsColumn<RatingFact>.Whole("stars", t => t.Stars),
            FactsColumn<RatingFact>.At("invited_at", t => t.InvitedAt),
        ],
        r => new RatingFact { Session = r.OwnId(0), At = r.At(1), Stars = r.Whole(2), InvitedAt = r.At(3) },
        f => f.Ratings,
        (f, rows) => f with { Ratings = rows }).Names("session");

    public static FactsFile<FilterFact> Filters { get; } = new FactsFile<FilterFact>(
        "filters.csv",
        [
            FactsColumn<FilterFact>.Id("shop", t => t.Shop),
            FactsColumn<FilterFact>.Id("buyer", t => t.Buyer).Required,
            FactsColumn<FilterFact>.AtOrDay("from", t => t.From),
            FactsColumn<FilterFact>.AtOrDay("to", t => t.To),
            FactsColumn<FilterFact>.Choice("kind", t => t.Kind, "spam", "brushing", "team_member", "named").Required,
        ],
        r => new FilterFact { Shop = r.Id(0), Buyer = r.NeedId(1), From = r.At(2), To = r.At(3), Kind = r.Choice(4) ?? string.Empty },
        f => f.Filters,
        (f, rows) => f with { Filters = rows })
    {
        IsBackward = t => t.To < t.From,
    }.Names("shop", "buyer", "from", "kind");
}
