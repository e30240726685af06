using System.Net;
using System.Text;
using NodaTime;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Channels.Delivery;
using Zhanggui.Reception.Channels.Webhook;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Tests;

public sealed class ReceptionChannelRuleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 4, 0);
    private static readonly ChannelsOptions Options = new() { Attempts = 5, FirstPauseSeconds = 5, LongestPauseSeconds = 30 };

    [Theory]
    [InlineData(1, null, 5)]
    [InlineData(2, null, 10)]
    [InlineData(3, null, 20)]
    [InlineData(4, null, 30)] // not 40: the longest pause
    [InlineData(1, 2, 5)] // a channel may not ask for a shorter pause than ours
    [InlineData(1, 12, 12)]
    [InlineData(1, 86_400, 30)] // nor hold a message back for a day
    public void Pauses_grow_up_to_the_longest(int attempts, int? askedSeconds, int seconds)
    {
        var asked = askedSeconds is { } s ? Duration.FromSeconds(s) : (Duration?)null;

        var noted = Retrying.Decide(new SendResult.RetryLater("忙", asked), attempts, Noon, Options);

        noted.ShouldBe(new Noted(DeliveryState.Pending, "忙", Noon + Duration.FromSeconds(seconds)));
    }

    [Fact]
    public void The_last_try_decides()
    {
        Retrying.Decide(new SendResult.RetryLater("连接不上"), 5, Noon, Options).ShouldBe(new Noted(DeliveryState.Failed, "连接不上", null));
        Retrying.Decide(new SendResult.Sent(), 5, Noon, Options).ShouldBe(new Noted(DeliveryState.Sent, null, null));
        Retrying.Decide(new SendResult.Failed(new string('长', 500)), 1, Noon, Options).Cause!.Length.ShouldBe(200);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)] // where clouds keep their keys
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)] // 10.0.0.1 behind a translator
    [InlineData("2002:a00:1::", false)] // 10.0.0.1 in a tunnel
    [InlineData("2001:db8::1", false)]
    public void Only_addresses_of_the_open_internet_are_called(string address, bool isOpen) =>
        PublicAddresses.Contains(IPAddress.Parse(address)).ShouldBe(isOpen);

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_holds_for_its_window(int secondsOff, bool isRight)
    {
        var (secret, body) = (Encoding.ASCII.GetBytes("zgs_x"), Encoding.UTF8.GetBytes("{}"));
        var at = Noon.ToUnixTimeSeconds() + secondsOff;
        var sign = CallbackSign.Of(secret, at, body);

        CallbackSign.IsRight(secret, $"{at}", sign, body, Noon, Duration.FromSeconds(300)).ShouldBe(isRight);
        CallbackSign.IsRight(secret, $"{at}", sign, Encoding.UTF8.GetBytes("{ }"), Noon, Duration.FromSeconds(300)).ShouldBeFalse();
        CallbackSign.IsRight(secret, $"{at + 1}", sign, body, Noon, Duration.FromSeconds(300)).ShouldBeFalse();
        CallbackSign.IsRight(secret, "now", sign, body, Noon, Duration.FromSeconds(300)).ShouldBeFalse();
        CallbackSign.IsRight(secret, $"{at}", null, body, Noon, Duration.FromSeconds(300)).ShouldBeFalse();
    }

    [Fact]
    public void A_signature_is_what_the_documents_say() =>
        CallbackSign.Of(Encoding.ASCII.GetBytes("zgs_test"), 1_762_000_000, Encoding.UTF8.GetBytes("""{"type":"message"}"""))
            .ShouldBe("1b2c765dd1e2ed509bb229dbe60ceed2ca09931e970fe858d614d5024a34dd43");

    [Theory]
    [InlineData(200, "Sent")]
    [InlineData(204, "Sent")]
    [InlineData(301, "Failed")]
    [InlineData(400, "Failed")]
    [InlineData(404, "Failed")]
    [InlineData(408, "RetryLater")]
    [InlineData(429, "RetryLater")]
    [InlineData(500, "RetryLater")]
    [InlineData(503, "RetryLater")]
    public void What_a_bridge_answers_is_read_by_its_status(int status, string result) =>
        WebhookAdapter.Read(new BridgeAnswer(status, [], null)).GetType().Name.ShouldBe(result);

    [Theory]
    [InlineData("""{"cause":"账号被限\u0000流\n"}""", "对方拒收：账号被限流")]
    [InlineData("""{"cause":7}""", "对方拒收（400）")]
    [InlineData("""[[[[[[[[[[1]]]]]]]]]]""", "对方拒收（400）")]
    [InlineData("<html>", "对方拒收（400）")]
    public void A_bridges_cause_is_text_and_nothing_else(string body, string cause) =>
        ((SendResult.Failed)WebhookAdapter.Read(new BridgeAnswer(400, Encoding.UTF8.GetBytes(body), null))).Cause.ShouldBe(cause);
}
