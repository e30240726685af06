using System.Net.Http;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Channels.Webhook;

/// <summary>
/// The way to every channel for which somebody runs a bridge (a platform, WeChat, e-mail): each message is one signed
/// POST to the channel's address. 2xx means taken; 408, 425, 429 and 5xx mean later; everything else means no.
/// </summary>
internal sealed class WebhookAdapter(ChannelBook channels, BridgeCall calls, ChannelsOptions options, TimeProvider clock, ILogger<WebhookAdapter> log) : IChannelAdapter
{
    private const int MostCause = 120;

    public bool Carries(ChannelRoute route) => route.OutboundUrl.Length > 0;

    public async Task<SendResult> SendAsync(ChannelRoute route, OutboundMessage message, CancellationToken ct)
    {
        if (message.File is { } file && file.Size > options.SentFileBytes)
        {
            return new SendResult.Failed($"文件超过{options.SentFileBytes / 1_048_576}MB，这个渠道发不出去");
        }

        if (await channels.FindAsync(route.Id, ct) is not { IsEnabled: true } card || channels.SecretOf(card) is not { } secret
            || BridgeCall.Refuse(route.OutboundUrl, options.AllowPrivateAddresses) is not null)
        {
            return new SendResult.Failed("渠道已停用，或外发地址不可用");
        }

        try
        {
            return Read(await calls.PostAsync(new Uri(route.OutboundUrl), await BodyAsync(route, message, ct), secret, clock.GetCurrentInstant(), ct));
        }
        catch (HttpRequestException error) when (error.InnerException is PrivateAddressException)
        {
            return new SendResult.Failed("外发地址不在公网上，已拒绝连接");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogInformation("Channel {Channel} could not be reached: {Error}", route.Id, error.GetType().Name);
            return new SendResult.RetryLater(error is OperationCanceledException ? "对方没有及时应答" : "连接不上对方");
        }
    }

    internal static SendResult Read(BridgeAnswer answer) => answer.Status switch
    {
        >= 200 and < 300 => new SendResult.Sent(),
        408 or 425 or 429 or >= 500 => new SendResult.RetryLater($"对方暂时收不了（{answer.Status}）", answer.RetryAfter),
        _ => new SendResult.Failed(CauseOf(answer.Body) is { } cause ? $"对方拒收：{cause}" : $"对方拒收（{answer.Status}）"),
    };

    /// <summary>The bridge's own <c>{"cause":"…"}</c>: shown to agents as text, so it is cut and freed of control characters.</summary>
    private static string? CauseOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("cause", out var said) || said.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            var clean = string.Concat(said.GetString()!.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
            return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, MostCause)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<byte[]> BodyAsync(ChannelRoute route, OutboundMessage message, CancellationToken ct)
    {
        object? file = null;
        if (message.File is { } sent)
        {
            using var bytes = new MemoryStream();
            await sent.CopyToAsync(bytes, ct);
            file = new { sent.Id, sent.Name, type = sent.MediaType, sent.Size, content = Convert.ToBase64String(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) };
        }

        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message",
            id = message.Id,
            channel = route.Id,
            conversation = message.Conversation,
            seq = message.Seq,
            buyer = new { id = message.Buyer, externalId = message.BuyerExternalId },
            kind = JsonPen.Text(MessageJson.Kind(message.Kind).ToArray()),
            text = message.Text,
            card = message.Card,
            file,
            agent = message.AgentName,
            at = message.At,
        }, HouseJson.Options);
    }
}
