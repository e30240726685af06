using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhanggui.Host;
using Zhanggui.Kernel.Access;

namespace Zhanggui.HouseTests;

/// <summary>The real server on an empty embedded database, for what can only be asked of a built one.</summary>
public sealed class BuiltServer : IAsyncLifetime
{
    private string dataDir = string.Empty;

    public WebApplication App { get; private set; } = null!;

    public string Url => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public IReadOnlyList<RouteEndpoint> Endpoints => [.. ((IEndpointRouteBuilder)App).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    public async ValueTask InitializeAsync()
    {
        dataDir = Directory.CreateTempSubdirectory("zhanggui-house-").FullName;
        App = HouseServer.Build([], builder =>
        {
            builder.Configuration["ZHANGGUI_DATA_DIR"] = dataDir;
            builder.Configuration["ZHANGGUI_POSTGRES"] = string.Empty;
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await HouseServer.PrepareAsync(App, CancellationToken.None);
        await App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(dataDir, recursive: true);
    }
}

public sealed class ServerTests(BuiltServer server) : IClassFixture<BuiltServer>
{
    [Fact]
    public void Every_route_says_who_may_call_it() => Unguarded(server.Endpoints).ShouldBeEmpty();

    [Fact]
    public void Every_permission_on_a_route_is_in_the_catalogue()
    {
        var known = RoomTests.AssemblyOf("People").GetType("Zhanggui.People.Roles.PermissionCatalogue", throwOnError: true)!;
        var text = string.Join('\n', Tree.Files("src/Zhanggui.People/Roles").Where(f => f.EndsWith(known.Name + ".cs", StringComparison.Ordinal)).Select(Tree.Read));
        Unknown(server.Endpoints.SelectMany(e => e.Metadata.OfType<RequiresPermission>().Select(r => r.Permission)), text).ShouldBeEmpty();
    }

    [Fact]
    public void Route_without_a_permission_and_unknown_permission_are_found()
    {
        var bare = new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/api/shop/secret"), 0, EndpointMetadataCollection.Empty, "bare");
        var open = new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/open"), 0, new EndpointMetadataCollection(new OpenRoute("nothing to guard")), "open");

        Unguarded([bare, open]).ShouldBe(["/api/shop/secret"]);
        Unknown(["shop.buyer.read", "shop.buyer.raed"], "\"shop.buyer.read\"").ShouldBe(["shop.buyer.raed"]);
    }

    [Fact]
    public void Routes_begin_with_their_rooms_name() =>
        server.Endpoints.Select(e => e.RoutePattern.RawText!).Where(r => r.StartsWith("/api/", StringComparison.Ordinal))
            .Where(r => !Tree.Rooms.Concat(["visitor", "companion", "openapi.json", "house"]).Any(room => r["/api/".Length..].StartsWith(room, StringComparison.OrdinalIgnoreCase)))
            .ShouldBeEmpty();

    [Fact]
    public async Task Api_description_is_kept_in_the_documents()
    {
        using var http = new HttpClient();
        var said = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri(server.Url + "/api/openapi.json")));
        // The address of this run is no part of the description.
        var kept = said.EnumerateObject().Where(p => p.Name != "servers").ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);

        Golden.ShouldEqual("docs/api/openapi.json", JsonSerializer.Serialize(kept, Indented).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Of two types of one name one would stand for both.</summary>
    [Fact]
    public void Types_in_the_api_description_have_names_of_their_own() =>
        NamedTwice(server.Endpoints.SelectMany(e => e.Metadata.OfType<IAcceptsMetadata>().Select(a => a.RequestType).Concat(e.Metadata.OfType<IProducesResponseTypeMetadata>().Select(p => p.Type))).OfType<Type>()).ShouldBeEmpty();

    [Fact]
    public void Two_types_of_one_name_are_found_wherever_they_stand()
    {
        SchemaNames.Of(typeof(First.Body.Line)).ShouldBe("First.Body.Line");
        NamedTwice([typeof(IReadOnlyList<First.Body>), typeof(Inner.First.Body), typeof(Golden)]).ShouldBe(
        [
            "First.Body.Line: Zhanggui.HouseTests.First+Body+Line, Zhanggui.HouseTests.Inner.First+Body+Line",
            "First.Body: Zhanggui.HouseTests.First+Body, Zhanggui.HouseTests.Inner.First+Body",
        ]);
    }

    private static IReadOnlyList<string> NamedTwice(IEnumerable<Type> roots)
    {
        var seen = new HashSet<Type>();
        foreach (var root in roots)
        {
            Walk(root);
        }

        return [.. seen.GroupBy(t => SchemaNames.Of(t) ?? t.Name).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(t => t.FullName).Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal)];

        void Walk(Type type)
        {
            var inner = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
            if (inner.Length > 0)
            {
                Array.ForEach(inner, Walk);
            }
            else if (type.Assembly.GetName().Name!.StartsWith("Zhanggui.", StringComparison.Ordinal) && seen.Add(type) && !type.IsEnum)
            {
                Array.ForEach(type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance), p => Walk(p.PropertyType));
            }
        }
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = Zhanggui.Kernel.Http.HouseJson.Options.Encoder };

    private static IEnumerable<string> Unguarded(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .Where(e => e.Metadata.GetMetadata<RequiresPermission>() is null && e.Metadata.GetMetadata<ForEveryPerson>() is null && e.Metadata.GetMetadata<OpenRoute>() is null)
        .Select(e => e.RoutePattern.RawText!);

    private static IEnumerable<string> Unknown(IEnumerable<string> asked, string catalogue) =>
        asked.Distinct(StringComparer.Ordinal).Where(p => !catalogue.Contains($"\"{p}\"", StringComparison.Ordinal));
}

/// <summary>Two that would stand for each other in the description.</summary>
internal static class First
{
    internal sealed record Body(IReadOnlyList<Body.Line> Lines)
    {
        internal sealed record Line(string Text);
    }
}
