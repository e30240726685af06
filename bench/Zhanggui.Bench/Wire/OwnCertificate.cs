using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Zhanggui.Bench.Wire;

/// <summary>A certificate made for one run, which the clients of this process believe besides the usual ones.</summary>
internal static class OwnCertificate
{
    private static string? thumbprint;

    /// <summary>Makes a certificate for the loopback address and gives its text and its key's, in PEM.</summary>
    public static (string Certificate, string Key) Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        thumbprint = made.GetCertHashString(HashAlgorithmName.SHA256);
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whether a server's certificate is good: by the usual rules, or because it is the one made here.</summary>
    public static bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None || (thumbprint is not null && certificate?.GetCertHashString(HashAlgorithmName.SHA256) == thumbprint);

    /// <summary>The socket address of an HTTP one.</summary>
    public static Uri Socket(Uri address, string path) =>
        new UriBuilder(new Uri(address, path)) { Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
}
