using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Files;

/// <summary>Reads the one file of an upload as it comes in; the form is never gathered in memory or on disk.</summary>
internal sealed class FileIntake(FileShelf shelf, UploadOptions options)
{
    private const int FormOverhead = 16 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<Outcome<StoredFile>> TakeAsync(HttpContext http, ShopId shop, Guid buyer, PersonId? by, CancellationToken ct)
    {
        if (http.Request.ContentLength > options.FileBytes + FormOverhead)
        {
            return new FileTooLarge(options.FileBytes);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.FileBytes + FormOverhead;
        }

        // Who sends a byte a second holds a connection for hours: the server ends it.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate(options.SlowestBytesPerSecond, Grace);
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return new FileMissing();
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary, http.Request.Body), shop, buyer, by, ct);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new FileTooLarge(options.FileBytes);
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return new FileMissing(); // a form that breaks off or makes no sense
        }
    }

    private async Task<Outcome<StoredFile>> ReadAsync(MultipartReader reader, ShopId shop, Guid buyer, PersonId? by, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition()
                && HeaderUtilities.RemoveQuotes(disposition.Name).Equals("file", StringComparison.Ordinal))
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                return await shelf.AddAsync(shop, buyer, by, HeaderUtilities.RemoveQuotes(name).Value, section.Body, ct);
            }
        }

        return new FileMissing();
    }
}
