using System.Globalization;
using System.Net.Sockets;
using Zhanggui.Bench.Anchors;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Machinery;

/// <summary>
/// haproxy or nginx running the sample of <c>packaging/</c>: only ports, certificate and the servers' addresses are put
/// in, everything else is what a shop would use.
/// </summary>
internal sealed class ProxyProcess : IAsyncDisposable
{
    private readonly TempFolder folder;
    private readonly Child process;

    private ProxyProcess(TempFolder folder, Child process, int plainPort, int port) => (this.folder, this.process, PlainPort, Port) = (folder, process, plainPort, port);

    /// <summary>Port without TLS; it only sends browsers to the other one.</summary>
    public int PlainPort { get; }

    public int Port { get; }

    public Uri Address => new($"https://127.0.0.1:{Port}/");

    public string Output => process.Output;

    /// <summary>Where the program is, or null when it is not installed.</summary>
    public static string? Find(string kind) =>
        new[] { "/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin" }.Select(d => Path.Combine(d, kind)).FirstOrDefault(File.Exists);

    /// <summary>Starts <paramref name="kind"/> (haproxy or nginx) in front of the servers at these ports.</summary>
    public static async Task<ProxyProcess> StartAsync(string kind, params int[] servers)
    {
        var folder = new TempFolder(kind);
        var (certificate, key) = OwnCertificate.Make();
        await File.WriteAllTextAsync(folder["shop.crt"], certificate);
        await File.WriteAllTextAsync(folder["shop.key"], key);
        await File.WriteAllTextAsync(folder["shop.pem"], certificate + "\n" + key);
        var (plain, port) = (EjabberdServer.FreePort(), EjabberdServer.FreePort());
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "packaging", kind == "haproxy" ? "haproxy.cfg" : "nginx.conf"));
        var child = kind == "haproxy"
            ? await HaproxyAsync(sample, folder, plain, port, servers)
            : await NginxAsync(sample, folder, plain, port, servers);
        var started = new ProxyProcess(folder, child, plain, port);
        for (var i = 0; !await ListensAsync(port); i++)
        {
            if (i > 200 || child.HasExited)
            {
                throw new InvalidOperationException($"{kind} does not start:\n{child.Output}");
            }

            await Task.Delay(50);
        }

        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await process.SignalAsync("TERM"); // nginx ends its workers itself
        try
        {
            await process.ExitedAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            // ended below
        }

        await process.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<Child> HaproxyAsync(string sample, TempFolder folder, int plain, int port, int[] servers)
    {
        var text = Put(sample, "maxconn 40000", "maxconn 2000"); // as many open files are not to be had everywhere
        text = Put(text, "bind :80\n", $"bind 127.0.0.1:{plain}\n");
        text = Put(text, "bind :443 ssl crt /etc/haproxy/certs/shop.pem", $"bind 127.0.0.1:{port} ssl crt {folder["shop.pem"]}");
        text = Put(text, "10.0.0.11:5080", $"127.0.0.1:{servers[0]}");
        text = Put(text, "10.0.0.12:5080", $"127.0.0.1:{servers[^1]}");
        await File.WriteAllTextAsync(folder["haproxy.cfg"], text);
        return Child.Start(Find("haproxy")!, ["-db", "-f", folder["haproxy.cfg"]]);
    }

    private static async Task<Child> NginxAsync(string sample, TempFolder folder, int plain, int port, int[] servers)
    {
        var text = Put(sample, "    listen 80;", $"    listen 127.0.0.1:{plain};");
        text = Put(text, "    listen 443 ssl http2;", $"    listen 127.0.0.1:{port} ssl http2;");
        text = Put(text, "/etc/nginx/certs/", folder.Path + "/");
        text = Put(text, "    server 127.0.0.1:5080 max_fails=2 fail_timeout=5s;", string.Join('\n', servers.Select(s => $"    server 127.0.0.1:{s.ToString(CultureInfo.InvariantCulture)} max_fails=2 fail_timeout=5s;")));
        await File.WriteAllTextAsync(folder["shop.conf"], text);
        var temporary = string.Join('\n', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(t => $"  {t}_temp_path {folder[t]};"));
        await File.WriteAllTextAsync(folder["nginx.conf"], $$"""
            daemon off;
            pid {{folder["pid"]}};
            error_log stderr;
            events { worker_connections 1024; }
            http {
              access_log off;
            {{temporary}}
              include {{folder["shop.conf"]}};
            }
            """);
        return Child.Start(Find("nginx")!, ["-c", folder["nginx.conf"], "-p", folder.Path]);
    }

    /// <summary>Puts a value into the sample; a sample that no longer has the place is a mistake here or there.</summary>
    private static string Put(string sample, string place, string value) =>
        sample.Contains(place, StringComparison.Ordinal) ? sample.Replace(place, value, StringComparison.Ordinal) : throw new InvalidOperationException($"The sample has no line with: {place.Trim()}");

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
