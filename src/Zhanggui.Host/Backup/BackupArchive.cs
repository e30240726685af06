using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Zhanggui.Host.Commands;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Host.Backup;

/// <summary>A backup opened for reading: its manifest, and proof that every entry is what the manifest says.</summary>
internal sealed class BackupArchive : IDisposable
{
    private readonly ZipArchive archive;

    private BackupArchive(ZipArchive archive, BackupManifest manifest) => (this.archive, Manifest) = (archive, manifest);

    public BackupManifest Manifest { get; }

    public static async Task<BackupArchive> OpenAsync(string path, Action<string> progress, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw new RefusedException($"{Path.GetFullPath(path)} 不存在。 There is no such file.");
        }

        ZipArchive? opening = null;
        try
        {
            opening = await ZipFile.OpenReadAsync(path, ct);
            var entry = opening.GetEntry(BackupManifest.EntryName) ?? throw new RefusedException("这不是完整的备份（没有 manifest.json）。 Not a finished backup (no manifest.json).");
            await using var stream = await entry.OpenAsync(ct);
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, HouseJson.Options, ct) ?? throw new JsonException();
            if (manifest.Format != BackupManifest.CurrentFormat)
            {
                throw new RefusedException($"备份格式 {manifest.Format} 需要更新的程序。 Backup format {manifest.Format} needs a newer program.");
            }

            var opened = new BackupArchive(opening, manifest);
            await opened.VerifyAsync(progress, ct);
            opening = null;
            return opened;
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            throw new RefusedException($"备份文件已损坏：{error.Message} The backup is damaged.");
        }
        finally
        {
            opening?.Dispose();
        }
    }

    public Task<Stream> OpenEntryAsync(string name, CancellationToken ct) => archive.GetEntry(name)!.OpenAsync(ct);

    public IEnumerable<string> DataEntries => Manifest.Entries.Select(e => e.Name).Where(n => n.StartsWith(BackupManifest.DataFolder, StringComparison.Ordinal));

    public void Dispose() => archive.Dispose();

    private async Task VerifyAsync(Action<string> progress, CancellationToken ct)
    {
        progress("verify");
        foreach (var expected in Manifest.Entries)
        {
            var entry = archive.GetEntry(expected.Name) ?? throw new RefusedException($"备份缺少 {expected.Name}。 The backup lacks {expected.Name}.");
            await using var stream = await entry.OpenAsync(ct);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) != expected.Sha256)
            {
                throw new RefusedException($"备份中的 {expected.Name} 与清单不符，文件已损坏或被改动。 {expected.Name} does not match the manifest: the backup is damaged or was altered.");
            }
        }
    }
}
