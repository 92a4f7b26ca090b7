using System.Text.Json;
using System.Text.Json.Serialization;
using Varamail.Api;
using Varamail.Api.Assessments;
using Varamail.Api.Desk;
using Varamail.Api.Diary;
using Varamail.Api.Identity;
using Varamail.Api.Registrations;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddAuthentication().AddJwtBearer();
builder.Services.AddAuthorization(options =>
{
    foreach (var policy in new[] { Policies.Official, Policies.Registrar, Policies.HeadRegistrar, Policies.DiaryOfficer })
        options.AddPolicy(policy, p => p.RequireAuthenticatedUser());
});
builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = Problem.Customize);
builder.Services.AddValidation();
builder.Services.AddApiDocument();

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseApiDocument();
app.UseAuthentication();
app.UseAuthorization();

app.MapMe();
app.MapAssessment();
app.MapRegistration();
app.MapDesk();
app.MapDiary();

app.Run();
