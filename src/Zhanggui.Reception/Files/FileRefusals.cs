using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Files;

internal sealed record FileNotFound()
    : Refusal(RefusalKind.NotFound, "reception.file.not_found", "没有这个文件。", "There is no such file.", "fileId");

internal sealed record FileTooLarge(long Limit)
    : Refusal(RefusalKind.TooLarge, "reception.file.too_large", $"文件不能超过{Limit / 1_048_576}MB。", $"A file has at most {Limit / 1_048_576} MB.", "file");

internal sealed record FileMissing()
    : Refusal(RefusalKind.Invalid, "reception.file.missing", "没有收到文件。", "No file was received.", "file");

internal sealed record FileTypeRefused(string Type)
    : Refusal(RefusalKind.Invalid, "reception.file.type", "不接受这种文件。", $"Files of this kind are not accepted ({Type}).", "file");

internal sealed record FileTooManyPixels(long Limit)
    : Refusal(RefusalKind.TooLarge, "reception.file.pixels", $"图片不能超过{Limit / 1_000_000}百万像素。", $"A picture has at most {Limit / 1_000_000} million pixels.", "file");

internal sealed record FileNotImage()
    : Refusal(RefusalKind.Invalid, "reception.file.not_image", "这不是图片。", "This is not a picture.", "fileId");
