using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.IdentityModel.Tokens;
using Varamail.Rehearsal;

namespace Varamail.Tests.Rehearsals;

internal sealed class EntraRehearsalTests : RehearsedTests
{
    private const string Redirect = "https://localhost:5444/desk";
    private readonly string verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    [Test]
    public async Task The_desk_signs_in_with_a_code_and_its_proof()
    {
        var code = await CodeAsync();

        var answer = await RedeemAsync(code, verifier);

        using var karin = Rehearsed.Api.Client((string)answer["access_token"]!);
        Assert.That((await karin.GetAsync("/api/v1/desk/queue")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string?)answer["id_token"], Is.Not.Null);
        Assert.That((string?)(await RedeemAsync(code, verifier))["error"], Is.EqualTo("invalid_grant"), "a code is good for once");
    }

    [Test]
    public async Task A_code_without_its_proof_is_worth_nothing() =>
        Assert.That((string?)(await RedeemAsync(await CodeAsync(), "guessed"))["error"], Is.EqualTo("invalid_grant"));

    [Test]
    public async Task Nobody_is_signed_in_silently_before_she_has_chosen()
    {
        using var browser = Rehearsed.Client(Rehearsed.Outlook.Address);

        var answer = await browser.GetAsync(Authorize("&prompt=none"));

        Assert.That(answer.Headers.Location!.Fragment, Does.Contain("login_required"));
    }

    [Test]
    public async Task An_application_is_nobody()
    {
        using var client = Rehearsed.Client(Rehearsed.Outlook.Address);

        var answer = await PostAsync(
            client,
            ("grant_type", "client_credentials"),
            ("client_id", Ids.Api),
            ("client_secret", Ids.ApiSecret),
            ("scope", "https://graph.microsoft.com/.default")
        );

        Assert.That(answer.ContainsKey("access_token"), Is.True);
        Assert.That(answer.ContainsKey("id_token"), Is.False);
    }

    private async Task<string> CodeAsync()
    {
        using var browser = Rehearsed.Client(Rehearsed.Outlook.Address);
        Assert.That(await browser.GetStringAsync(Authorize("")), Does.Contain("Karin Ekdahl"));
        var chosen = await browser.GetAsync(Authorize("&rehearsed_user=karin.ekdahl@vara.se"));
        Assert.That(chosen.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return HttpUtility.ParseQueryString(chosen.Headers.Location!.Fragment.TrimStart('#'))["code"]!;
    }

    private string Authorize(string more) =>
        $"/{Ids.Tenant}/oauth2/v2.0/authorize?client_id={Ids.Addin}&response_type=code&redirect_uri={Uri.EscapeDataString(Redirect)}&state=s&nonce=n"
        + $"&scope={Uri.EscapeDataString($"openid profile {Ids.Scope}")}&code_challenge_method=S256"
        + $"&code_challenge={Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))}{more}";

    private async Task<JsonObject> RedeemAsync(string code, string proof)
    {
        using var client = Rehearsed.Client(Rehearsed.Outlook.Address);
        return await PostAsync(
            client,
            ("grant_type", "authorization_code"),
            ("client_id", Ids.Addin),
            ("code", code),
            ("redirect_uri", Redirect),
            ("code_verifier", proof)
        );
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, params (string Name, string Value)[] form)
    {
        using FormUrlEncodedContent content = new(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var answer = await client.PostAsync($"/{Ids.Tenant}/oauth2/v2.0/token", content);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
