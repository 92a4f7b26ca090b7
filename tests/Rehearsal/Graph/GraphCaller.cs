namespace Varamail.Rehearsal.Graph;

/// <summary>Who calls Graph, and with which permissions.</summary>
/// <param name="User">Address of the person; null for an application.</param>
/// <param name="Permissions">Scopes of the person's token, or roles of the application.</param>
internal sealed record GraphCaller(string? User, IReadOnlySet<string> Permissions)
{
    public static GraphCaller? From(IDictionary<string, object>? claims)
    {
        if (claims is null)
        {
            return null;
        }
        if (claims.TryGetValue("scp", out var scopes))
        {
            return new((string)claims["preferred_username"], ((string)scopes).Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase));
        }
        var roles = claims.TryGetValue("roles", out var r) ? r as IEnumerable<object> ?? [r] : [];
        return new(null, roles.Select(x => x.ToString()!).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What Exchange would say to this operation in this mailbox; null when it lets it pass.</summary>
    public GraphAnswer? Refuse(World world, RehearsedMailbox mailbox, string method, string template)
    {
        if (User is null && world.ApplicationMailboxes is { } named && !named.Contains(mailbox.Address, StringComparer.OrdinalIgnoreCase))
        {
            return GraphAnswer.AccessDenied("Access to OData is disabled.");
        }
        var isOwn = string.Equals(User, mailbox.Address, StringComparison.OrdinalIgnoreCase);
        if (User is not null && !isOwn && !mailbox.Members.Contains(User, StringComparer.OrdinalIgnoreCase))
        {
            return GraphAnswer.AccessDenied();
        }
        var shared = User is not null && !isOwn ? ".Shared" : "";
        string[] enough =
            template.StartsWith("/outlook/masterCategories", StringComparison.Ordinal)
                ? method == "GET" ? ["MailboxSettings.Read", "MailboxSettings.ReadWrite"] : ["MailboxSettings.ReadWrite"]
            : template is "/sendMail" || template.EndsWith("/send", StringComparison.Ordinal) || template.EndsWith("/forward", StringComparison.Ordinal)
                ? ["Mail.Send" + shared]
            : method == "GET" ? ["Mail.Read" + shared, "Mail.ReadWrite" + shared]
            : ["Mail.ReadWrite" + shared];
        return enough.Any(Permissions.Contains) ? null : GraphAnswer.AccessDenied();
    }
}
