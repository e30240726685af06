using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Files;

internal static class FilesPart
{
    public static void AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomSettings<UploadOptions>(configuration, "Files");
        services.AddSingleton<IFileStore>(s =>
        {
            var database = s.GetRequiredService<Database>();
            return database.IsSqlite ? new FolderFileStore(s.GetRequiredService<KernelOptions>()) : new DatabaseFileStore(database);
        });
        services.AddSingleton<FileShelf>();
        services.AddSingleton<FileIntake>();
        services.AddSingleton<FileLinks>();
        services.AddSingleton<IAttachments, Attachments>();
        services.AddSingleton<IJob, OrphanFilesJob>();
        services.AddSingleton<IPersonalData, PersonalFiles>();
        services.AddSingleton<IRestoreStep, MoveFiles>();
    }
}
