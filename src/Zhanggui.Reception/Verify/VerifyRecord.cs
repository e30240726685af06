using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Verify;

/// <summary><c>POST /api/reception/record/verify?shop=</c>: looks through a shop's record and says what it found.</summary>
internal static class VerifyRecord
{
    public static void Map(RouteGroupBuilder reception) =>
        reception.MapPost("/record/verify", HandleAsync).Requires(Permissions.VerifyRecord);

    private static async Task<IResult> HandleAsync(Guid shop, Guid? conversation, Actor actor, IRecordCheck check, Reading.ConversationReader reader, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (!actor.Can(Permissions.VerifyRecord, id))
        {
            return Answers.Problem(new ShopNotFound());
        }

        if (conversation is { } one && (await reader.FindAsync(new ConversationId(one), ct))?.Shop != id)
        {
            return Answers.Problem(new ConversationNotFound());
        }

        var findings = conversation is { } which ? await check.VerifyAsync(new ConversationId(which), ct) : await check.VerifyAsync(id, ct);
        return Answers.Json(findings, static (json, found) =>
        {
            json.WriteStartObject();
            json.WriteBoolean("isWhole"u8, found.Count == 0);
            json.WriteStartArray("findings"u8);
            foreach (var finding in found)
            {
                json.WriteStartObject();
                json.WriteString("code"u8, finding.Code);
                json.WriteString("zh"u8, finding.Zh);
                json.WriteString("en"u8, finding.En);
                json.WriteString("subject"u8, finding.Subject);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
