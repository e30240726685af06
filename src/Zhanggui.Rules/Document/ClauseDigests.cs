using System.Text;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>What a doubtful clause says, as a digest: its words, its ground and every value of its entry in every place. A signature holds while the digest does.</summary>
internal static class ClauseDigests
{
    private const int EntryDepth = 3;

    public static string Of(BookBody body, BookDoubt doubt, IReadOnlyList<BookDoubt> doubts, RuleSections sections)
    {
        var text = new StringBuilder();
        foreach (var one in doubts.Where(d => d.Path == doubt.Path).OrderBy(d => d.Scope.Zh, StringComparer.Ordinal))
        {
            text.Append(one.Scope.Zh).Append('|').Append(one.Clause.Zh).Append('|').Append(one.Ground.Zh).Append('\n');
        }

        var keys = doubt.Path.Split('.');
        if (sections.Find(keys[0]) is { } section)
        {
            // A loss or a stage of a penalty is a part of that penalty: who signs for it has read the whole entry.
            var entry = string.Join('.', keys.Take(EntryDepth));
            foreach (var scope in body.Scopes.OrderBy(s => s.Shop, StringComparer.Ordinal).ThenBy(s => s.Team, StringComparer.Ordinal))
            {
                var map = body.Resolve(section.Name, scope);
                foreach (var (path, setting, _) in SettingPaths.Values(section.Root, map).Where(v => $"{section.Name}.{v.Path}" == entry || $"{section.Name}.{v.Path}".StartsWith(entry + ".", StringComparison.Ordinal)))
                {
                    text.Append(scope.Shop).Append('|').Append(scope.Team).Append('|').Append(path).Append('|').Append(ValueWords.Of(setting, map?.At(path)).Zh).Append('\n');
                }
            }
        }

        return Canonical.Digest(text.ToString());
    }
}
