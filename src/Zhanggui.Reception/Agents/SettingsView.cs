using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Agents;

/// <summary>What the screen must know beforehand: waits in seconds, the recall window, lengths and sizes; a missing value is no limit.</summary>
internal sealed class SettingsView(ShopRules rules, UploadOptions uploads, TimeProvider clock)
{
    public async ValueTask<Settings> OfAsync(ShopId shop, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var limits = await rules.LimitsAsync(shop, now, ct);
        var (amber, red) = await rules.WaitsAsync(shop, now, ct);
        return new Settings(amber, red, limits.RecallWindow, limits.TextLength, uploads.FileBytes, await rules.OutcomesAsync(shop, now, ct)) { Floor = await rules.FloorAsync(shop, now, ct), HandOvers = (await rules.RoutingAsync(shop, now, ct)).HandOvers };
    }

    public static void Write(Utf8JsonWriter json, Settings settings)
    {
        json.WriteStartObject("settings"u8);
        WriteSeconds(json, "waitAmberSeconds", settings.Amber);
        WriteSeconds(json, "waitRedSeconds", settings.Red);
        WriteSeconds(json, "recallSeconds", settings.Recall < Duration.Zero ? Duration.Zero : settings.Recall);
        json.WriteNumber("textLength"u8, settings.TextLength);
        json.WriteNumber("fileBytes"u8, settings.FileBytes);
        WriteSeconds(json, "waitSupervisorSeconds", settings.Floor.WaitSupervisor);
        WriteTexts(json, "soldOutcomes", settings.Floor.SoldOutcomes);
        WriteTexts(json, "lostReasons", settings.Floor.LostReasons);
        WriteProcedures(json, settings.Floor.Procedures);
        WriteTexts(json, "needChecklist", settings.Floor.NeedChecklist);
        WriteTexts(json, "contactClasses", settings.Floor.ContactClasses);
        if (settings.Floor.Monologue is { } lines)
        {
            json.WriteNumber("monologueLines"u8, lines);
        }

        if (settings.Floor.KeepsTalkRecords)
        {
            json.WriteBoolean("keepsTalkRecords"u8, true);
        }

        if (settings.Floor.InvitesRating)
        {
            json.WriteBoolean("invitesRating"u8, true);
        }

        if (settings.Floor.ClosingWords is { Length: > 0 } words)
        {
            json.WriteString("closingWords"u8, words);
        }

        if (settings.Floor.MostRings is { } rings)
        {
            json.WriteNumber("mostRings"u8, rings);
        }

        if (settings.Outcomes.Count > 0)
        {
            json.WriteStartArray("outcomes"u8);
            foreach (var outcome in settings.Outcomes)
            {
                json.WriteStringValue(outcome);
            }

            json.WriteEndArray();
        }

        WriteHandOvers(json, settings.HandOvers);
        json.WriteEndObject();
    }

    private static void WriteHandOvers(Utf8JsonWriter json, IReadOnlyList<HandOver> handOvers)
    {
        if (handOvers.Count == 0)
        {
            return;
        }

        json.WriteStartArray("handOvers"u8);
        foreach (var one in handOvers)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, one.Key);
            json.WriteString("name"u8, one.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteProcedures(Utf8JsonWriter json, IReadOnlyList<Procedure> procedures)
    {
        if (procedures.Count == 0)
        {
            return;
        }

        json.WriteStartArray("procedures"u8);
        foreach (var procedure in procedures)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, procedure.Key);
            json.WriteString("title"u8, procedure.Title);
            WriteTexts(json, "topics", procedure.Topics);
            json.WriteStartArray("steps"u8);
            foreach (var step in procedure.Steps)
            {
                json.WriteStartObject();
                json.WriteString("do"u8, step.Do);
                if (step.Say is { } say)
                {
                    json.WriteString("say"u8, say);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (procedure.Reports)
            {
                json.WriteBoolean("reports"u8, true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, Duration? value)
    {
        if (value is { } span)
        {
            json.WriteNumber(name, (long)span.TotalSeconds);
        }
    }

    internal sealed record Settings(Duration? Amber, Duration? Red, Duration Recall, int TextLength, long FileBytes, IReadOnlyList<string> Outcomes)
    {
        public required FloorRules Floor { get; init; }

        public IReadOnlyList<HandOver> HandOvers { get; init; } = [];
    }
}
