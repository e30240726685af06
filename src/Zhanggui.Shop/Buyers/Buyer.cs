using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers;

/// <summary>A row of <c>shop_buyer</c>: who it is stays readable to the program, everything personal is sealed.</summary>
internal sealed class Buyer
{
    public required BuyerId Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required long Number { get; init; }

    public required BuyerIdentity Identity { get; set; }

    public byte[]? Nick { get; set; }

    public byte[]? Name { get; set; }

    public byte[]? Tel { get; set; }

    public byte[]? Email { get; set; }

    public byte[]? Address { get; set; }

    public byte[]? Fields { get; set; }

    public byte[]? Note { get; set; }

    public required Instant CreatedAt { get; init; }

    public required Instant LastSeenAt { get; set; }

    public BuyerId? JoinedInto { get; set; }

    /// <summary>When contact data were reduced to their masked forms.</summary>
    public Instant? MaskedAt { get; set; }

    public Instant? ErasedAt { get; set; }

    public long Version { get; set; }

    public bool IsSealed => (Nick ?? Name ?? Tel ?? Email ?? Address ?? Fields ?? Note) is not null;

    /// <summary>Opens the sealed parts; without a key (erased, or nothing was ever sealed) nothing is known.</summary>
    public BuyerRecord Open(SubjectKey? key) => key is not { } k || ErasedAt is not null ? BuyerRecord.Empty : new BuyerRecord
    {
        Nick = Text(k, Nick),
        Name = Text(k, Name),
        Tel = Text(k, Tel),
        Email = Text(k, Email),
        Address = Text(k, Address),
        Fields = Fields is null ? BuyerRecord.Empty.Fields : JsonSerializer.Deserialize<Dictionary<string, string>>(k.Open(Fields), HouseJson.Options)!,
        Note = Text(k, Note),
    };

    public void Seal(SubjectKey key, BuyerRecord record)
    {
        Nick = Bytes(key, record.Nick);
        Name = Bytes(key, record.Name);
        Tel = Bytes(key, record.Tel);
        Email = Bytes(key, record.Email);
        Address = Bytes(key, record.Address);
        Fields = record.Fields.Count == 0 ? null : key.Seal(JsonSerializer.SerializeToUtf8Bytes(record.Fields, HouseJson.Options));
        Note = Bytes(key, record.Note);
        Version++;
    }

    /// <summary>Leaves nothing but the number and the dates.</summary>
    public void Empty(Instant at)
    {
        Nick = Name = Tel = Email = Address = Fields = Note = null;
        ErasedAt = at;
        Version++;
    }

    public BuyerSummary Summarise(BuyerRecord record) => new(Id, ShopId, Number, NameOf(record), Identity,
        record.Tel is { } tel ? Masking.Tel(tel) : null, record.Note, ErasedAt is not null);

    private string NameOf(BuyerRecord record) =>
        ErasedAt is not null ? $"已清除 {Number}" : record.Nick ?? (record.Name is { } name ? Masking.Name(name) : $"访客 {Number}");

    private static string? Text(SubjectKey key, byte[]? sealedBytes) => sealedBytes is null ? null : Encoding.UTF8.GetString(key.Open(sealedBytes));

    private static byte[]? Bytes(SubjectKey key, string? text) => string.IsNullOrEmpty(text) ? null : key.Seal(Encoding.UTF8.GetBytes(text));
}

/// <summary>A row of <c>shop_buyer_identity</c>: how one channel knows a buyer.</summary>
internal sealed class BuyerIdentityRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string ChannelKind { get; init; }

    /// <summary>Keyed fingerprint of the channel's own id.</summary>
    public required string ExternalKey { get; init; }

    /// <summary>The channel's own id, sealed with the first buyer's key; null for anonymous browsers, whose id says nothing.</summary>
    public byte[]? External { get; set; }

    public required BuyerIdentity Identity { get; set; }

    public required BuyerId BuyerId { get; set; }

    /// <summary>The record it belonged to before any join: a split gives it back.</summary>
    public required BuyerId FirstBuyerId { get; init; }

    public required Instant CreatedAt { get; init; }
}

/// <summary>A row of <c>shop_buyer_join</c>: one record went into another, perhaps taken back later.</summary>
internal sealed class BuyerJoin
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required BuyerId FromBuyerId { get; init; }

    public required BuyerId IntoBuyerId { get; init; }

    public required Instant At { get; init; }

    /// <summary>Null when the buyer did it by signing in.</summary>
    public PersonId? JoinedBy { get; init; }

    public required string Reason { get; init; }

    public Instant? UndoneAt { get; set; }

    public PersonId? UndoneBy { get; set; }

    public string? UndoneBecause { get; set; }
}

/// <summary>A row of <c>shop_buyer_token</c>: a keyed fingerprint by which a buyer is found.</summary>
internal sealed class BuyerToken
{
    public required ShopId ShopId { get; init; }

    public required string Token { get; init; }

    public required BuyerId BuyerId { get; init; }
}
