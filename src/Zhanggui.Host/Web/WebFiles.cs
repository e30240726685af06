using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Zhanggui.Kernel.Access;

namespace Zhanggui.Host.Web;

/// <summary>
/// Serves the built web clients from <c>wwwroot</c>: the workbench at the root, the widget script and the demo shop
/// page beside it. Files are compressed when they are built; the server only chooses.
/// </summary>
internal static class WebFiles
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";
    private const string WidgetScript = "/widget.js";

    public static void UseWebFiles(this WebApplication app)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!Directory.Exists(root))
        {
            app.Logger.LogWarning("The web clients are not built: scripts/run builds them. Only the API is served");
            return;
        }

        var files = new PhysicalFileProvider(root);
        app.Use((context, next) => ServeAsync(context, next, files));
        // Addresses inside the workbench (/inbox/…) are the page's own business; unknown API addresses are not.
        // A file that is not there is just that: a script of before an upgrade must not look like a page, nor like a sign-in that has run out.
        app.MapFallback("/{*path}", async context =>
        {
            var path = context.Request.Path;
            if (path.StartsWithSegments("/api", StringComparison.Ordinal) || Path.HasExtension(path.Value) || !await SendAsync(context, files, "/index.html"))
            {
                await ErrorAnswers.NotFoundAsync(context);
            }
        }).Open("static page without data; the API behind it asks for sign-in");
    }

    private static async Task ServeAsync(HttpContext context, RequestDelegate next, PhysicalFileProvider files)
    {
        if (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) || context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var path = context.Request.Path.Value is { Length: > 0 } p ? p : "/";
        if (path.EndsWith('/'))
        {
            path += "index.html";
        }
        else if (files.GetDirectoryContents(path).Exists)
        {
            context.Response.Redirect($"{context.Request.PathBase}{path}/{context.Request.QueryString}");
            return;
        }

        if (!await SendAsync(context, files, path))
        {
            await next(context);
        }
    }

    private static async Task<bool> SendAsync(HttpContext context, PhysicalFileProvider files, string path)
    {
        var plain = files.GetFileInfo(path);
        if (!plain.Exists || plain.IsDirectory || path.EndsWith(".br", StringComparison.Ordinal) || path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return false;
        }

        var (file, encoding) = Choose(files, path, plain, context.Request.Headers.AcceptEncoding.ToString());
        var response = context.Response;
        response.Headers.CacheControl = CacheFor(path);
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        if (path == WidgetScript)
        {
            // The one file that other people's shop pages load.
            response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            response.Headers.AccessControlAllowOrigin = "*";
        }

        var tag = $"\"{file.LastModified.ToUnixTimeMilliseconds():x}-{file.Length:x}{encoding}\"";
        response.Headers.ETag = tag;
        if (Knows(context.Request.Headers.IfNoneMatch.ToString(), tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        if (encoding.Length > 0)
        {
            response.Headers.ContentEncoding = encoding;
        }

        response.ContentType = TypeOf(path);
        response.ContentLength = file.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.SendFileAsync(file, context.RequestAborted);
        }

        return true;
    }

    // Browsers name one tag; a proxy that packed the answer again has weakened it.
    private static bool Knows(string asked, string tag) =>
        asked.Split(',', StringSplitOptions.TrimEntries).Any(t => t == tag || (t.StartsWith("W/", StringComparison.Ordinal) && t.AsSpan(2).SequenceEqual(tag)));

    private static bool Takes(string accepted, string encoding) =>
        accepted.Split(',', StringSplitOptions.TrimEntries).Any(a =>
            a.Split(';', StringSplitOptions.TrimEntries) is var parts && string.Equals(parts[0], encoding, StringComparison.OrdinalIgnoreCase)
            && !parts.Skip(1).Any(p => p is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));

    private static (IFileInfo File, string Encoding) Choose(PhysicalFileProvider files, string path, IFileInfo plain, string accepted)
    {
        foreach (var (name, ending) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")])
        {
            if (Takes(accepted, name) && files.GetFileInfo(path + ending) is { Exists: true } packed)
            {
                return (packed, name);
            }
        }

        return (plain, string.Empty);
    }

    // The bundler puts a hash of the content into the names under assets/; all other names stay and must be asked for again.
    private static string CacheFor(string path) =>
        path.Contains("/assets/", StringComparison.Ordinal) ? Forever
        : path == WidgetScript ? "public, max-age=300"
        : AskAgain;

    private static string TypeOf(string path)
    {
        if (!Types.TryGetContentType(path, out var type))
        {
            return "application/octet-stream";
        }

        return type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/javascript" ? $"{type}; charset=utf-8" : type;
    }

    private static readonly FileExtensionContentTypeProvider Types = new();
}
