using NodaTime;
using Zhanggui.Orders.Notes;

namespace Zhanggui.Orders.Contracts;

/// <summary>The parts of a mural shop's note (ORD-01), for books that ask for them.</summary>
public static class NoteParts
{
    public const string Buyer = "buyer";
    public const string Size = "size";
    public const string Pattern = "pattern";
    public const string ShipOn = "ship_on";
    public const string Delivery = "delivery";
    public const string Extra = "extra";

    public static readonly IReadOnlyList<string> All = [Buyer, Size, Pattern, ShipOn, Delivery, Extra];

    /// <summary>Which of these parts a note lacks, in their own order; a note of another kind lacks all of them.</summary>
    public static IReadOnlyList<string> Missing(string? note, LocalDate placedOn, IReadOnlyCollection<string> wanted)
    {
        var form = NoteForm.Parse(note, placedOn);
        return [.. All.Where(wanted.Contains).Where(p => form is null || !Has(form, p))];
    }

    private static bool Has(NoteForm form, string part) => part switch
    {
        Buyer => form.Buyer is not null,
        Size => form.Width is not null,
        Pattern => form.Pattern is not null,
        ShipOn => form.ShipOn is not null,
        Delivery => form.Delivery is not null,
        _ => form.Extra is not null,
    };
}
