using Varamail.Api;
using Varamail.Api.Assessments;
using Varamail.Api.Audit;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Diary.Deliveries;
using Varamail.Api.Drafting;
using Varamail.Api.Evidence;
using Varamail.Api.Feedback;
using Varamail.Api.Guidelines;
using Varamail.Api.Identity;
using Varamail.Api.Microsoft365;
using Varamail.Api.PublicDiary;
using Varamail.Api.Registrations;
using Varamail.Api.Sent;
using Varamail.Api.Statistics;
using Varamail.Api.Storage;

if (args is [VerifyAudit.Name, ..])
    return await VerifyAudit.RunAsync(args, Console.Out);

var builder = WebApplication.CreateBuilder(args);

builder.AddManners(); // JSON, problems, validation, limits, what is logged
builder.AddVaramailIdentity(); // Entra ID: who is signed in, and what she may do
builder.Services.AddMicrosoft365(); // mailboxes through Microsoft Graph
builder.AddStorage(); // database and originals
builder.AddSlices();
builder.Services.AddApiDocument();

var app = builder.Build();
await app.MigrateStorageAsync();

app.UseSecurityHeaders();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UsePanes();
app.UseApiDocument();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();

app.MapMe();
app.MapAssessment();
app.MapRegistration();
app.MapDesk();
app.MapEvidence();
app.MapSavedViews();
app.MapLiveQueue();
app.MapCampaign();
app.MapRelations();
app.MapDiary();
app.MapDeliveries();
app.MapHolds();
app.MapDrafts();
app.MapSent();
app.MapGuideline();
app.MapFeedback();
app.MapAudit();
app.MapStatistics();
app.MapRoles();
app.MapPublicDiary();
app.MapPages();

await app.RunAsync();
return 0;
