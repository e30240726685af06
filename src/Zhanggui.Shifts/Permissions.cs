namespace Zhanggui.Shifts;

internal static class Permissions
{
    public const string ReadDuty = "shifts.duty.read";
    public const string SetOwnDuty = "shifts.duty.set-own";
    public const string SetOthersDuty = "shifts.duty.set-others";
}
