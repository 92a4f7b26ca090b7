namespace Varamail.EndToEnd;

[SetUpFixture]
internal sealed class EndOfRun
{
    // A browser, two hosts and a database share the machine with whatever else it does: what is awaited may take its time.
    [OneTimeSetUp]
    public void Be_patient() => Microsoft.Playwright.Assertions.SetDefaultExpectTimeout(20_000);

    [OneTimeTearDown]
    public Task Stop_the_browser() => Browser.StopAsync();
}
