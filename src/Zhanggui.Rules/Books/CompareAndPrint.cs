using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Books;

/// <summary>Compares books and presets in words, prints a book, gives its file; lists presets and what a book can say.</summary>
internal static class CompareAndPrint
{
    private const string PresetPrefix = "preset:";

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapGet("/compare", CompareAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/books/{id:guid}/print", PrintAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/books/{id:guid}/file", FileAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/presets", (IBookDesk desk) => Results.Json(new { Presets = desk.Presets() }, HouseJson.Options)).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/presets/{name}", Preset).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/sections", (RuleSections sections) => Results.Json(new { Sections = sections.All.Select(SectionForm.Of) }, HouseJson.Options)).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/schema", (IBookDesk desk) => Results.Text(desk.JsonSchema(), "application/schema+json")).Requires(RulesPermissions.ReadBook);
    }

    /// <summary><c>?before=ID&amp;after=ID</c>, each a book or <c>preset:NAME</c>.</summary>
    private static async Task<IResult> CompareAsync(string before, string after, Actor actor, BookAccess access, BookReader reader, IBookDesk desk, RuleSections sections, CancellationToken ct)
    {
        var (a, b) = (await BodyAsync(before, actor, access, reader, desk, ct), await BodyAsync(after, actor, access, reader, desk, ct));
        if (!a.IsDone || !b.IsDone)
        {
            return (a.Refusal ?? b.Refusal)!.ToProblem();
        }

        return Results.Json(new { Differences = Comparison.Compare(a.Value, b.Value, sections) }, HouseJson.Options);
    }

    private static async Task<Outcome<BookBody>> BodyAsync(string which, Actor actor, BookAccess access, BookReader reader, IBookDesk desk, CancellationToken ct)
    {
        ReadBook read;
        if (which.StartsWith(PresetPrefix, StringComparison.Ordinal))
        {
            var name = which[PresetPrefix.Length..];
            if (desk.FindPreset(name) is not { } text)
            {
                return new PresetNotFound(name);
            }

            read = reader.Read(text);
        }
        else
        {
            var found = await access.LoadAsync(actor, Guid.TryParse(which, out var id) ? id : Guid.Empty, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            if (found.Value.EffectiveText is { } stored)
            {
                return reader.ReadStored(stored);
            }

            read = reader.Read(found.Value.Text);
        }

        if (read.Effective is { } body)
        {
            return body;
        }

        var error = read.Problems.First(p => p.Severity == Severity.Error);
        return new BookHasErrors(error.Line, error.Reason.Zh, error.Reason.En);
    }

    private static async Task<IResult> PrintAsync(Guid id, HttpContext http, Actor actor, BookAccess access, BookReader reader, RuleSections sections, string? format, string? lang, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var text = found.Value.EffectiveText ?? found.Value.Text;
        var read = reader.Read(text);
        if (read.Effective is not { } body)
        {
            var error = read.Problems.First(p => p.Severity == Severity.Error);
            return new BookHasErrors(error.Line, error.Reason.Zh, error.Reason.En).ToProblem();
        }

        var printing = new Printing(sections, lang is null ? Problems.WantsChinese(http) : lang != "en");
        var digest = Canonical.Digest(Canonical.Write(read.Header, body, sections));
        if (format == "md")
        {
            return Results.File(Encoding.UTF8.GetBytes(printing.Markdown(read, digest)), "text/markdown; charset=utf-8", FileName(found.Value.Name, found.Value.Version, "md"));
        }

        // What people wrote stands escaped in the page; the policy keeps it harmless even if an escape were missed.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        return Results.Content(printing.Html(read, digest), "text/html; charset=utf-8");
    }

    /// <summary>The text as it was written, or <c>?effective=true</c> the canonical text that version and digest name.</summary>
    private static async Task<IResult> FileAsync(Guid id, Actor actor, BookAccess access, IBookDesk desk, bool? effective, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        var text = effective is true ? row.EffectiveText ?? desk.Check(row.Text, null).EffectiveText ?? row.Text : row.Text;
        return Results.File(Encoding.UTF8.GetBytes(text), "application/yaml; charset=utf-8", FileName(row.Name, row.Version, "yaml"));
    }

    private static IResult Preset(string name, IBookDesk desk)
    {
        if (desk.FindPreset(name) is not { } text)
        {
            return new PresetNotFound(name).ToProblem();
        }

        var report = desk.Check(text, null);
        return Results.Json(new { Name = name, report.Title, report.Status, Text = text, report.Problems, report.Doubts, report.Digest }, HouseJson.Options);
    }

    private static string FileName(string name, int version, string ending) =>
        $"{(BookHeader.IsName(name) ? name : "book")}{(version > 0 ? $"-{version}" : string.Empty)}.{ending}";
}
