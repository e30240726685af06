using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.People.SignIn;

/// <summary>The device cookie: says that this browser has signed in to these accounts before. It opens nothing; it only keeps strangers' failures apart.</summary>
internal sealed class Device(MasterKey master)
{
    public const string Cookie = "zg_device";
    private const int Kept = 5;
    private readonly byte[] key = master.Derive("people.device");

    /// <summary>The device's id for this account, or null when this browser never signed in to it.</summary>
    public string? Find(HttpRequest request, string account) =>
        Entries(request).Where(e => Fits(e, account)).Select(e => e.Split('.')[0]).FirstOrDefault();

    public void Remember(HttpContext context, string account)
    {
        if (Find(context.Request, account) is not null)
        {
            return;
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var entries = Entries(context.Request).Prepend($"{id}.{Sign(id, account)}").Take(Kept);
        context.Response.Cookies.Append(Cookie, string.Join('~', entries), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/api/people",
            MaxAge = TimeSpan.FromDays(400),
            IsEssential = true,
        });
    }

    private static string[] Entries(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: > 0 and < 1000 } text ? text.Split('~', Kept + 1)[..Math.Min(Kept, text.Split('~').Length)] : [];

    private bool Fits(string entry, string account)
    {
        var dot = entry.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(entry[(dot + 1)..]), Encoding.ASCII.GetBytes(Sign(entry[..dot], account)));
    }

    private string Sign(string id, string account) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(id + "\n" + account)).AsSpan(0, 16));
}
