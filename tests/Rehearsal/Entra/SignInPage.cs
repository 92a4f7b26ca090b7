using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Varamail.Guideline;

namespace Varamail.Rehearsal.Entra;

/// <summary>Choose who you are: every person of the directory. A rehearsal has no passwords.</summary>
internal static class SignInPage
{
    public static string Of(World world, HttpRequest request)
    {
        StringBuilder people = new();
        foreach (var person in world.Mailboxes.Where(m => m.Entry.Kind == MailboxKind.Individual))
        {
            var link = QueryHelpers.AddQueryString(request.Path + request.QueryString, EntraEndpoints.ChosenPerson, person.Address);
            var duty = string.Concat((world.Roles.GetValueOrDefault(person.Address) ?? []).Select(role => " · " + DutyOf(role)));
            people.Append("<li><a href=\"").Append(WebUtility.HtmlEncode(link)).Append("\"><b>").Append(WebUtility.HtmlEncode(person.Name));
            people.Append("</b><span>").Append(WebUtility.HtmlEncode(person.Entry.Title + duty)).Append("</span><span>");
            people.Append(WebUtility.HtmlEncode(person.Address)).Append("</span></a></li>");
        }
        return $$"""
            <!doctype html><html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Logga in</title>
            <style>
              body { font: 15px/1.5 "Segoe UI", system-ui, sans-serif; background: #f3f2f1; color: #242424; margin: 0; display: grid; place-items: center; min-height: 100vh }
              main { background: #fff; padding: 32px 40px; width: min(30rem, 92vw); box-sizing: border-box; box-shadow: 0 2px 6px #0003 }
              h1 { font-size: 22px; margin: 0 0 4px } p { margin: 0 0 16px; color: #505050 } ul { list-style: none; padding: 0; margin: 0; max-height: 60vh; overflow: auto }
              a { display: grid; padding: 8px 10px; color: inherit; text-decoration: none; border-radius: 4px } a:hover { background: #f3f2f1 }
              a:focus-visible { outline: 2px solid #0f6cbd; outline-offset: -2px } a span { color: #505050; font-size: 13px }
            </style>
            <main><h1>Välj konto</h1><p>Övning: inget lösenord behövs.</p><ul>{{people}}</ul></main></html>
            """;
    }

    private static string DutyOf(string role) =>
        role switch
        {
            "Registrar" => "registrator",
            "HeadRegistrar" => "huvudregistrator",
            "Archivist" => "arkivarie",
            "Manager" => "chef",
            "DataProtectionOfficer" => "dataskyddsombud",
            "Administrator" => "administratör",
            _ => role,
        };
}
