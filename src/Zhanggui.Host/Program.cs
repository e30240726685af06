using System.CommandLine;
using Zhanggui.Host;
using Zhanggui.Host.Commands;

var root = new RootCommand("Zhanggui (掌柜): the customer-service house of an online shop.");
var serve = new Command("serve", "Runs the server (default).");
serve.SetAction((_, ct) => ServeCommand.RunAsync(args, ct));
root.SetAction((_, ct) => ServeCommand.RunAsync(args, ct));
root.Subcommands.Add(serve);
return await root.Parse(args).InvokeAsync();
