namespace Zhanggui.Reception.Files;

/// <summary>What a file's own bytes say it is; the name and type that the sender claims count for nothing.</summary>
/// <param name="MediaType">The type it is served with.</param>
/// <param name="Width">In pixels, from the header; null when it is no picture.</param>
internal sealed record FileType(string MediaType, int? Width = null, int? Height = null)
{
    /// <summary>Pictures that a browser may show inside a page; no other type is ever served inline besides video.</summary>
    public bool IsImage => MediaType is "image/png" or "image/jpeg" or "image/gif" or "image/webp";

    public bool IsVideo => MediaType is "video/mp4";

    public long Pixels => Math.BigMul(Width ?? 0, Height ?? 0);
}
