using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Visitors;

namespace Zhanggui.Reception.Channels.Webhook;

/// <summary>
/// <c>POST /api/reception/callbacks/{key}</c>: a bridge hands in what a buyer said. Nothing of the body is believed before
/// its signature is; a repeat of the same message id, also within the replay window, is answered with the stored message.
/// </summary>
internal static class ReceiveCallback
{
    private const int LargestKind = 20;

    public static void MapCallbacks(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/reception/callbacks").WithTags("Reception").MapPost("/{key}", HandleAsync)
            .Open("the channel's secret signs each call; limits of size, age and pace").FromAnySite("it trusts the signature and no cookie");

    private static async Task<IResult> HandleAsync(string key, HttpContext http, ChannelBook channels, IInbound inbound, VisitorLimits limits, VisitorOptions visitors, UploadOptions uploads, ChannelsOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (!limits.Allows(LimitKind.AddressCallback, VisitorTools.AddressOf(http)))
        {
            return VisitorRoutes.Refuse(http, new CallbackTooMany());
        }

        // An unknown channel, a web channel, one without a secret and a wrong signature look the same.
        if (await channels.FindByKeyAsync(key, ct) is not { IsEnabled: true } channel || !ChannelKinds.MayBeBridged(channel.Kind) || channels.SecretOf(channel) is not { } secret)
        {
            return new CallbackUnsigned().ToProblem();
        }

        var read = await VisitorRequest.ReadBytesAsync(http.Request, options.CallbackBytes, ct);
        if (read.Refusal is not null)
        {
            return read.Refusal.ToProblem();
        }

        var (time, sign) = (http.Request.Headers[CallbackSign.TimeHeader].ToString(), http.Request.Headers[CallbackSign.SignHeader].ToString());
        if (!CallbackSign.IsRight(secret, time, sign, read.Value, clock.GetCurrentInstant(), NodaTime.Duration.FromSeconds(options.CallbackSeconds)))
        {
            return new CallbackUnsigned().ToProblem();
        }

        var parsed = VisitorRequest.Parse(read.Value);
        if (parsed.Refusal is not null)
        {
            return parsed.Refusal.ToProblem();
        }

        using var json = parsed.Value;
        var message = Read(channel.Id, json.RootElement, visitors.TextLength, uploads.FileBytes);
        if (message.Refusal is not null)
        {
            return message.Refusal.ToProblem();
        }

        var received = await inbound.ReceiveAsync(message.Value, ct);
        return received.Refusal is { } refusal
            ? VisitorRoutes.Refuse(http, refusal)
            : Results.Json(new { id = message.Value.ExternalId, c = received.Value.Conversation, received.Value.Seq, received.Value.Buyer, received.Value.At, repeat = received.Value.IsRepeat }, HouseJson.Options);
    }

    private static Outcome<InboundMessage> Read(ChannelId channel, JsonElement json, int textLength, long fileBytes)
    {
        if (json.ValueKind != JsonValueKind.Object || VisitorWords.TextOf(json, "type") != "message")
        {
            return new MessageMalformed("type");
        }

        if (VisitorWords.TextOf(json, "kind") is not { Length: <= LargestKind } kindText || VisitorWords.KindOf(kindText) is not { } kind)
        {
            return new MessageMalformed("kind");
        }

        if (VisitorWords.TextOf(json, "text") is { } said && said.Length > textLength)
        {
            return new VisitorTextTooLong(textLength);
        }

        if (!json.TryGetProperty("buyer", out var buyer) || buyer.ValueKind != JsonValueKind.Object || VisitorWords.TextOf(buyer, "id") is not { } who)
        {
            return new MessageMalformed("buyer.id");
        }

        InboundFile? file = null;
        if (json.TryGetProperty("file", out var sent) && sent.ValueKind == JsonValueKind.Object)
        {
            if (!sent.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String || !content.TryGetBytesFromBase64(out var bytes))
            {
                return new MessageMalformed("file.content");
            }

            if (bytes.Length > fileBytes)
            {
                return new FileTooLarge(fileBytes);
            }

            file = new InboundFile(VisitorWords.TextOf(sent, "name"), new MemoryStream(bytes, writable: false));
        }

        JsonElement? card = json.TryGetProperty("card", out var given) && given.ValueKind == JsonValueKind.Object ? given : null;
        return new InboundMessage(channel, VisitorWords.TextOf(json, "id") ?? string.Empty, new InboundBuyer(who, VisitorWords.TextOf(buyer, "name")), kind, VisitorWords.TextOf(json, "text") ?? string.Empty, card, file);
    }
}
