using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Varamail.Api;

/// <summary>A value of an enum in a query, as the rest of the API writes them: the framework itself reads one there only as C# does.</summary>
/// <typeparam name="T">Which enum.</typeparam>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class OneOfAttribute<T>() : RegularExpressionAttribute($"^({string.Join('|', Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))})$")
    where T : struct, Enum;
