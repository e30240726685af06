using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Guard;

/// <summary>Settings of the room, section <c>Guard</c>.</summary>
internal sealed class GuardOptions
{
    /// <summary>Days that drafts which rang and were never sent are kept, 1 to 365.</summary>
    [Range(1, 365)]
    public int UnsentDays { get; set; } = 30;
}
