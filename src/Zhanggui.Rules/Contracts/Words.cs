namespace Zhanggui.Rules.Contracts;

/// <summary>The same thing said in Chinese and in English.</summary>
public sealed record Words(string Zh, string En)
{
    public static readonly Words None = new(string.Empty, string.Empty);

    /// <summary>Puts words into the places <c>{0}</c>, <c>{1}</c> of both sentences; nothing else in them is touched.</summary>
    public Words With(params ReadOnlySpan<Words> parts)
    {
        var (zh, en) = (Zh, En);
        for (var i = 0; i < parts.Length; i++)
        {
            zh = zh.Replace($"{{{i}}}", parts[i].Zh);
            en = en.Replace($"{{{i}}}", parts[i].En);
        }

        return new Words(zh, en);
    }

    /// <summary>A name or number that is the same in both languages.</summary>
    public static Words Same(string text) => new(text, text);
}
