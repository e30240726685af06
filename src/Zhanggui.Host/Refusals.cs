using System.Text.Json;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Host;

internal sealed record NotSignedIn() : Refusal(RefusalKind.Unauthenticated, "house.request.not_signed_in",
    "请先登录。", "Please sign in.");

internal sealed record NotAllowed() : Refusal(RefusalKind.Forbidden, "house.request.not_allowed",
    "您没有这项权限，请联系主管。", "You do not have this right; ask your supervisor.");

internal sealed record NoSuchThing() : Refusal(RefusalKind.NotFound, "house.request.not_found",
    "没有找到，或者您无权查看。", "Not found, or not yours to see.");

internal sealed record WrongMethod() : Refusal(RefusalKind.Invalid, "house.request.wrong_method",
    "这个地址不接受这种请求方法。", "This address does not take this method.");

internal sealed record WrongMediaType() : Refusal(RefusalKind.Invalid, "house.request.wrong_media_type",
    "请求内容的类型不对，应为 JSON。", "The body has the wrong media type; JSON is expected.");

internal sealed record BodyTooLarge() : Refusal(RefusalKind.TooLarge, "house.request.too_large",
    "内容太大，请缩短后再发。", "The content is too large; shorten it and send it again.");

internal sealed record TooManyRequests() : Refusal(RefusalKind.TooMany, "house.request.too_many",
    "请求太频繁，请稍候再试。", "Too many requests; wait a moment and try again.");

internal sealed record StorageUnavailable() : Refusal(RefusalKind.Unavailable, "house.storage.unavailable",
    "数据库暂时连不上，请稍候再试；没有收到确认的内容尚未保存。", "The database cannot be reached; try again shortly. What was not acknowledged is not stored.");

internal sealed record StorageFull() : Refusal(RefusalKind.Unavailable, "house.storage.full",
    "磁盘已满，内容没有保存，请联系管理员。", "The disk is full; nothing was stored. Tell the administrator.");

internal sealed record ServerFault() : Refusal(RefusalKind.Unavailable, "house.server.fault",
    "服务器出错了，已记录；请把编号告诉管理员。", "The server made a mistake and has logged it; give the trace to the administrator.");

internal sealed record HouseBusy() : Refusal(RefusalKind.Conflict, "house.run.busy",
    "已经有一个在进行，请等它结束。", "One is under way already; wait until it has ended.");

internal sealed record HouseResting(long Seconds) : Refusal(RefusalKind.TooMany, "house.run.too_soon",
    $"刚刚做过一次，请 {Seconds} 秒后再试。", $"One has just been made; try again in {Seconds} seconds.");

internal sealed record DoctorTakesLonger(int Seconds) : Refusal(RefusalKind.Unavailable, "house.doctor.takes_longer",
    $"数据较多，{Seconds} 秒内没有查完；请在服务器上运行 zhanggui doctor。", $"There is much to examine; it was not done within {Seconds} seconds. Run zhanggui doctor on the server.");

internal sealed record BackupTicketExpired() : Refusal(RefusalKind.Forbidden, "house.backup.ticket_expired",
    "下载凭证已失效，请重新输入密码。", "The leave to download has expired; give your password again.");

internal sealed record BackupOfSeveral() : Refusal(RefusalKind.Conflict, "house.backup.several_organisations",
    "这台服务器上有多家公司，不能由其中一家下载全部数据；请在服务器上运行 zhanggui backup。", "Several organisations share this server, so none may download all of it; run zhanggui backup on the server.");

/// <summary>The request's body or a value in its address could not be read; the field is named where it is known.</summary>
internal sealed record Unreadable(string? Where) : Refusal(RefusalKind.Invalid, "house.request.unreadable",
    Where is null ? "请求内容无法读取，请检查格式。" : $"请求内容无法读取：{Where} 的值不正确。",
    Where is null ? "The request could not be read; check its form." : $"The request could not be read: the value of {Where} is wrong.", Where)
{
    public static Unreadable From(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException!)
        {
            if (e is JsonException { Path: { Length: > 0 } path })
            {
                return new Unreadable(path is "$" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path);
            }
        }

        // "Failed to bind parameter "Guid shop" from "abc"." and "Required parameter "Guid shop" was not provided from …" name the parameter.
        var parts = error.Message.Split('"');
        return parts.Length > 2 && error.Message.Contains("parameter", StringComparison.Ordinal) ? new Unreadable(parts[1].Split(' ')[^1]) : new Unreadable((string?)null);
    }
}
