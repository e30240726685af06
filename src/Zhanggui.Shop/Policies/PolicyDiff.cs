using System.Globalization;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Policies;

/// <summary>A stretch of text that stayed, came or went.</summary>
internal sealed record DiffPiece(string Op, string Text)
{
    public const string Same = "same";
    public const string Added = "added";
    public const string Removed = "removed";
}

/// <summary>One thing that differs. <paramref name="What"/> names the field, <paramref name="Name"/> the case or fact; texts come in pieces.</summary>
internal sealed record PolicyChangeLine(string What, string? Name, string? Before, string? After, IReadOnlyList<DiffPiece>? Pieces);

/// <summary>What changed between two versions, in words. Pure.</summary>
internal static class PolicyDiff
{
    private const string Stops = "。；;！!？?，,\n";

    public static IReadOnlyList<PolicyChangeLine> Between(PolicyForm before, PolicyForm after)
    {
        var lines = new List<PolicyChangeLine>();
        Plain("title", before.Title, after.Title);
        Plain("topic", before.Topic, after.Topic);
        Plain("scope", ScopeText(before.Scope), ScopeText(after.Scope));
        Plain("from", before.From?.ToString(null, CultureInfo.InvariantCulture), after.From?.ToString(null, CultureInfo.InvariantCulture));
        Plain("to", before.To?.ToString(null, CultureInfo.InvariantCulture), after.To?.ToString(null, CultureInfo.InvariantCulture));
        if (before.Text != after.Text)
        {
            lines.Add(new PolicyChangeLine("text", null, before.Text, after.Text, Pieces(before.Text ?? string.Empty, after.Text ?? string.Empty)));
        }

        Named("fact", Pairs((before.Facts ?? []).Select(f => (f.Name, f.Value))), Pairs((after.Facts ?? []).Select(f => (f.Name, f.Value))), withPieces: false);
        Named("answer", Pairs((before.Answers ?? []).Select(a => (a.Case, a.Answer))), Pairs((after.Answers ?? []).Select(a => (a.Case, a.Answer))), withPieces: true);
        lines.AddRange((before.NotToSay ?? []).Except(after.NotToSay ?? [], StringComparer.Ordinal).Select(n => new PolicyChangeLine("not-to-say", null, n, null, null)));
        lines.AddRange((after.NotToSay ?? []).Except(before.NotToSay ?? [], StringComparer.Ordinal).Select(n => new PolicyChangeLine("not-to-say", null, null, n, null)));
        return lines;

        void Plain(string what, string? was, string? now)
        {
            if (!string.Equals(was, now, StringComparison.Ordinal))
            {
                lines.Add(new PolicyChangeLine(what, null, was, now, null));
            }
        }

        void Named(string what, Dictionary<string, string> was, Dictionary<string, string> now, bool withPieces)
        {
            foreach (var name in was.Keys.Concat(now.Keys).Distinct(StringComparer.Ordinal))
            {
                var (old, fresh) = (was.GetValueOrDefault(name), now.GetValueOrDefault(name));
                if (!string.Equals(old, fresh, StringComparison.Ordinal))
                {
                    lines.Add(new PolicyChangeLine(what, name, old, fresh, withPieces && old is not null && fresh is not null ? Pieces(old, fresh) : null));
                }
            }
        }
    }

    /// <summary>Clause by clause: the longest common row of clauses stays. Joined, the pieces without the added ones are the text before, without the removed ones the text after.</summary>
    public static IReadOnlyList<DiffPiece> Pieces(string before, string after)
    {
        var (a, b) = (Clauses(before), Clauses(after));
        var longest = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        var pieces = new List<DiffPiece>();
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            if (i < a.Count && j < b.Count && a[i] == b[j])
            {
                Add(DiffPiece.Same, a[i++]);
                j++;
            }
            else if (i < a.Count && (j == b.Count || longest[i + 1, j] >= longest[i, j + 1]))
            {
                Add(DiffPiece.Removed, a[i++]);
            }
            else
            {
                Add(DiffPiece.Added, b[j++]);
            }
        }

        return pieces;

        void Add(string op, string text)
        {
            if (pieces.Count > 0 && pieces[^1].Op == op)
            {
                pieces[^1] = pieces[^1] with { Text = pieces[^1].Text + text };
            }
            else
            {
                pieces.Add(new DiffPiece(op, text));
            }
        }
    }

    private static List<string> Clauses(string text)
    {
        var clauses = new List<string>();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Stops.Contains(text[i], StringComparison.Ordinal))
            {
                clauses.Add(text[from..(i + 1)]);
                from = i + 1;
            }
        }

        if (from < text.Length)
        {
            clauses.Add(text[from..]);
        }

        return clauses;
    }

    /// <summary>The same case twice keeps both answers.</summary>
    private static Dictionary<string, string> Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        pairs.GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join('\n', g.Select(p => p.Value)), StringComparer.Ordinal);

    private static string? ScopeText(ItemScope? scope) => scope is null or { Kind: ScopeKind.All } ? null : string.Join('、', scope.Targets);
}
