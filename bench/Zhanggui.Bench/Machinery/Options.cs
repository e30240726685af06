namespace Zhanggui.Bench.Machinery;

/// <summary>Command line in the form <c>command --name value</c>.</summary>
internal sealed class Options(string[] args)
{
    public string Command { get; } = args.Length > 0 ? args[0] : "help";

    public string Text(string name, string otherwise)
    {
        for (var i = 1; i < args.Length - 1; i++)
        {
            if (args[i] == "--" + name)
            {
                return args[i + 1];
            }
        }

        return otherwise;
    }

    public int Number(string name, int otherwise) => int.Parse(Text(name, otherwise.ToString()));

    public string[] List(string name, string otherwise) => Text(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
