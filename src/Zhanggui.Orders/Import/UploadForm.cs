using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Import;

/// <summary>Finds the one file of an upload and hands its bytes on as they come; the form is never gathered in memory or on disk.</summary>
internal static class UploadForm
{
    private const int FormOverhead = 16 * 1024;
    private const int LongestName = 200;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static async Task<Outcome<T>> TakeAsync<T>(HttpContext http, OrdersOptions options, Func<string, Stream, Task<Outcome<T>>> take, CancellationToken ct)
    {
        if (http.Request.ContentLength > options.ImportBytes + FormOverhead)
        {
            return new ImportFileTooLarge(options.ImportBytes);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.ImportBytes + FormOverhead;
        }

        // Who sends a byte a second holds a connection for hours: the server ends it.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = new Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate(options.SlowestBytesPerSecond, Grace);
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return new ImportFileMissing();
        }

        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition()
                    && HeaderUtilities.RemoveQuotes(disposition.Name).Equals("file", StringComparison.Ordinal))
                {
                    return await take(NameOf(disposition), section.Body);
                }
            }

            return new ImportFileMissing();
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new ImportFileTooLarge(options.ImportBytes);
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return new ImportFileMissing(); // a form that breaks off or makes no sense
        }
    }

    /// <summary>Only for showing: without folders and control characters.</summary>
    internal static string CleanName(string? name)
    {
        var last = (name ?? string.Empty).Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c))]).Trim();
        return clean.Length == 0 ? "file" : clean.Length <= LongestName ? clean : clean[^LongestName..];
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        CleanName(HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value);
}
