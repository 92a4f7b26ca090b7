namespace Varamail.Api.Storage;

/// <summary>Section <c>Originals</c>: how the stored originals are kept.</summary>
public sealed class OriginalsOptions
{
    /// <summary>Keys that encrypt the stored originals (AES-256), 32 random bytes each as base64 (<c>openssl rand -base64 32</c>). The first seals what is new, all open what is old. Needed where another system holds a diary. Keep them in the environment or a key vault, and a copy elsewhere: without its key an original is lost.</summary>
    public IList<string> Keys { get; } = [];

    /// <summary>Every stored original is read again, and its SHA-256 counted anew, at least so often, in days. <c>/health/ready</c> tells of what was altered.</summary>
    public int VerifyEveryDays { get; set; } = 30;

    internal IReadOnlyList<byte[]> KeyBytes => [.. Keys.Select(Convert.FromBase64String)];

    internal bool AreKeys => Keys.All(key => Convert.TryFromBase64String(key, new byte[48], out var length) && length == 32);
}
