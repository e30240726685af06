using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Files;

/// <summary>Files as agents use them: uploaded for one conversation, read by whoever may read the shop's conversations.</summary>
internal static class AgentFiles
{
    public static void MapAgentFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/api/reception/files").WithTags("Reception");
        files.MapPost(string.Empty, UploadAsync).Requires(Permissions.UploadFiles).DisableAntiforgery();
        files.MapGet("/{id:guid}", ReadAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> UploadAsync(Guid? c, Actor actor, HttpContext http, ConversationReader reader, FileIntake intake, IShops shops, CancellationToken ct)
    {
        if (c is not { } id)
        {
            return new MessageMalformed("c").ToProblem();
        }

        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !Party.Of(actor).Sees(head)
            || !actor.Can(Permissions.UploadFiles, head.Shop, head.Team) || await shops.FindForAsync(actor, head.Shop, Permissions.ReadConversations, ct) is null)
        {
            return new ConversationNotFound().ToProblem();
        }

        var taken = await intake.TakeAsync(http, head.Shop, head.Buyer, actor.Person, ct);
        return taken.Refusal is { } refusal ? refusal.ToProblem() : Results.Json(new { file = taken.Value.ToShape() }, HouseJson.Options);
    }

    private static async Task<IResult> ReadAsync(Guid id, Actor actor, FileShelf shelf, IShops shops, CancellationToken ct) =>
        await shelf.FindAsync(id, ct) is { } file && await shops.FindForAsync(actor, file.Shop, Permissions.ReadConversations, ct) is not null
            ? new ServeFile(shelf, file, CrossOriginUse.OwnSite)
            : new FileNotFound().ToProblem();
}

/// <summary>Looks up what an agent wants to send: only what the same agent uploaded for a buyer of that shop.</summary>
internal sealed class Attachments(FileShelf shelf) : IAttachments
{
    public async Task<byte[]?> FindBodyAsync(Guid fileId, ShopId shop, Party by, CancellationToken ct)
    {
        if (await shelf.FindAsync(fileId, ct) is not { } file || by.Person is not { } person)
        {
            return null;
        }

        var attached = await shelf.AttachAsync(fileId, shop, file.Buyer, person, mustBeImage: false, ct);
        return attached.IsDone ? Visitors.VisitorWords.BodyOf(attached.Value) : null;
    }
}
