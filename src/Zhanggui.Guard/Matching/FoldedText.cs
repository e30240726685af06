namespace Zhanggui.Guard.Matching;

/// <summary>A text as a folding reads it, with the way back to where each character stood.</summary>
internal readonly struct FoldedText
{
    private readonly char[] characters;
    private readonly int[] places;
    private readonly int count;

    public FoldedText(string original, Folding folding)
    {
        Original = original;
        (characters, places) = (new char[original.Length], new int[original.Length]);
        count = folding.Fold(original, characters, places);
    }

    public string Original { get; }

    public ReadOnlySpan<char> Characters => characters.AsSpan(0, count);

    /// <summary>The stretch of the original that these characters stand in, without what was passed over around them.</summary>
    public Stretch Stretch(int start, int length)
    {
        var (from, last) = (places[start], places[start + length - 1]);
        var isPair = char.IsHighSurrogate(Original[last]) && last + 1 < Original.Length && char.IsLowSurrogate(Original[last + 1]);
        return new Stretch(from, last + (isPair ? 2 : 1));
    }

    /// <summary>A Latin word that ends before <paramref name="end"/> does not go on, neither with letters nor as a product code such as <c>VX-200</c>.</summary>
    public bool EndsWord(int end)
    {
        var next = places[end - 1] + 1;
        if (!char.IsAsciiLetter(characters[end - 1]) || next >= Original.Length)
        {
            return true;
        }

        if (char.IsAsciiLetter(Original[next]))
        {
            return false;
        }

        var (digits, hasGap) = (0, Original[next] is not ('-' or '_') && !char.IsAsciiDigit(Original[next]));
        while (end + digits < count && char.IsAsciiDigit(characters[end + digits]))
        {
            digits++;
        }

        return hasGap || digits is 0 or > 4;
    }

    /// <summary>Letters stand right before or behind the Latin word, in whatever width: the SB of USB; or parted as its own are: the S B of I S B N.</summary>
    public bool GoesOn(int start, int length)
    {
        var (last, apart) = (start + length - 1, length < 2 ? 1 : int.MaxValue);
        for (var i = start + 1; i <= last; i++)
        {
            apart = Math.Min(apart, places[i] - places[i - 1]);
        }

        return Continues(start - 1, start, apart, start) || Continues(last, last + 1, apart, start);
    }

    /// <summary>Two letters next to each other, or parted as those of the word that begins at <paramref name="start"/> are.</summary>
    private bool Continues(int one, int other, int apart, int start) =>
        one >= 0 && other < count && char.IsAsciiLetter(characters[one]) && char.IsAsciiLetter(characters[other])
        && (places[other] - places[one] == 1 || (places[other] - places[one] == apart && Original[places[one] + 1] == Original[places[start] + 1]));

    public int PlaceOf(int index) => index < count ? places[index] : Original.Length;
}

/// <summary>Characters [From, To) of a text.</summary>
internal readonly record struct Stretch(int From, int To)
{
    public int Length => To - From;

    public bool Covers(Stretch other) => From <= other.From && other.To <= To;

    public bool Touches(Stretch other) => From < other.To && other.From < To;
}
