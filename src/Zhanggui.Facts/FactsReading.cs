using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>What was read from a facts folder. Refused rows are not among the <see cref="Facts"/> and stand among the <see cref="Problems"/>; the caller decides what follows.</summary>
/// <param name="Facts">The rows that could be read.</param>
/// <param name="Zone">The zone of the folder: that of its shops where they agree, else Asia/Shanghai.</param>
/// <param name="Problems">In the order of the files and lines.</param>
/// <param name="Unknown">Cells of unknown columns, kept to be written out again.</param>
public sealed record FactsReading(FactSet Facts, DateTimeZone Zone, IReadOnlyList<FactsProblem> Problems, IReadOnlyList<UnknownColumns> Unknown)
{
    /// <summary>True when a row or a file was refused.</summary>
    public bool HasRefusals => Problems.Any(p => p.Severity == FactsSeverity.Error);
}
