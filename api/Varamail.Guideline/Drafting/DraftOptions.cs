namespace Varamail.Guideline.Drafting;

/// <summary>Section <c>Drafts</c>: what the municipality decides about messages that are being written.</summary>
public sealed class DraftOptions
{
    /// <summary>Addresses that stand for many people, besides those that say so themselves ("alla@").</summary>
    public IList<string> Lists { get; } = [];

    /// <summary>Addresses and domains that reach people through an encrypted service: what goes to these only may hold sensitive data.</summary>
    public IList<string> SafeChannels { get; } = [];

    /// <summary>Ids of sensitivity labels that encrypt: a draft under one of them travels closed.</summary>
    public IList<string> ClosedLabels { get; } = [];

    /// <summary>The service that people are shown to instead of e-mail, for example "Säkra meddelanden"; empty: the registrar.</summary>
    public string SafeService { get; set; } = "";

    /// <summary>The common signature, lines parted by a line break; <c>{name}</c>, <c>{title}</c>, <c>{department}</c>, <c>{mailbox}</c>, <c>{municipality}</c>, <c>{telephone}</c>, <c>{website}</c> and <c>{privacy}</c> are filled in, and a line whose field nobody knows is left out. Telephones and website stand in the municipality's directory.</summary>
    public string Signature { get; set; } = "Med vänlig hälsning\n\n{name}\n{title}\n{department}\n{mailbox}\n{municipality}\n{telephone}\n{website}\n{privacy}";

    /// <summary>The signature's line about personal data, for example "Så behandlar vi personuppgifter: www.vara.se/personuppgifter"; empty: none.</summary>
    public string Privacy { get; set; } = "";

    /// <summary>Code → <c>block</c>, <c>warn</c>, <c>hint</c> or <c>off</c>, where the default doesn't fit. Hints (<c>plainLanguage</c>, <c>privateUse</c>) can only be turned off.</summary>
    public IDictionary<string, string> Weights { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>More recipients than this are a large audience.</summary>
    public int RecipientLimit { get; set; } = 20;

    /// <summary>A reply to all of so many original recipients is warned about.</summary>
    public int ReplyAllLimit { get; set; } = 6;

    /// <summary>LIX above this is hard to read.</summary>
    public int LixLimit { get; set; } = 55;

    /// <summary>Texts of fewer words are not measured.</summary>
    public int LixWords { get; set; } = 60;
}
