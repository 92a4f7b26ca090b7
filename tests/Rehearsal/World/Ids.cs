using System.Security.Cryptography;
using System.Text;

namespace Varamail.Rehearsal;

/// <summary>The tenant and the applications of the rehearsal, and ids that are the same in every run.</summary>
public static class Ids
{
    public const string Tenant = "7f7c2d1e-5d0a-4f0e-9a51-0b6f3c1d2a10";
    public const string Api = "3d1f7a52-9c1b-4c55-8a34-6f0f7b9f2c01";

    /// <summary>The add-in and the desk: a public client.</summary>
    public const string Addin = "b5a1c6de-0f0b-4b0e-8f0e-2f6c4f1f9d02";

    /// <summary>Known to nobody outside: the API's secret towards the rehearsed Entra ID.</summary>
    public const string ApiSecret = "rehearsal-only";

    public const string Scope = $"api://{Api}/access_as_user";

    /// <summary>An object id that always belongs to the same address.</summary>
    public static string Of(string address) => new Guid(Hash("oid", address).AsSpan(0, 16)).ToString();

    /// <summary>An id as Exchange writes them for REST: '-' and '_' stand for the '/' and '+' of Office.js' ids.</summary>
    internal static string Item(string prefix, params string[] parts) =>
        prefix + Convert.ToBase64String([.. Hash(parts), .. Hash([.. parts, "more"]), .. Hash([.. parts, "still more"])]).Replace('/', '-').Replace('+', '_');

    internal static byte[] Hash(params string[] parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}
