using Zhanggui.Facts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>A facts folder and a book as a command was given them, both read without a refusal.</summary>
internal sealed record FactsAndBook(FactsReading Reading, string BookText, string? BookFolder)
{
    private const int MostNotices = 50;

    /// <summary>Reads both; says on standard error what is wrong and gives the exit status instead.</summary>
    public static (FactsAndBook? Given, int Status) Read(IServiceProvider services, string folder, string bookPath, CancellationToken ct, TextWriter? error = null)
    {
        error ??= Console.Error;
        var books = services.GetRequiredService<IBookDesk>();
        if (!Directory.Exists(folder) || (!File.Exists(bookPath) && books.FindPreset(bookPath) is null))
        {
            error.WriteLine(Directory.Exists(folder) ? $"没有这个制度 There is no such book: {bookPath}" : $"没有这个文件夹 There is no such folder: {folder}");
            return (null, CommandErrors.WrongUsage);
        }

        if (ReadBook(services, bookPath, error) is not { } book)
        {
            return (null, CommandErrors.Refused);
        }

        var reading = FactsFolder.Read(folder, ct);
        foreach (var problem in reading.Problems.Take(MostNotices))
        {
            error.WriteLine($"{problem.File}:{problem.Line}{(problem.Column is null ? string.Empty : $":{problem.Column}")}: {problem.Zh} {problem.En}");
        }

        if (!reading.HasRefusals)
        {
            return (new FactsAndBook(reading, book.Text, book.Folder), 0);
        }

        error.WriteLine("有读不懂的行，没有计算。Rows could not be read; nothing was computed.");
        return (null, CommandErrors.Refused);
    }

    /// <summary>A sound book, or null and what is wrong with it on standard error.</summary>
    public static (string Text, string? Folder)? ReadBook(IServiceProvider services, string bookPath, TextWriter? error = null)
    {
        var (text, folder) = BookCommands.Read(bookPath);
        return BookCommands.IsSound(services.GetRequiredService<IBookDesk>(), bookPath, text, folder, chinese: true, error) ? (text, folder) : null;
    }
}
