using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Accounts;
using Zhanggui.People.Audit;
using Zhanggui.People.Contracts;
using Zhanggui.People.Intake;
using Zhanggui.People.Faults;
using Zhanggui.People.Own;
using Zhanggui.People.Places;
using Zhanggui.People.Privacy;
using Zhanggui.People.Reading;
using Zhanggui.People.Rights;
using Zhanggui.People.Roles;
using Zhanggui.People.SecondFactor;
using Zhanggui.People.Setup;
using Zhanggui.People.SignIn;
using Zhanggui.People.Staff;
using Zhanggui.People.Store;

namespace Zhanggui.People;

/// <summary>The room's door: registers its services, guards requests and maps its routes.</summary>
public static class PeopleRoom
{
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("people", typeof(PeopleRoom));
        services.AddSingleton(PeopleOptions.Read(configuration));
        // The core only: the full set brings data protection, which writes keys to the user's home and is not needed.
        services.AddAuthenticationCore(o =>
        {
            o.DefaultScheme = SessionHandler.Name;
            o.AddScheme<SessionHandler>(SessionHandler.Name, displayName: null);
        });
        services.AddWebEncoders();
        services.AddTransient<SessionHandler>();
        services.AddScoped<PeopleDb>();
        services.TryAddSingleton<Passwords>();
        services.AddSingleton<AttemptStore>();
        services.AddSingleton<Device>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<ISessions>(p => p.GetRequiredService<Sessions>());
        services.AddSingleton<ShopReader>();
        services.AddSingleton<IShops>(p => p.GetRequiredService<ShopReader>());
        services.AddSingleton<IStaffHistory, StaffHistory>();
        services.AddSingleton<IFaultLog, FaultLog>();
        services.AddSingleton<IGradeBook, GradeBook>();
        services.AddSingleton<ISkillBook, SkillBook>();
        services.AddSingleton<IStaffIntake, StaffIntake>();
        services.AddSingleton<IFactsSource, StaffFacts>();
        services.AddSingleton<PeopleReader>();
        services.AddSingleton<IPeople>(p => p.GetRequiredService<PeopleReader>());
        services.AddSingleton<PeopleSeed>();
        services.AddSingleton<IPeopleSeed>(p => p.GetRequiredService<PeopleSeed>());
        services.AddSingleton<FirstRun>();
        services.AddSingleton<IFirstRun>(p => p.GetRequiredService<FirstRun>());
        services.AddHostedService(p => p.GetRequiredService<FirstRun>());
        services.AddScoped<SecondFactors>();
        services.AddScoped<SignIn.SignIn>();
        services.AddScoped<SetUp>();
        services.AddScoped<PeopleAccess>();
        services.AddScoped<Memberships>();
        services.AddScoped<Links>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<IPasswordProof>(s => s.GetRequiredService<OwnPassword>());
        services.AddScoped<OwnSecondFactor>();
        services.AddScoped<ExportPerson>();
        services.AddSingleton<Freshness>();
        services.AddSingleton<FaultLimit>();
        services.AddSingleton<IJob, LeaveJob>();
        services.AddSingleton<IRestoreStep, EndRestoredSessions>();
        services.AddSingleton<IJob, SweepJob>();
        return services;
    }

    /// <summary>Recognises who asks and refuses what another site's page asks; stands after routing and before the routes.</summary>
    public static IApplicationBuilder UsePeople(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseAuthorization();
        return app;
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/api/people").WithTags("People");
        SignIn.SignIn.Map(people);
        SignOut.Map(people);
        Me.Map(people);
        SetUp.Map(people);
        MapOwn(people);
        MapStaff(people);
        Shops.Map(people);
        Teams.Map(people);
        ReadAudit.Map(people);
        Faults.Faults.Map(people);
        return routes;
    }

    private static void MapOwn(RouteGroupBuilder people)
    {
        OwnPassword.Map(people);
        OwnSecondFactor.Map(people);
        OwnSessions.Map(people);
        OwnProfile.Map(people);
        ExportPerson.Map(people);
        ErasePerson.Map(people);
        UseLink.Map(people);
    }

    private static void MapStaff(RouteGroupBuilder people)
    {
        ListPeople.Map(people);
        PersonPage.Map(people);
        AddPerson.Map(people);
        ChangePerson.Map(people);
        Grades.Map(people);
        Skills.Map(people);
        GiveRole.Map(people);
        OwnRoles.Map(people);
        SubAccounts.Map(people);
        UseAccount.Map(people);
    }
}
