using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Presets;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <inheritdoc cref="IReadableBooks"/>
internal sealed class ReadableBooks(BookAccess access, BookChecks checks, IBookDesk desk, TimeProvider clock) : IReadableBooks
{
    private const string Preset = "preset:";
    private const string InForce = "in-force";

    public async Task<ReadableBook?> FindAsync(Actor actor, string which, CancellationToken ct)
    {
        if (which.StartsWith(Preset, StringComparison.Ordinal))
        {
            return OfPreset(which[Preset.Length..]);
        }

        if (which == InForce)
        {
            var zone = await access.ZoneAsync(actor.Organisation, ct);
            var row = BookLife.InForceAt(await access.PublishedAsync(actor.Organisation, ct), b => (b.EffectiveDate!.Value, b.PublishedAt!.Value, b.Version), zone, clock.GetCurrentInstant());
            return row is null ? OfPreset(PresetShelf.Fallback) : await OfAsync(actor, row, ct);
        }

        return Guid.TryParse(which, out var id) && await access.LoadAsync(actor, id, ct) is { IsDone: true } found ? await OfAsync(actor, found.Value, ct) : null;
    }

    private ReadableBook? OfPreset(string name) =>
        desk.FindPreset(name) is { } text && desk.Check(text, null) is var report ? new ReadableBook(Preset + name, report.Title, report.Version, report.EffectiveText) : null;

    private async Task<ReadableBook> OfAsync(Actor actor, BookRow row, CancellationToken ct) => new(row.Id.ToString(), new Words(row.Title, row.TitleEn.Length > 0 ? row.TitleEn : row.Title), row.Version,
        row.EffectiveText ?? (await checks.CheckAsync(row.Text, actor.Organisation, ct)).Report.EffectiveText);
}
