using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.RateLimiting;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Drafting;
using Varamail.Api.Evidence;
using Varamail.Api.Feedback;
using Varamail.Api.Guidelines;
using Varamail.Api.Identity;
using Varamail.Api.Outbox;
using Varamail.Api.PublicDiary;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Api.Statistics;
using Varamail.Guideline;
using Varamail.Guideline.Drafting;

namespace Varamail.Api;

/// <summary>What the slices are made of, and the manners of all endpoints.</summary>
internal static class Slices
{
    public static void AddSlices(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RegistrationOptions>().BindConfiguration("Registration");
        services.AddOptions<ProtectiveSecurityOptions>().BindConfiguration("ProtectiveSecurity");
        services.AddOptions<WhistleblowingOptions>().BindConfiguration("Whistleblowing");
        services.AddSingleton<Protection>();
        services
            .AddOptions<DiaryOptions>()
            .BindConfiguration("Diary")
            .Validate(o => CaseForm.IsForm(o.CaseForm), "Diary:CaseForm needs {year} and {number}, once each.")
            .ValidateOnStart();
        services.AddOptions<DeliveryOptions>().BindConfiguration("Delivery").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddOptions<DeliveryOptions>()
            .Validate<Municipality>(
                (o, municipality) => o.Routes.All(r => r.Series.Length == 0 || municipality.FindAuthority(r.Series) is not null),
                "Delivery:Routes names a diary series that the municipality's directory doesn't know."
            )
            .Validate(
                o => o.Routes.All(r => r.System.Equals(DiaryRoute.Manual, StringComparison.OrdinalIgnoreCase) ? r.Name.Length > 0 : r.System.Length == 0 || DiarySystems.IsKnown(r.System)),
                "Delivery:Routes names a system that doesn't exist, or Manual without a Name."
            );
        services.AddOptions<PagesOptions>().BindConfiguration("Pages");
        services.AddOptions<ManifestOptions>().BindConfiguration("Addin");
        services.AddOptions<Identity.PaneOptions>().BindConfiguration("Pane");
        services.AddOptions<GuidelineOptions>().BindConfiguration("Guideline");
        services.AddOptions<DraftOptions>().BindConfiguration("Drafts");
        services.AddOptions<SentOptions>().BindConfiguration("Sent");
        services.AddOptions<SendCheckOptions>().BindConfiguration("SendCheck");
        services.AddOptions<StatisticsOptions>().BindConfiguration("Statistics");
        services.AddOptions<PublicDiaryOptions>().BindConfiguration("PublicDiary");

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Municipality.Parse(File.ReadAllText(DirectoryFile(builder))));
        services.AddSingleton(OwnDocuments.Schedule(builder.Configuration, builder.Environment));
        services.AddSingleton(OwnDocuments.Text(builder.Configuration, builder.Environment)).AddSingleton<GuidelineBook>();
        services.AddSingleton<Judge>().AddSingleton<Deadlines>().AddSingleton<DiaryNumbers>();
        services.AddScoped<Incoming>().AddScoped<Views>().AddScoped<Register>().AddScoped<MailCopies>();
        services.AddScoped<DiaryLedger>().AddScoped<DiaryBook>().AddScoped<Queue>().AddScoped<Deciding>();
        services.AddSingleton<DeskBell>().AddScoped<QueueSearch>().AddScoped<Relations>().AddScoped<Undoing>().AddScoped<LiveQueue>();
        services.AddSingleton<PublicDiaryPage>();
        services.AddSingleton<LaunchScript>().AddSingleton<DraftFiles>().AddSingleton<SentAnyway>();
        DiarySystems.Add(builder);
        services.AddScoped<SentSearch>().AddScoped<ChosenCases>().AddScoped<OutsideCases>().AddSingleton<SentHeads>().AddSingleton<LentRights>().AddHostedService<SentWorker>();
        services.AddScoped<DiaryRoutes>().AddScoped<DeliveryBook>().AddScoped<DeliveryDocuments>().AddScoped<DeliveryLeases>().AddScoped<DeliveryRun>().AddScoped<MailboxSteps>();
        services.AddSingleton<DeliveryCalls>().AddHostedService<DeliveryWorker>();
        services.AddSingleton<OutboxBell>().AddHostedService<OutboxWorker>();
    }

    /// <summary>JSON, problems, validation, limits: the same for every endpoint.</summary>
    public static void AddManners(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problem.Customize);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddExceptionHandler<Unexpected>();
        services.AddExceptionHandler(options => options.StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : 500);
        services.AddValidation();
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        services.AddRequestLimits();
        services.Configure<RateLimiterOptions>(options => options.LimitFeedback());
        services.Configure<RateLimiterOptions>(options => options.LimitPublicDiary());
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        // These write exceptions, whose texts can hold words of a message; Unexpected tells what is needed of them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.None);
        // These write whole addresses, and addresses hold mailboxes and what people search for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    }

    /// <summary>Setting <c>MunicipalityFile</c>: the directory; <c>municipality.json</c> beside the API when not given.</summary>
    private static string DirectoryFile(WebApplicationBuilder builder) =>
        Path.GetFullPath(
            builder.Configuration["MunicipalityFile"] is { Length: > 0 } file ? file : "municipality.json",
            builder.Environment.ContentRootPath
        );
}
