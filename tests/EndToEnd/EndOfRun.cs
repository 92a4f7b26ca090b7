namespace Varamail.EndToEnd;

[SetUpFixture]
internal sealed class EndOfRun
{
    [OneTimeTearDown]
    public Task Stop_the_browser() => Browser.StopAsync();
}
