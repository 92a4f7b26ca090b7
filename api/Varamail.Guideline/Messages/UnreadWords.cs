namespace Varamail.Guideline.Messages;

/// <summary>What people are told of an attachment that could not be checked.</summary>
internal static class UnreadWords
{
    /// <param name="name">Of the attachment.</param>
    /// <param name="cause">Why it could not be read.</param>
    /// <param name="what">Its kind, after "Bilagan … är"; null when nobody knows.</param>
    public static string Of(string name, UnreadCause cause, string? what) =>
        cause switch
        {
            UnreadCause.Encrypted => $"Bilagan {name} är krypterad och har inte kontrollerats.",
            UnreadCause.Damaged => $"Bilagan {name} är skadad och har inte kontrollerats.",
            UnreadCause.TooLarge => $"Bilagan {name} är för stor för att kontrolleras i sin helhet.",
            UnreadCause.TooDeep => $"Bilagan {name} ligger för djupt inuti andra bilagor och har inte kontrollerats.",
            UnreadCause.NoText => $"Bilagan {name} är en bild eller inskannad, utan text att läsa, och har inte kontrollerats.",
            _ when what is not null => $"Bilagan {name} är {what} och har inte kontrollerats.",
            _ => $"Bilagan {name} har ett format som inte kan läsas och har inte kontrollerats.",
        };

    public static string OfBody(UnreadCause cause) =>
        cause switch
        {
            UnreadCause.Encrypted => "Meddelandet är krypterat och har inte kontrollerats.",
            UnreadCause.TooDeep => "Meddelandet är inneslutet i för många lager och har inte kontrollerats i sin helhet.",
            UnreadCause.TooLarge => "Meddelandet är för stort för att kontrolleras i sin helhet.",
            UnreadCause.NoText => "Meddelandet är bara en signatur; innehållet finns inte med och har inte kontrollerats.",
            _ => "Meddelandet är skadat och har inte kontrollerats i sin helhet.",
        };
}
