using System.CommandLine;
using Zhanggui.Host.Commands;

Console.OutputEncoding = System.Text.Encoding.UTF8;
var root = new RootCommand("Zhanggui (掌柜): the customer-service house of an online shop.");
ServeCommand.AddTo(root);
root.Subcommands.Add(ServeCommand.Make());
root.Subcommands.Add(DoctorCommand.Make());
root.Subcommands.Add(BookCommands.Make());
root.Subcommands.Add(AttributeCommand.Make());
root.Subcommands.Add(GuardCommand.Make());
root.Subcommands.Add(TopicsCommand.Make());
root.Subcommands.Add(DemoCommand.Make());
root.Subcommands.Add(ExportCommand.Make());
root.Subcommands.Add(MetricsCommand.Make());
root.Subcommands.Add(SettleCommand.Make());
root.Subcommands.Add(WhatIfCommand.Make());
root.Subcommands.Add(SimulateCommand.Make());
root.Subcommands.Add(ImportCommand.Make());
root.Subcommands.Add(SearchCommand.Make());
root.Subcommands.Add(BackupCommands.MakeBackup());
root.Subcommands.Add(BackupCommands.MakeRestore());
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("zhanggui --help says what there is.");
    return 2;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
