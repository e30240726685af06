using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Zhanggui.People.SignIn;

/// <summary>Secrets that are handed out once and kept as hashes only. 256 random bits need no slow hash.</summary>
internal static class Tokens
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
