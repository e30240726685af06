namespace Zhanggui.Facts.Demo;

/// <summary>How often things happen in a demo shop and how long they take. Chances are of a thousand; these are figures of invented shops, not values of rules.</summary>
internal static class DemoMix
{
    /// <summary>Conversations that begin in each hour of the day: quiet nights, a peak at lunch and a higher one in the evening.</summary>
    public static ReadOnlySpan<int> Hours => [14, 7, 4, 3, 3, 4, 8, 16, 32, 50, 62, 60, 74, 70, 54, 52, 52, 48, 44, 56, 80, 88, 72, 46];

    /// <summary>Of a thousand; the weekday of Monday first.</summary>
    public static ReadOnlySpan<int> Weekdays => [980, 960, 960, 980, 1000, 1070, 1050];

    /// <summary>Seconds to an answer, deciles of a calm hour.</summary>
    public static ReadOnlySpan<int> AnswerSeconds => [3, 7, 11, 15, 20, 26, 34, 46, 66, 120, 420];

    /// <summary>Seconds until a buyer writes again.</summary>
    public static ReadOnlySpan<int> ThinkSeconds => [3, 8, 13, 19, 26, 35, 48, 66, 95, 160, 400];

    /// <summary>Answers take this much of a calm hour's time when it is busy.</summary>
    public const int BusyAnswers = 1_600;

    /// <summary>Hours above this many conversations of a thousand are busy.</summary>
    public const int BusyHour = 69;

    /// <summary>Minutes from placing to paying for those who pay.</summary>
    public static ReadOnlySpan<int> PayMinutes => [0, 0, 1, 1, 2, 3, 5, 12, 45, 300, 1_320];

    /// <summary>Hours from paying to shipping.</summary>
    public static ReadOnlySpan<int> ShipHours => [3, 8, 14, 18, 22, 26, 30, 36, 42, 47, 110];

    /// <summary>Hours from shipping to signing; the tail are parcels that go astray for a while.</summary>
    public static ReadOnlySpan<int> SignHours => [26, 38, 46, 52, 60, 68, 76, 86, 98, 120, 260];

    public const int BotFirst = 180;
    public const int AssistBot = 60;
    public const int Unanswered = 25;
    public const int Transferred = 70;
    public const int TransferredToNobody = 120;
    public const int SecondAgent = 90;
    public const int Push = 30;
    public const int Spam = 6;
    public const int Brushing = 4;
    public const int Returning = 80;
    public const int Invited = 420;
    public const int Rated = 430;
    public const int Promised = 30;
    public const int Complained = 3;

    /// <summary>When the order of a conversation comes: in the talk, later that day, next day, third day, too late for three days.</summary>
    public static ReadOnlySpan<int> OrderDays => [560, 240, 110, 60, 30];

    public const int Unpaid = 100;
    public const int ChasedWhenUnpaid = 350;
    public const int HelpedToPay = 60;
    public const int StatusWithoutTime = 2;
    public const int Presale = 30;

    /// <summary>Notes of orders that an agent had to do with: number, form and number, form only, none, two numbers, unknown number.</summary>
    public static ReadOnlySpan<int> Notes => [420, 180, 120, 240, 25, 15];

    /// <summary>Silent orders with a number in the note all the same.</summary>
    public const int NumberOnSilent = 15;

    public const int NoteOverwritten = 25;
    public const int NumberAfterPaying = 30;
    public const int Flagged = 620;
    public const int FlaggedByStranger = 12;
    public const int Reminded = 500;
    public const int LateChased = 400;

    public const int Refunded = 90;

    /// <summary>Before shipping, a part, the whole.</summary>
    public static ReadOnlySpan<int> RefundKinds => [350, 220, 430];

    public const int RefundFails = 70;
    public const int ResponsibleUndecided = 150;

    /// <summary>quality, buyer, agent, team, courier, warehouse.</summary>
    public static ReadOnlySpan<int> Responsible => [260, 430, 90, 40, 120, 60];

    public const int Reviewed = 260;

    /// <summary>good, neutral, bad.</summary>
    public static ReadOnlySpan<int> Ratings => [935, 28, 37];

    /// <summary>agent, goods, courier, other, undecided.</summary>
    public static ReadOnlySpan<int> ReviewCauses => [200, 380, 240, 80, 100];

    public const int ReviewChanged = 300;

    /// <summary>Stars 1 to 5 after a conversation.</summary>
    public static ReadOnlySpan<int> Stars => [20, 25, 75, 240, 640];

    public const int Late = 90;
    public const int Gap = 25;
    public const int OnHold = 120;
}
