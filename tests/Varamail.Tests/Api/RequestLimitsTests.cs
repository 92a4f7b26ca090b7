using Microsoft.AspNetCore.Hosting;

namespace Varamail.Tests.Api;

[TestFixture]
internal sealed class RequestLimitsTests
{
    [Test]
    public async Task Whoever_asks_too_much_is_told_when_to_come_back_and_nobody_else_is_slowed()
    {
        await using var api = new VaramailApi();
        await using var strict = api.WithWebHostBuilder(builder => builder.UseSetting("RequestLimits:AtOnce", "3").UseSetting("RequestLimits:InTenSeconds", "1"));
        var (henrik, karin) = (strict.As("henrik.strand@vara.se"), strict.As("karin.ekdahl@vara.se", "Registrar"));

        for (var call = 0; call < 3; call++)
            Assert.That((await henrik.GetAsync("/api/v1/me")).IsSuccessStatusCode, Is.True);
        var refused = await strict.As("henrik.strand@vara.se").GetAsync("/api/v1/me"); // by person: another connection changes nothing

        await refused.ProblemAsync(429, "busy");
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromSeconds(10)));
        Assert.That((await karin.GetAsync("/api/v1/me")).IsSuccessStatusCode, Is.True);
    }
}
