using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>What the rooms find in a whole book, such as texts for buyers that the book's own guard does not pass.</summary>
internal static class StoredPhrases
{
    public static BookReport Judge(IServiceProvider services, BookReport report, string text, string? folder)
    {
        foreach (var judge in services.GetServices<IBookJudge>())
        {
            if (report.IsSound)
            {
                var found = judge.Judge(text, folder);
                var isRefused = found.Problems.Any(p => p.Severity == Severity.Error);
                report = report with
                {
                    Problems = [.. report.Problems, .. found.Problems],
                    Doubts = [.. report.Doubts, .. found.Doubts],
                    EffectiveText = isRefused ? null : report.EffectiveText,
                    Digest = isRefused ? null : report.Digest,
                };
            }
        }

        return report;
    }
}
