using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Varamail.Rehearsal;

/// <summary>The certificate of this machine's own pages: .NET's development certificate where there is one, else one that is made once and kept.</summary>
internal static class Certificate
{
    private const string DevelopmentMark = "1.3.6.1.4.1.311.84.1.1";

    private static readonly Lock Making = new();

    public static X509Certificate2 Find() => Development() ?? Kept();

    private static X509Certificate2? Development()
    {
        using X509Store store = new(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store
            .Certificates.Where(c => c.HasPrivateKey && c.NotAfter > DateTime.Now.AddDays(1) && c.NotBefore < DateTime.Now)
            .Where(c => c.Extensions.Any(e => e.Oid?.Value == DevelopmentMark))
            .OrderByDescending(c => c.NotAfter)
            .FirstOrDefault();
    }

    // Kept among the person's own data, so that a browser's exception lasts longer than a run.
    private static X509Certificate2 Kept()
    {
        lock (Making)
        {
            return KeptOrMade();
        }
    }

    private static X509Certificate2 KeptOrMade()
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "varamail-rehearsal");
        var file = Path.Combine(folder, "localhost.pfx");
        if (Load(file) is { } kept)
        {
            return kept;
        }
        Directory.CreateDirectory(folder);
        var mine = $"{file}.{Environment.ProcessId}";
        File.WriteAllBytes(mine, Make());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(mine, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        File.Move(mine, file, overwrite: true);
        return Load(file) ?? throw new InvalidOperationException("The certificate that was just made can't be read.");
    }

    private static X509Certificate2? Load(string file)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, null);
            return certificate.NotAfter > DateTime.Now.AddDays(7) ? certificate : null;
        }
        catch (Exception e) when (e is IOException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
