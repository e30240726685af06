using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Queue;
using Zhanggui.Tables;

namespace Zhanggui.Reception.Phrases;

/// <summary>Phrases from and to a spreadsheet. A file is first shown line by line; a wrong line stops none of the others; repeating changes nothing.</summary>
internal static class PhraseFiles
{
    private const long LargestFile = 5_000_000;

    internal sealed record Answer(IReadOnlyList<PhraseLine> Lines, int Added, int Changed, int Same, int Wrong, bool IsKept);

    public static async Task<IResult> ImportAsync(Guid shop, string? level, Guid? team, bool? run, HttpRequest request, Actor actor, IShops shops, PhraseDesk desk, PhraseBook book, TextGuard guard, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        if (!Enum.TryParse<PhraseLevel>(level, ignoreCase: true, out var whose) || !Enum.IsDefined(whose))
        {
            return new PhraseFieldWrong("level", "请选全店、班组或个人。", "Choose shop, team or own.").ToProblem();
        }

        if (!request.HasFormContentType || (await request.ReadFormAsync(ct)).Files.GetFile("file") is not { Length: > 0 and <= LargestFile } upload)
        {
            return new PhraseFileWrong("请选一个短语文件（CSV 或 Excel，最大 5 MB）。", "Choose a file of phrases, CSV or Excel, at most 5 MB.").ToProblem();
        }

        using var content = new MemoryStream();
        await upload.CopyToAsync(content, ct);
        content.Position = 0;
        return await TakeAsync(content, upload.FileName, whose, team is { } id ? new TeamId(id) : null, run == true, card, actor, desk, book, guard, rules, clock, ct);
    }

    /// <summary>The phrases a new shop or desk begins with; those it has already stay as they are.</summary>
    public static async Task<IResult> StartAsync(Guid shop, Actor actor, IShops shops, PhraseDesk desk, PhraseBook book, TextGuard guard, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.EditPhrases, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        await using var content = Starter(card.Kind);
        return await TakeAsync(content, "starter.csv", PhraseLevel.Shop, null, run: true, card, actor, desk, book, guard, rules, clock, ct);
    }

    public static Stream Starter(ShopKind kind) =>
        typeof(PhraseFiles).Assembly.GetManifestResourceStream(kind == ShopKind.Shop ? "Phrases.starter.csv" : "Phrases.starter-desk.csv")!;

    private static async Task<IResult> TakeAsync(Stream content, string name, PhraseLevel level, TeamId? team, bool run, ShopCard card, Actor actor, PhraseDesk desk, PhraseBook book, TextGuard guard, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (!PhraseRules.Keeps(actor, card.Id, new PhraseFields(level, team, actor.Person, string.Empty, null, string.Empty, string.Empty, null, null)))
        {
            return new ActNotAllowed().ToProblem();
        }

        if (!TableFile.TryOpen(content, name, null, out var file, out var refused))
        {
            return new PhraseFileWrong(refused.Zh, refused.En).ToProblem();
        }

        using (file)
        {
            var now = clock.GetCurrentInstant();
            var next = (await rules.FloorAsync(card.Id, now, ct)).PhraseReview is { } every ? (now + every).InZone(card.TimeZone).Date : (LocalDate?)null;
            var (lines, broken) = PhraseFile.Read(file, level, team, actor.Person, await book.ListAsync(card.Id, actor.Person, ct), next);
            if (broken is not null)
            {
                return new PhraseFileWrong(broken.Zh, broken.En).ToProblem();
            }

            lines = await JudgeAsync(lines, card.Id, team, guard, ct);
            var done = run ? await KeepAsync(lines, card.Id, actor, desk, ct) : lines;
            return Results.Json(new Answer(done, Count(PhraseLineDoes.Add), Count(PhraseLineDoes.Change), Count(PhraseLineDoes.Nothing), Count(PhraseLineDoes.Wrong), run), HouseJson.Options);

            int Count(PhraseLineDoes does) => done.Count(l => l.Does == does);
        }
    }

    /// <summary>What the guard would not let be kept is a wrong line before anything is written, with the rule and the characters.</summary>
    private static async Task<IReadOnlyList<PhraseLine>> JudgeAsync(IReadOnlyList<PhraseLine> lines, ShopId shop, TeamId? team, TextGuard guard, CancellationToken ct)
    {
        if (await guard.EyeAsync(shop, team, ct) is not { } eye)
        {
            return lines;
        }

        return [.. lines.Select(line => line.Fields is not { } fields || eye.Look(fields.Text) is not { Hits.Count: > 0 } verdict ? line
            : StoredEye.Refuse("text", verdict, fields.GuardReason) is { } no ? line with { Does = PhraseLineDoes.Wrong, Why = no.Zh, WhyEn = no.En, Guard = TextMark.Of(verdict) }
            : line with { Guard = TextMark.Of(verdict) })];
    }

    private static async Task<IReadOnlyList<PhraseLine>> KeepAsync(IReadOnlyList<PhraseLine> lines, ShopId shop, Actor actor, PhraseDesk desk, CancellationToken ct)
    {
        var done = new List<PhraseLine>(lines.Count);
        foreach (var line in lines)
        {
            var kept = line is { Does: PhraseLineDoes.Add or PhraseLineDoes.Change, Fields: { } fields } ? await desk.SetAsync(shop, line.Before?.Id, line.Before?.Version ?? 0, fields, actor, ct) : default;
            done.Add(kept.Refusal is { } no ? line with { Does = PhraseLineDoes.Wrong, Why = no.Zh, WhyEn = no.En } : line);
        }

        return done;
    }

    public static async Task<IResult> ExportAsync(Guid shop, string? format, HttpContext http, Actor actor, IShops shops, IPeople people, PhraseBook book, ShopRules rules, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var seen = (await book.ListAsync(card.Id, actor.Person, ct)).Where(p => PhraseRules.Sees(actor, card.Id, p.Fields)).ToList();
        var views = await PhraseViews.ViewsAsync(seen, actor, await rules.FloorAsync(card.Id, now, ct), now.InZone(card.TimeZone).Date, now, people, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "reception.phrase.export", "shop", card.Id.ToString(), After: new { rows = views.Count }), ct);
            return 0;
        }, ct);
        var (isZh, isCsv) = (Problems.WantsChinese(http), format == "csv");
        using var stream = new MemoryStream();
        if (isCsv)
        {
            PhraseFile.Csv(stream, views, isZh, card.TimeZone);
        }
        else
        {
            PhraseFile.Xlsx(stream, views, isZh, card.TimeZone);
        }

        var name = isZh ? $"快捷短语-{card.Name}" : $"phrases-{card.Name}";
        return Results.File(stream.ToArray(), isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.{(isCsv ? "csv" : "xlsx")}");
    }
}
