using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Conversations;

/// <summary>Where routing stands with a conversation; kept with its head as one JSON text. No buyer's data, ever.</summary>
internal sealed record RoutingState
{
    public static readonly RoutingState None = new();

    /// <summary>The group of the rule book that should take it; null = everybody.</summary>
    public string? Group { get; init; }

    /// <summary>Since when its owner has it.</summary>
    public Instant? OwnedAt { get; init; }

    /// <summary>When routing gave it to its owner, as long as the owner has not answered.</summary>
    public Instant? GivenAt { get; init; }

    /// <summary>When the last owner's part ended; routing prefers them if that is not too long ago.</summary>
    public Instant? ServedUntil { get; init; }

    /// <summary>Who was given it and let it pass, or gave it back, since it last had an answer.</summary>
    public IReadOnlyList<PersonId>? PassedBy { get; init; }

    /// <summary>Why it is where it is; null where a person wrote the reason.</summary>
    public Why? Why { get; init; }

    /// <summary>A transfer that nobody has taken yet.</summary>
    public Offer? Offer { get; init; }

    /// <summary>Handed over by one press and not answered since.</summary>
    public HandedOver? HandedOver { get; init; }

    /// <summary>Who has come in beside the owner; null = nobody.</summary>
    public IReadOnlyList<Guest>? Joined { get; init; }

    public static string? Write(RoutingState? state) => state is null || state == None ? null : JsonSerializer.Serialize(state, Json);

    public static RoutingState? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<RoutingState>(text, Json);

    private static readonly JsonSerializerOptions Json = new(HouseJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}

/// <summary>A transfer that its receiver has neither answered nor taken on yet. The receiver owns it meanwhile: what the buyer says now reaches somebody.</summary>
internal sealed record Offer(PersonId? From, string? FromName, string Reason, Instant At);

/// <summary>
/// A conversation that one press gave to a group: by which entry of the book, by whom, when, and until when only that group has it (null = always). <paramref name="IsTold"/>: the buyer knows that nobody is there.
/// </summary>
internal sealed record HandedOver(string Key, PersonId By, string ByName, Instant At, Instant? OnlyUntil, string? GroupBefore, bool IsTold = false);

/// <summary>Somebody who answers beside the owner (介入).</summary>
internal sealed record Guest(PersonId Person, string Name);
