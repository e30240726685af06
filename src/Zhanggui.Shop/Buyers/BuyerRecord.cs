using Zhanggui.Shop.Buyers.Scheme;

namespace Zhanggui.Shop.Buyers;

/// <summary>What is known of a buyer, in the clear; it exists only in memory. Stored, every part is sealed with the buyer's key.</summary>
internal sealed record BuyerRecord
{
    public static readonly BuyerRecord Empty = new();

    /// <summary>What the channel calls the buyer; shown to whoever serves them.</summary>
    public string? Nick { get; init; }

    /// <summary>The name on parcels and bills; masked.</summary>
    public string? Name { get; init; }

    public string? Tel { get; init; }

    public string? Email { get; init; }

    public string? Address { get; init; }

    /// <summary>The shop's own fields, such as size or membership number; masked.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What colleagues should know; shown to whoever serves the buyer.</summary>
    public string? Note { get; init; }

    /// <summary>The same person with contact data reduced to their masked forms, for good.</summary>
    /// <param name="scheme">Says which of the shop's own fields are personal; what it does not name is.</param>
    public BuyerRecord Masked(BuyerScheme? scheme = null) => this with
    {
        Name = Name is null ? null : Masking.Name(Name),
        Tel = Tel is null ? null : Masking.Tel(Tel),
        Email = Email is null ? null : Masking.Email(Email),
        Address = Address is null ? null : Masking.Address(Address),
        Fields = Fields.ToDictionary(f => f.Key, f => scheme?.Field(f.Key) is { IsPersonal: false } ? f.Value : Masking.Text(f.Value), StringComparer.Ordinal),
    };
}
