namespace Zhanggui.Orders.Import;

/// <summary>Headers as they are compared: without white space of any kind at the ends, full-width brackets as half-width ones, letters small.</summary>
internal static class HeaderText
{
    public static string Normal(string? header)
    {
        if (header is null)
        {
            return string.Empty;
        }

        var text = header.Trim().Trim('\uFEFF', '\u00A0', '\u200B', '\t', ' ', '\u3000', '"');
        return text.Replace('（', '(').Replace('）', ')').ToLowerInvariant();
    }
}
