using Zhanggui.Facts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>A facts folder and a book as a command was given them, both read without a refusal.</summary>
internal sealed record FactsAndBook(FactsReading Reading, string BookText, string? BookFolder)
{
    private const int MostNotices = 50;

    /// <summary>Reads both; says on standard error what is wrong and gives the exit status instead.</summary>
    public static (FactsAndBook? Given, int Status) Read(IServiceProvider services, string folder, string bookPath, CancellationToken ct)
    {
        var books = services.GetRequiredService<IBookDesk>();
        if (!Directory.Exists(folder) || (!File.Exists(bookPath) && books.FindPreset(bookPath) is null))
        {
            Console.Error.WriteLine(Directory.Exists(folder) ? $"没有这个制度 There is no such book: {bookPath}" : $"没有这个文件夹 There is no such folder: {folder}");
            return (null, CommandErrors.WrongUsage);
        }

        var (text, bookFolder) = BookCommands.Read(bookPath);
        if (!BookCommands.IsSound(books, bookPath, text, bookFolder, chinese: true))
        {
            return (null, CommandErrors.Refused);
        }

        var reading = FactsFolder.Read(folder, ct);
        foreach (var problem in reading.Problems.Take(MostNotices))
        {
            Console.Error.WriteLine($"{problem.File}:{problem.Line}{(problem.Column is null ? string.Empty : $":{problem.Column}")}: {problem.Zh} {problem.En}");
        }

        if (!reading.HasRefusals)
        {
            return (new FactsAndBook(reading, text, bookFolder), 0);
        }

        Console.Error.WriteLine("有读不懂的行，没有计算。Rows could not be read; nothing was computed.");
        return (null, CommandErrors.Refused);
    }
}
