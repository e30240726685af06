using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Reception.Files;

/// <summary>Hands a file to a browser so that it can do nothing but be looked at or saved.</summary>
internal sealed class ServeFile(FileShelf shelf, StoredFile file, CrossOriginUse use) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var headers = response.Headers;
        var isShown = file.Type.IsImage || file.Type.IsVideo;
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; sandbox";
        headers.CacheControl = "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = use == CrossOriginUse.Anywhere ? "cross-origin" : "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.AcceptRanges = "bytes";
        // Whatever could be read as a page travels as bytes.
        response.ContentType = file.Type.MediaType is "text/html" or "image/svg+xml" or "text/plain" ? "application/octet-stream" : file.Type.MediaType;
        var (from, end) = ReadRange(httpContext.Request);
        if (from < 0)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Size}");
            return;
        }

        if (end - from != file.Size)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{end - 1}/{file.Size}");
        }

        response.ContentLength = end - from;
        await shelf.CopyAsync(file, from, end, response.Body, httpContext.RequestAborted);
    }

    /// <summary>One range, as players ask for; several at once get the whole file.</summary>
    private (long From, long End) ReadRange(HttpRequest request)
    {
        var range = request.GetTypedHeaders().Range;
        if (range is null || range.Ranges.Count != 1 || !range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase))
        {
            return (0, file.Size);
        }

        var one = range.Ranges.First();
        if (one.From is not { } from)
        {
            return (Math.Max(0, file.Size - (one.To ?? 0)), file.Size);
        }

        return from >= file.Size ? (-1, -1) : (from, Math.Min(file.Size, (one.To ?? (file.Size - 1)) + 1));
    }
}

internal enum CrossOriginUse
{
    /// <summary>The workbench only.</summary>
    OwnSite,

    /// <summary>The shop's own pages, wherever they are.</summary>
    Anywhere,
}
