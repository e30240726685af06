using System.Security.Cryptography;

namespace Zhanggui.Kernel.Privacy;

/// <summary>The installation's own secret: wraps personal keys and derives others. From the setting, or a file readable by the service's user only.</summary>
public sealed class MasterKey
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] key;

    public MasterKey(KernelOptions options)
    {
        key = options.MasterKey.Length > 0 ? Convert.FromBase64String(options.MasterKey) : ReadOrCreate(PathOf(options.DataDir));
        if (key.Length != 32)
        {
            throw new InvalidOperationException("The master key must be 32 bytes (ZHANGGUI_MASTER_KEY in base64, or the key file).");
        }
    }

    public static string PathOf(string dataDir) => Path.Combine(dataDir, "keys", "master.key");

    /// <summary>A key for one purpose, derived (HKDF-SHA256) so that no purpose can be turned against another.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    public byte[] Wrap(ReadOnlySpan<byte> plain, Guid subject)
    {
        var wrapped = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(wrapped.AsSpan(0, NonceSize), plain, wrapped.AsSpan(NonceSize + TagSize), wrapped.AsSpan(NonceSize, TagSize), subject.ToByteArray());
        return wrapped;
    }

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, Guid subject)
    {
        var plain = new byte[wrapped.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(wrapped[..NonceSize], wrapped[(NonceSize + TagSize)..], wrapped.Slice(NonceSize, TagSize), plain, subject.ToByteArray());
        return plain;
    }

    private static byte[] ReadOrCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
            file.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(path))
        {
            // It was there already: the usual start.
        }

        return Convert.FromBase64String(File.ReadAllText(path).Trim());
    }
}
