namespace Varamail.Api.PublicDiary;

/// <summary>Section <c>PublicDiary</c>: the diary as anybody may read it on the web.</summary>
public sealed class PublicDiaryOptions
{
    /// <summary>Whether there is such a page at all, <c>/diary</c>, with its feed and its files.</summary>
    public bool Enabled { get; set; }

    /// <summary>Calls that one address may make in a minute. Behind a proxy that doesn't pass the address on, all count as one.</summary>
    public int CallsPerMinute { get; set; } = 600;

    /// <summary>Seconds for which browsers and proxies may keep a page; a correction is seen everywhere after that.</summary>
    public int CacheSeconds { get; set; } = 60;
}
