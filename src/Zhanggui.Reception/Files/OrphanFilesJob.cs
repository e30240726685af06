using NodaTime;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.Reception.Files;

/// <summary>Removes uploads that never became part of a message.</summary>
internal sealed class OrphanFilesJob(FileShelf shelf, UploadOptions options) : IJob
{
    private const int FilesPerRound = 100;

    public string Name => "reception.orphan_files";

    public Duration Every => Duration.FromMinutes(15);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var removed = await shelf.RemoveOrphansAsync(now - Duration.FromHours(options.OrphanHours), FilesPerRound, ct);
        return removed == FilesPerRound ? removed : 0;
    }
}
