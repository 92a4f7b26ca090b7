using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Registrations;
using Varamail.Tests.Api;
using Varamail.Tests.Api.Diary.Deliveries;

namespace Varamail.Benchmarks;

/// <summary>How many documents a second one server takes to another system, when that answers at once: what delivery itself costs. Each opens a case of
/// its own, so that none waits for another.</summary>
internal static class DeliveryBenchmark
{
    private const int Documents = 500;

    public static async Task RunAsync(IReadOnlyList<Store> stores)
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory; // where the API under test looks for the list of its folders
        Console.WriteLine("store, at once, documents, seconds, deliveries per second");
        foreach (var store in stores)
            foreach (var atOnce in new[] { 1, 4, 16 })
            {
                StandInDiary evolution = new();
                await using VaramailApi api = new(store, configure: builder => Configure(builder, evolution, atOnce));
                await EnterAsync(api, 20);
                await api.DeliverAsync(); // once for the runtime to compile it
                await EnterAsync(api, Documents);
                var begun = Stopwatch.GetTimestamp();
                await api.DeliverAsync();
                var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                if (evolution.Held.Count != Documents + 20)
                    throw new InvalidOperationException("Some documents didn't get there.");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store}, {atOnce}, {Documents}, {seconds:F1}, {Documents / seconds:F0}"));
            }
    }

    private static void Configure(IWebHostBuilder builder, StandInDiary evolution, int atOnce)
    {
        builder
            .UseSetting("DiarySystems:Authorities:BYN", DiarySystems.EvolutionHttp)
            .UseSetting("DiarySystems:EvolutionHttp:BaseAddress", "https://evolution.example/")
            .UseSetting("Delivery:AtOnce", atOnce.ToString(CultureInfo.InvariantCulture));
        builder.ConfigureTestServices(services => services.AddKeyedSingleton<IDiarySystem>(DiarySystems.EvolutionHttp, evolution));
    }

    private static async Task EnterAsync(VaramailApi api, int documents)
    {
        using var karin = api.Karin;
        for (var i = 0; i < documents; i++)
        {
            var letter = Encoding.UTF8.GetBytes(Calls.Letter($"{Guid.NewGuid():N}@example.se", $"Ärende {i}"));
            var answer = await karin.PostAsync(
                new Uri("/api/v1/registrations/upload?mailbox=bygglov@vara.se&authority=BYN", UriKind.Relative),
                new ByteArrayContent(letter) { Headers = { ContentType = new("message/rfc822") } }
            );
            var sent = await answer.ReadAsync<RegistrationView>(System.Net.HttpStatusCode.Created);
            await karin.EnterAsync(sent.Id, Calls.Entry());
        }
    }
}
