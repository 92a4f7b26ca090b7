using System.Collections.Frozen;

namespace Varamail.Guideline.Findings;

/// <summary>What a word says about who a sentence is about.</summary>
[Flags]
internal enum WordRoles
{
    None = 0,

    /// <summary>The writer: jag, min, vi.</summary>
    First = 1,

    /// <summary>The reader: du, din.</summary>
    Second = 2,

    /// <summary>Somebody spoken of: han, hennes.</summary>
    Third = 4,

    /// <summary>A relative: min son, mamma.</summary>
    Kin = 8,

    /// <summary>Somebody singled out by what they are: eleven, klienten.</summary>
    Role = 16,

    /// <summary>A name or initials.</summary>
    Name = 32,

    /// <summary>Nobody in particular: man, personer, elever.</summary>
    Generic = 64,

    /// <summary>The sentence is about a subject: kurs, statistik, affisch.</summary>
    Topic = 128,
    Negation = 256,

    /// <summary>Ties a person to what follows: har, är, lider.</summary>
    Link = 512,

    /// <summary>Begins a letter: the name after it is the reader's.</summary>
    Greeting = 1024,

    /// <summary>A capital that makes no name: places, weekdays, bodies.</summary>
    NoName = 2048,

    /// <summary>How many: två, tre.</summary>
    Count = 4096,

    /// <summary>A woman's given name, when it begins with a capital.</summary>
    Female = 8192,

    /// <summary>A man's.</summary>
    Male = 16384,

    /// <summary>A given name that both have.</summary>
    Unisex = 32768,

    /// <summary>At the beginning of a sentence it leaves the writer unsaid: ”har adhd”.</summary>
    Implied = 65536,

    /// <summary>What somebody works as: with ”vår” or ”er” before it, one person.</summary>
    Post = 131072,

    /// <summary>Children: a number of them has parents.</summary>
    Child = 524288,

    /// <summary>Says among whom: bland, hos.</summary>
    Among = 1048576,

    /// <summary>Singles out whose post it is: er, deras.</summary>
    Owner = 262144,

    Given = Female | Male | Unisex,

    Person = First | Third | Kin | Role | Name,
}

/// <summary>The words of context.json.</summary>
internal sealed class ContextWords
{
    private readonly ContextFile file;
    private readonly FrozenDictionary<string, WordRoles>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly (string Letters, WordRoles Roles)[] beginnings;
    private readonly (string Letters, WordRoles Roles)[] ends;

    public ContextWords(ContextFile file)
    {
        this.file = file;
        var whole = new Dictionary<string, WordRoles>(StringComparer.Ordinal);
        var open = new List<(string, WordRoles)>();
        var closed = new List<(string, WordRoles)>();
        foreach (var (name, words) in file.Words)
        {
            var role = Enum.Parse<WordRoles>(name, ignoreCase: true);
            foreach (string word in words.Split(' '))
            {
                if (word.EndsWith('*'))
                {
                    open.Add((word[..^1], role));
                }
                else if (word.StartsWith('*'))
                {
                    closed.Add((word[1..], role));
                }
                else
                {
                    whole[word] = whole.GetValueOrDefault(word) | role;
                }
            }
        }

        (beginnings, ends, lookup) = ([.. open], [.. closed], whole.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>());
    }

    public IReadOnlyDictionary<string, string> Sets => file.Sets;

    public Citation Citation(string rule) => file.Citations[rule];

    /// <summary>The roles of one word, whatever stands around it.</summary>
    public WordRoles Roles(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[64];
        if (word.Length > lower.Length)
        {
            return WordRoles.None;
        }

        for (int i = 0; i < word.Length; i++)
        {
            lower[i] = Letters.Lower(word[i]);
        }

        lower = lower[..word.Length];
        WordRoles roles = lookup.TryGetValue(lower, out var found) ? found : WordRoles.None;
        if (Letters.IsUpper(word[0]) && (roles & WordRoles.Given) == 0 && word.Length > 3 && lower[^1] == 's' && lookup.TryGetValue(lower[..^1], out var genitive))
        {
            roles |= genitive & WordRoles.Given;
        }

        foreach (var (letters, role) in beginnings)
        {
            roles |= lower.StartsWith(letters, StringComparison.Ordinal) ? role : WordRoles.None;
        }

        foreach (var (letters, role) in ends)
        {
            roles |= lower.EndsWith(letters, StringComparison.Ordinal) ? role : WordRoles.None;
        }

        return roles;
    }
}
