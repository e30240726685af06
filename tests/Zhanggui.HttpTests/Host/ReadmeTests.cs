using System.Text.RegularExpressions;

namespace Zhanggui.HttpTests.Host;

/// <summary>What the documents tell people to type is there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    [InlineData("docs/install.md")]
    public void Every_script_that_a_document_names_exists(string document)
    {
        var text = File.ReadAllText(Path.Combine(Root, document));
        var scripts = Script().Matches(text).Select(m => m.Value).Distinct().ToList();

        scripts.ShouldNotBeEmpty();
        scripts.Where(s => !File.Exists(Path.Combine(Root, s))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/install.md")]
    public void Every_link_inside_the_repository_leads_somewhere(string document)
    {
        var text = File.ReadAllText(Path.Combine(Root, document));
        var folder = Path.GetDirectoryName(Path.Combine(Root, document))!;

        Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal))
            .Where(l => !Path.Exists(Path.Combine(folder, l))).ShouldBeEmpty();
    }

    [Fact]
    public void Options_that_the_readme_gives_to_the_start_script_are_its_options() =>
        File.ReadAllText(Path.Combine(Root, "scripts", "run")).ShouldContain("--empty)");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Zhanggui.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the checkout.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\b(?:scripts|packaging)/[a-z][a-z.-]*[a-z]", RegexOptions.NonBacktracking)]
    private static partial Regex Script();

    [GeneratedRegex(@"\]\(([^)#]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
