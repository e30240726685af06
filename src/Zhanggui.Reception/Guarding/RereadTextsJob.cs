using System.Globalization;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Accounts;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Phrases;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Guarding;

/// <summary>
/// Reads the kept words of a shop again when another book has come into force, and now and then because facts change; what fails is reported and nothing is
/// taken away. A shop is claimed by one process at a time; reading twice finds the same.
/// </summary>
internal sealed class RereadTextsJob(Database database, TextRings rings, PhraseBook phrases, AccountBook accounts, ChannelBook channels, IStoredGuard guard, ShopRules rules, IShops shops) : IJob
{
    private const int Page = 500;
    private static readonly Duration ClaimedFor = Duration.FromMinutes(2);

    /// <summary>Promotions end and policies change without a new book.</summary>
    private static readonly Duration ReadAgainAfter = Duration.FromMinutes(10);

    public string Name => "reception.texts";

    public Duration Every => Duration.FromSeconds(20);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> some;
        await using (var connection = await database.OpenAsync(ct))
        {
            some = await connection.ReadAllAsync(null, "select shop_id from reception_channel union select shop_id from reception_phrase where removed_at is null union select shop_id from reception_account limit 1000", r => r.GetGuid(0), ct);
        }

        foreach (var id in some.Select(s => new ShopId(s)))
        {
            if (await shops.FindAsync(id, ct) is { IsClosed: false } card)
            {
                await OneAsync(card, now, ct);
            }
        }

        return 0;
    }

    public async Task OneAsync(ShopCard shop, Instant now, CancellationToken ct)
    {
        var eye = await guard.ForAsync(shop.Id, now, ct);
        var digest = eye?.Book.Digest ?? "none";
        if (!await rings.ClaimAsync(shop.Id, digest, now - ReadAgainAfter, now, now + ClaimedFor, ct))
        {
            return;
        }

        var found = new List<TextRing>();
        var texts = 0;
        if (eye is not null)
        {
            await PhrasesAsync();
            foreach (var account in await accounts.ListAsync(shop.Id, ct))
            {
                foreach (var (part, text) in account.Fields.Texts.Index())
                {
                    Look(eye, TextKind.Signature, account.Person.ToString(), part, account.Version, account.Person, text, account.Fields.GuardReason);
                }
            }

            foreach (var (path, text) in Replies(await rules.SectionAsync(shop.Id, now, ct)))
            {
                // A clause that asks for a reason was signed for with one before the book was published.
                Look(eye, TextKind.Reply, path, 0, eye.Book.Version, null, text, "signed");
            }

            foreach (var channel in await channels.ListAsync(shop.Id, ct))
            {
                foreach (var (part, text) in ChannelTexts(channel.Settings).Index())
                {
                    Look(eye, TextKind.Channel, channel.Id.ToString(), part, 0, null, text.Text, channel.Settings.GuardReason);
                }
            }
        }

        await rings.FinishAsync(shop.Id, digest, texts, found, now, ct);

        async Task PhrasesAsync()
        {
            var eyes = new Dictionary<TeamId, StoredEye>();
            var teams = (await shops.TeamsAsync(shop.Id, ct)).ToDictionary(t => t.Id, t => t.Name);
            IReadOnlyList<Phrase> page;
            var after = Guid.Empty;
            do
            {
                page = await phrases.PageAsync(shop.Id, after, Page, ct);
                foreach (var phrase in page)
                {
                    var sight = eye;
                    if (phrase.Fields.Team is { } team && !eyes.TryGetValue(team, out sight))
                    {
                        sight = eyes[team] = await guard.ForAsync(shop.Id, now, ct, teams.GetValueOrDefault(team)) ?? eye;
                    }

                    Look(sight, TextKind.Phrase, phrase.Id.ToString(), 0, phrase.Version, phrase.Fields.Owner, phrase.Fields.Text, phrase.Fields.GuardReason);
                    after = phrase.Id;
                }
            }
            while (page.Count == Page);
        }

        void Look(StoredEye sight, TextKind kind, string reference, int part, int version, PersonId? owner, string text, string? reason)
        {
            texts++;
            if (sight.Look(text) is var verdict && TextMark.Fails(verdict, reason))
            {
                found.Add(new TextRing(kind, reference, part, version, owner, TextMark.Of(verdict), sight.Book, now));
            }
        }
    }

    /// <summary>What a book says to buyers, by its path in the section.</summary>
    public static IEnumerable<(string Path, string Text)> Replies(ReceptionRules? section)
    {
        if (section is null)
        {
            return [];
        }

        return section.WrittenReplies.Where(r => r.IsOn).Select(r => (string.Create(CultureInfo.InvariantCulture, $"automatic_reply.{r.Key}.text"), r.Text))
            .Append(("notices.recorded", section.RecordingNotice)).Append(("notices.offline", section.OfflineText))
            .Append(("ending.closing_words", section.Floor.ClosingWords)).Append(("satisfaction.words", section.Floor.RatingWords))
            .Where(r => !string.IsNullOrWhiteSpace(r.Item2)).Select(r => (r.Item1, r.Item2!));
    }

    /// <summary>What a channel says to buyers by itself, by the field of its form.</summary>
    public static IReadOnlyList<(string Field, string Text)> ChannelTexts(ChannelSettings settings) =>
        [("settings.greetingZh", settings.GreetingZh), ("settings.greetingEn", settings.GreetingEn), ("settings.offlineZh", settings.OfflineZh), ("settings.offlineEn", settings.OfflineEn)];
}
