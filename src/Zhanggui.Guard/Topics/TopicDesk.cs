using Zhanggui.Guard.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Topics;

/// <inheritdoc cref="ITopicDesk"/>
internal sealed class TopicDesk(IBookDesk books) : ITopicDesk
{
    public InForce<TopicBook> Compile(string text, string? folder, IReadOnlyList<string> shopNames)
    {
        var rules = books.Read(PolicySection.Section, text, folder, shopNames);
        return new InForce<TopicBook>(rules.Rules.Book, rules.Book);
    }
}
