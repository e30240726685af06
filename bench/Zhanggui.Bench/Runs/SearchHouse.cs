using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhanggui.Host;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Search;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Bench.Runs;

/// <summary>A house with very many sealed messages in one shop: searched by its index alone, or as an agent is answered, with every row opened and checked.</summary>
internal sealed class SearchHouse : IAsyncDisposable
{
    private const int ATalk = 20;
    private const int Buyers = 4000;
    private readonly WebApplication app;
    private readonly ShopId shop = new(Guid.CreateVersion7());
    private readonly Actor agent;
    private Shelf shelf = null!;

    private SearchHouse(WebApplication app)
    {
        this.app = app;
        agent = new Actor(new PersonId(Guid.CreateVersion7()), "李", Guid.Empty, new OrganisationId(Guid.Empty), "zh-CN", [new Grant(shop, null, new HashSet<string>(StringComparer.Ordinal) { Zhanggui.Reception.Contracts.Permissions.ReadConversations })]);
    }

    public double BuildSeconds { get; private set; }

    public int Segments => shelf.Index.Segments.Count;

    public long Bytes => shelf.Index.Segments.Sum(s => (long)s.Shape.Pages * Pages.Size);

    public static async Task<SearchHouse> OpenAsync(string folder, string? postgres, int count, Func<int, string> text, bool isSealed, int memory)
    {
        var app = HouseServer.Build([], builder =>
        {
            builder.Configuration["ZHANGGUI_DATA_DIR"] = folder;
            builder.Configuration["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty;
            builder.Configuration["Search:MemoryMegabytes"] = memory.ToString();
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await HouseServer.PrepareAsync(app, CancellationToken.None);
        var house = new SearchHouse(app);
        if (isSealed)
        {
            await house.FillAsync(count, text);
        }

        await house.BuildAsync(count, text, isSealed);
        return house;
    }

    public int Places(string phrase, int limit) =>
        SegmentsSearch.Newest(shelf.Index.Segments, SearchWords.Parse(phrase)!, PlaceFilter.None, null, limit).Count;

    public async Task<int> RowsAsync(string phrase, int limit)
    {
        var query = new SearchQuery { Asked = new SearchAsked(shop, SearchWords.Parse(phrase)!, PlaceFilter.None, false), Size = limit };
        var page = await FindMessages.FindAsync(query, agent, app.Services.GetRequiredService<IMessageSearch>(), app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<ConversationReader>(), CancellationToken.None);
        return page.Hits.Count;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Guid Talk(int number) => new(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    private static long At(int i) => 1_700_000_000_000 + (i * 1000L);

    private async Task BuildAsync(int count, Func<int, string> text, bool isSealed)
    {
        var search = app.Services.GetRequiredService<IndexSearch>();
        shelf = search.ShelfOf(shop);
        var started = Stopwatch.GetTimestamp();
        await search.CatchUpAsync(shelf, CancellationToken.None);
        if (isSealed)
        {
            while (await search.BuildAsync(shelf, CancellationToken.None))
            {
                MergeAll();
            }
        }
        else
        {
            foreach (var some in Enumerable.Range(0, count).Chunk(20_000))
            {
                var messages = some.Select(i => new IndexedMessage(new Place(At(i), Talk(i / ATalk), (i % ATalk) + 1), Guid.Empty, null, SenderKind.Buyer, MessageKind.Text, Folding.Of(text(i)))).ToList();
                shelf.Index.AddRead(messages, new Zhanggui.Reception.Search.Index.Reading(0, some[^1]));
                MergeAll();
            }

            shelf.Index.AddRead([], null);
        }

        MergeAll();
        BuildSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private void MergeAll()
    {
        while (shelf.Index.MergeSome(CancellationToken.None))
        {
            // more
        }
    }

    private async Task FillAsync(int count, Func<int, string> text)
    {
        var (database, keys) = (app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<SubjectKeys>());
        var buyers = Enumerable.Range(0, Buyers).Select(_ => Guid.CreateVersion7()).ToArray();
        await keys.CreateAsync(buyers, shop, CancellationToken.None);
        var sealers = new SubjectKey[Buyers];
        for (var i = 0; i < Buyers; i++)
        {
            sealers[i] = (await keys.FindAsync(buyers[i], CancellationToken.None))!.Value;
        }

        var (hash, channel, about) = (new byte[32], Guid.CreateVersion7(), System.Text.Encoding.UTF8.GetBytes("{\"buyerName\":\"买家\"}"));
        foreach (var some in Enumerable.Range(0, (count + ATalk - 1) / ATalk).Chunk(1000))
        {
            var heads = some.Select(c => (object?[])[Talk(c), (long)c + 1, shop.Value, channel, "web", "网站", buyers[c % Buyers], buyers[c % Buyers], 0, sealers[c % Buyers].Seal(about), 3, "", (long)ATalk, (long)ATalk, (long)ATalk, 0, 0,
                At((c * ATalk) + ATalk - 1), At((c * ATalk) + ATalk - 1), At(c * ATalk), 0L, 0L, At((c * ATalk) + ATalk - 1), 0, "[]", hash]).ToList();
            var messages = some.SelectMany(c => Enumerable.Range(0, ATalk).Select(s => (c, s, i: (c * ATalk) + s)).Where(x => x.i < count)).Select(x => (object?[])[Talk(x.c), (long)x.s + 1, channel, Guid.CreateVersion7(), 0, x.s % 2, 0, At(x.i), Seal(sealers[x.c % Buyers], text(x.i)), (long)x.s + 1, hash]).ToList();
            await database.WriteAsync(async (c, t) =>
            {
                string[] ofHead = ["id", "number", "shop_id", "channel_id", "channel_kind", "channel_name", "buyer_id", "subject_id", "identity", "about_sealed", "state", "reason", "last_seq", "visible_seq", "buyer_count", "last_kind", "last_sender", "last_at", "record_at", "opened_at", "buyer_read_seq", "agent_read_seq", "closed_at", "reopened", "tags", "hash"];
                string[] ofMessage = ["conversation_id", "seq", "channel_id", "external_id", "kind", "sender", "audience", "at", "sealed", "buyer_count", "hash"];
                await ManyRows.ExecuteAsync(c, t, Insert("reception_conversation", ofHead), ofHead, heads, CancellationToken.None);
                await ManyRows.ExecuteAsync(c, t, Insert("reception_message", ofMessage), ofMessage, messages, CancellationToken.None);
                return 0;
            }, CancellationToken.None);
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "analyze", CancellationToken.None), CancellationToken.None);
    }

    private static string Insert(string table, string[] columns) => $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(c => "@" + c))})";

    private static byte[] Seal(SubjectKey key, string text)
    {
        var message = new Message { Conversation = default, Seq = 0, Channel = default, ExternalId = default, Kind = MessageKind.Text, Sender = SenderKind.Buyer, Audience = Audience.Everybody, At = default, Text = text };
        var frame = new byte[MessageContent.Size(message)];
        return key.Seal(frame.AsSpan(0, MessageContent.Write(message, frame)));
    }
}
