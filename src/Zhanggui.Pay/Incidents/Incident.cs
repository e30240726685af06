using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.Incidents;

/// <summary>How far a mistake has come. Only a confirmed one is decided; a dropped one is no fact any more.</summary>
internal enum IncidentState
{
    Proposed,
    Confirmed,
    Dropped,

    /// <summary>Later facts took the ground from a proposal that nobody had decided.</summary>
    Gone,
}

/// <summary>Where a mistake comes from.</summary>
internal enum IncidentSource
{
    Roster,
    Orders,
    Ledger,
    Hand,
    Import,
}

/// <summary>A row of <c>pay_incident</c>.</summary>
internal sealed record Incident(
    Guid Id,
    ShopId Shop,
    string FactId,
    PersonId Person,
    Instant At,
    string Month,
    string Kind,
    string? OrderId,
    string? Stage,
    decimal? Value,
    long? Loss,
    string? Note,
    IncidentState State,
    IncidentSource Source,
    string? Cause,
    string? Day,
    JsonElement? Evidence,
    PersonId? ProposedBy,
    Instant ProposedAt,
    string? DecidedBy,
    Instant? DecidedAt,
    string? Reason,
    string? ExemptionRefused,
    string? Comment,
    Instant? CommentedAt,
    Instant? SeenAt,
    int Version)
{
    public const string Columns = "id, shop_id, fact_id, person_id, at, month, kind, order_id, stage, value, loss, note, state, source, cause, day, evidence, proposed_by, proposed_at, decided_by, decided_at, reason, exemption_refused, comment, commented_at, seen_at, version";

    /// <summary>The same places, without what only screens show.</summary>
    public const string FactColumns = "id, shop_id, fact_id, person_id, at, month, kind, order_id, stage, value, loss, note, state, source, null, null, null, null, proposed_at, decided_by, null, null, exemption_refused, null, null, null, version";

    public static Incident Read(DbDataReader r) => new(
        r.GetGuid(0), new ShopId(r.GetGuid(1)), r.GetString(2), new PersonId(r.GetGuid(3)), At2(r, 4)!.Value, r.GetString(5), r.GetString(6), Text(r, 7), Text(r, 8),
        Text(r, 9) is { } value ? decimal.Parse(value, CultureInfo.InvariantCulture) : null, r.IsDBNull(10) ? null : r.GetInt64(10), Text(r, 11),
        Enum.Parse<IncidentState>(r.GetString(12)), Enum.Parse<IncidentSource>(r.GetString(13)), Text(r, 14), Text(r, 15),
        Text(r, 16) is { } evidence ? JsonSerializer.Deserialize<JsonElement>(evidence, HouseJson.Options) : null,
        r.IsDBNull(17) ? null : new PersonId(r.GetGuid(17)), At2(r, 18)!.Value, Text(r, 19), At2(r, 20), Text(r, 21), Text(r, 22), Text(r, 23), At2(r, 24), At2(r, 25), r.GetInt32(26));

    /// <summary>
    /// The row of <c>incidents.csv</c>; null where it is none. A dropped one about a review that the book reckons stays a row, with the stage "dropped": without it the review itself would cost.
    /// </summary>
    public IncidentFact? Fact() => State is IncidentState.Gone || (State is IncidentState.Dropped && !IsOfReview) ? null : new IncidentFact
    {
        Id = FactId,
        At = At,
        Person = Person.ToString(),
        Kind = Kind,
        OrderId = OrderId,
        Stage = State == IncidentState.Dropped ? IncidentFact.Dropped : Stage,
        Value = Value,
        Loss = Loss is { } fen ? new Fen(fen) : null,
        Note = Note,
        DecidedBy = State is IncidentState.Confirmed or IncidentState.Dropped ? DecidedBy : null,
        ExemptionRefused = State == IncidentState.Confirmed ? ExemptionRefused : null,
    };

    /// <summary>Proposed with an amount from a review that somebody judged.</summary>
    private bool IsOfReview => Source == IncidentSource.Ledger && OrderId is not null && Value is not null;

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static Instant? At2(DbDataReader r, int column) => r.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(column));
}

/// <summary>One thing that was done to a mistake.</summary>
internal sealed record IncidentAct(Instant At, PersonId? By, string Act, string? Said, string? Reason);
