using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>What the buyer asks opens the policies that answer it. Nothing is kept.</summary>
internal static class TopicCalls
{
    public const int MostText = 2000;
    private const int MostPolicies = 4;

    /// <param name="Item">The product spoken of; without it the conversation's.</param>
    internal sealed record TopicsBody(Guid Shop, Guid? Conversation, string? Text, string? Item);

    /// <param name="Number">Its place in the policy, by which its words are asked for when they are laid into a reply.</param>
    internal sealed record AnswerView(int Number, string Case, string Answer, Guid? Promotion, bool IsOpen, string? Why);

    internal sealed record PolicyView(Guid Id, string Key, int Version, string Topic, string Title, string Text, IReadOnlyList<AnswerView> Answers, int? Fitting, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> NotToSay,
        ItemScope Scope, Instant Since, Instant? Until);

    internal sealed record ProposedAnswer(string Case, string Answer);

    internal sealed record ProposedFact(string Name, string Value);

    /// <summary>From the rule book, not released by the shop: to be read, and to become a draft of the shop's own.</summary>
    internal sealed record ProposalView(string Key, string Topic, string Title, string Text, IReadOnlyList<ProposedAnswer> Answers, IReadOnlyList<ProposedFact> Facts, IReadOnlyList<string> NotToSay, string? Source, string Book, Words BookTitle, int BookVersion, bool MayAdopt);

    internal sealed record TopicView(string Topic, string Name, IReadOnlyList<TopicStretch> Rang, IReadOnlyList<PolicyView> Policies, ProposalView? Proposal, IReadOnlyList<LiveFact> Live, PromiseOffer? Promise);

    /// <summary>In a major complaint everybody says the same to this buyer.</summary>
    internal sealed record PositionView(string Title, string Text, IReadOnlyList<string> NotToSay);

    internal sealed record TopicsAnswer(string Book, int BookVersion, PositionView? Position, IReadOnlyList<TopicView> Topics);

    public static async Task<IResult> ReadAsync(TopicsBody body, Actor actor, IShops shops, IGuardedTalks talks, IRuleBooks books, IPolicies policies, IPromotions promotions, IGoods goods, LiveFacts live, PromiseOffers promises, TimeProvider clock, CancellationToken ct)
    {
        if (body.Text is not { Length: > 0 and <= MostText } text)
        {
            return new GuardTextWrong(MostText).ToProblem();
        }

        if (await shops.FindForAsync(actor, new ShopId(body.Shop), Permissions.Use, ct) is not { } shop)
        {
            return new GuardShopNotFound().ToProblem();
        }

        GuardedTalk? talk = null;
        if (body.Conversation is { } conversation && ((talk = await talks.FindForAsync(actor, conversation, ct)) is null || talk.Shop != shop.Id))
        {
            return new GuardedTalkNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var rules = await books.EffectiveAsync(PolicySection.Section, shop.Id, now, ct);
        var rang = rules.Rules.Book.Read(text);
        BuyerId? buyer = Guid.TryParse(talk?.Line.Buyer, out var who) ? new BuyerId(who) : null;
        var agreed = buyer is { } one ? await policies.PositionAsync(shop.Id, one, now, ct) : null;
        var position = agreed is null ? null : new PositionView(agreed.Title, agreed.Text, agreed.NotToSay);
        if (rang.Count == 0)
        {
            return Results.Json(new TopicsAnswer(rules.Book.Book, rules.Book.Version, position, []), HouseJson.Options);
        }

        var item = body.Item ?? talk?.Line.Item;
        var product = string.IsNullOrEmpty(item) ? null : await goods.FindAsync(shop.Id, item, ct);
        var inForce = await policies.InForceAsync(shop.Id, now, product?.Item ?? item, product?.Category, ct);
        var topics = rang.Select(r => (Rang: r, Topic: rules.Rules.Topics.First(t => t.Key == r.Topic))).ToList();
        var facts = await live.ForAsync(shop.Id, topics.SelectMany(t => t.Topic.Shows).ToHashSet(), product, text, buyer, now, ct);
        var title = await books.TitleAsync(rules.Book, shop.Id, ct);
        var (isChinese, mayAdopt) = (!actor.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase), actor.Can(EditPolicy, shop.Id));
        var views = new List<TopicView>();
        var shut = new Dictionary<Guid, string?>();
        foreach (var (hit, topic) in topics)
        {
            var held = PolicyChoice.Policies(topic, inForce, MostPolicies);
            foreach (var promotion in held.SelectMany(p => p.Answers).Select(a => a.Promotion).OfType<Guid>().Where(p => !shut.ContainsKey(p)).ToList())
            {
                shut[promotion] = await promotions.CheckAsync(shop.Id, promotion, now, ct) is { } no ? Problems.Describe(no, isChinese).Detail : null;
            }

            var proposal = held.Count == 0 ? PolicyChoice.Proposal(topic, rules.Rules.Policies) : null;
            views.Add(new TopicView(hit.Topic, hit.Name, hit.Rang, [.. held.Select(p => View(rules.Rules.Book, hit.Topic, text, p, shut))],
                proposal is null ? null : View(proposal, rules.Book, title, mayAdopt), [.. topic.Shows.SelectMany(s => facts[s])],
                talk is null ? null : await promises.ForAsync(topic, rules.Rules, talk, buyer, shop, actor, now, ct)));
        }

        return Results.Json(new TopicsAnswer(rules.Book.Book, rules.Book.Version, position, views), HouseJson.Options);
    }

    /// <summary>The right of the room Shop to write policies; a proposal becomes a draft there.</summary>
    private const string EditPolicy = "shop.policy.edit";

    private static PolicyView View(TopicBook book, string topic, string asked, PolicyInForce policy, Dictionary<Guid, string?> shut) => new(
        policy.Id, policy.Key, policy.Version, policy.Topic, policy.Title, policy.Text,
        [.. policy.Answers.Index().Select(a => new AnswerView(a.Index, a.Item.Case, a.Item.Answer, a.Item.Promotion, WhyShut(a.Item, shut) is null, WhyShut(a.Item, shut)))],
        PolicyChoice.Fitting(book, topic, asked, [.. policy.Answers.Select(a => a.Case)]), policy.Facts, policy.NotToSay, policy.Scope, policy.From, policy.To);

    private static string? WhyShut(PolicyAnswer answer, Dictionary<Guid, string?> shut) => answer.Promotion is { } promotion ? shut[promotion] : null;

    private static ProposalView View(BookPolicy policy, BookName book, Words title, bool mayAdopt) => new(
        policy.Key, policy.Topic, policy.Title, policy.Text, [.. policy.Answers.Select(a => new ProposedAnswer(a.Case, a.Answer))], [.. policy.Facts.Select(f => new ProposedFact(f.Name, f.Value))], policy.NotToSay, policy.Source, book.Book, title, book.Version, mayAdopt);
}
