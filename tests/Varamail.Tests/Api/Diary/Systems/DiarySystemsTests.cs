using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Diary;

namespace Varamail.Tests.Api.Diary.Systems;

[TestFixture]
internal sealed class DiarySystemsTests
{
    [Test]
    public async Task Every_authority_has_the_built_in_diary_until_somebody_says_otherwise()
    {
        await using var api = new VaramailApi();
        await using var scope = api.Services.CreateAsyncScope();
        var systems = scope.ServiceProvider.GetRequiredService<DiarySystems>();

        Assert.That(systems.Of("BYN").Name, Is.EqualTo("Varamail"));
        Assert.That(systems.IsBuiltIn("KS"));
    }

    [TestCase("DiarySystems:Default", "Evolutionen")]
    [TestCase("DiarySystems:Authorities:BYN", "okänt")]
    [TestCase("DiarySystems:Authorities:XYZ", "BuiltIn")]
    public async Task A_system_or_an_authority_that_does_not_exist_stops_the_start(string setting, string value)
    {
        await using var api = new VaramailApi();
        using var wrong = api.WithWebHostBuilder(builder => builder.UseSetting(setting, value));

        Assert.That(() => wrong.Services, Throws.Exception.With.Message.Contains("DiarySystems"));
    }
}
